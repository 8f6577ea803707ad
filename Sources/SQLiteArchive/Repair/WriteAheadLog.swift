import Archive

/// The pages of committed transactions in a write-ahead log.
struct WriteAheadLog {
  let pageSize: Int
  /// The pages of the database after the last commit.
  let pages: Int
  /// The number of valid bytes, up to the last commit.
  let end: Int
  /// The number of pages in it.
  var changed: Int { places.count }
  /// The position of each page in the log, by its number.
  private let places: [Int: Int]
  private let file: FilePieces

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  /// Nil where there is no log, or it has no valid pages.
  init?(path: String) {
    guard let file = FilePieces(path: path), let header = file.bytes(at: 0, count: Self.headerSize),
      let magic = header.number(at: 0, bytes: 4), magic & ~1 == 0x377F_0682,
      let pageSize = header.number(at: 8, bytes: 4), PageFile.isPageSize(pageSize)
    else { return nil }
    var sum = Checksum(isBigEndian: magic & 1 == 1)
    sum.add(header[..<24])
    guard sum.isWritten(in: header, at: 24) else { return nil }
    var (places, waiting, pages) = ([Int: Int](), [Int: Int](), 0)
    var end = 0
    var offset = Self.headerSize
    while let frame = file.bytes(at: offset, count: Self.frameHeaderSize + pageSize),
      frame[8..<16] == header[16..<24]
    {
      sum.add(frame[..<8])
      sum.add(frame[Self.frameHeaderSize...])
      guard sum.isWritten(in: frame, at: 16), let page = frame.number(at: 0, bytes: 4), page > 0,
        let size = frame.number(at: 4, bytes: 4)
      else { break }
      waiting[page] = offset + Self.frameHeaderSize
      if size > 0 {
        places.merge(waiting) { _, new in new }
        waiting = [:]
        pages = size
        end = offset + Self.frameHeaderSize + pageSize
      }
      offset += Self.frameHeaderSize + pageSize
    }
    guard pages > 0 else { return nil }
    self.file = file
    self.pageSize = pageSize
    self.pages = pages
    self.end = end
    self.places = places
  }

  /// The contents of a page; nil where the log does not have it.
  func page(_ number: Int) -> [UInt8]? {
    places[number].flatMap { file.bytes(at: $0, count: pageSize) }
  }

  /// The running checksum of a log: two sums of 32 bits, each over every second word.
  private struct Checksum {
    let isBigEndian: Bool
    private var (first, second): (UInt32, UInt32) = (0, 0)

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBytes { buffer in
        for offset in stride(from: 0, to: buffer.count - 7, by: 8) {
          first &+= word(buffer, offset) &+ second
          second &+= word(buffer, offset + 4) &+ first
        }
      }
    }

    private func word(_ buffer: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
      let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      return isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)
    }

    func isWritten(in bytes: [UInt8], at offset: Int) -> Bool {
      bytes.number(at: offset, bytes: 4) == Int(first)
        && bytes.number(at: offset + 4, bytes: 4) == Int(second)
    }
  }
}
