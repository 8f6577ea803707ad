import Glibc
import Stories

/// Recognises the format of bytes and opens it, one layer after the other: compression, archive, file.
struct Opener {
  /// The format that the user gave. Compressed files and archives are opened nevertheless.
  let format: FileFormat?
  let names: FieldNames
  let dates: WrittenDate
  let payloads: PayloadIndex
  /// What all of it may become.
  let budget: Budget

  /// How deeply archives and compressed files may be nested.
  private static let deepest = 6
  /// How many bytes are used to recognise a format.
  private static let headLength = 1 << 16

  /// A file that can be opened again at a later offset.
  struct Place {
    /// Opens the file again, at an offset.
    var reopen: (Int64) -> ByteStream
    var file: OpenFile?
    var position: Position
  }

  /// Opens the contents of a stream that is at its beginning. `top` is given for a stream that is a file of
  /// its own, `isInside` for one inside an archive.
  func open(
    _ stream: ByteStream, path: String, time: Instant? = nil, depth: Int = 0, isInside: Bool = false,
    top: Place? = nil
  ) -> any RecordFormat {
    guard depth <= Self.deepest else {
      return Single(Record(path: path, content: .failed(.damaged(path: path, at: .byte(0), .bomb))))
    }
    let head = stream.peek(Self.headLength)
    let at = Level(path: path, time: time, depth: depth, isInside: isInside, top: top)
    if let packing = Packing(head) { return unpack(stream, packing, at) }
    if let name = FileFormat.unsupported(head) {
      if isInside { return Single(Record(path: path, content: .passed(.type(name)))) }
      return Single(Record(path: path, content: .failed(.unsupported(path: path, format: name))))
    }
    let found = FileFormat.of(head, names) ?? .text
    let isOuter = found == .tar || found == .zip
    return open(isOuter ? found : format ?? found, stream, head, at)
  }

  /// The position of a stream among the layers.
  private struct Level {
    var path: String
    var time: Instant?
    var depth: Int
    var isInside: Bool
    var top: Place?
  }

  private func unpack(_ stream: ByteStream, _ packing: Packing, _ at: Level) -> any RecordFormat {
    let dictionary = packing == .zstd ? Dictionary.take(from: stream) : []
    let unpacked = { [budget] in
      ByteStream(UnpackSupply($0, packing, dictionary: dictionary, budget: budget))
    }
    var inner: Place?
    if let top = at.top {
      inner = Place(reopen: { unpacked(top.reopen($0)) }, position: top.position)
    }
    let plain = unpacked(stream)
    if plain.isAtEnd, let fault = plain.fault {
      return Single(Record(path: at.path, content: .failed(fault.importFault(at.path))))
    }
    return open(plain, path: at.path, time: at.time, depth: at.depth + 1, isInside: at.isInside, top: inner)
  }

  private func open(
    _ format: FileFormat, _ stream: ByteStream, _ head: ArraySlice<UInt8>, _ at: Level
  ) -> any RecordFormat {
    let (path, top) = (at.path, at.top)
    let isLater = top.map { $0.position.offset > 0 } ?? false
    let number = isLater ? top?.position.number ?? 0 : 0
    let later = isLater ? top.map { $0.reopen($0.position.offset) } ?? stream : stream
    switch format {
    case .warc:
      return WebArchive(
        later, path: path, number: number, reopen: top?.reopen, budget: budget, payloads: payloads)
    case .arc: return ARCFile(later, path: path, number: number)
    case .tar, .zip: return archive(format, later, number, at)
    case .json where JSONFeed.begins(head):
      return narrow(stream, head, path) { JSONFeed($0, path: path, dates: dates) }
    case .json:
      return narrow(later, head, path) { stream in
        JSONRecords(stream, head: head, path: path, names: names, number: number)
      }
    case .csv where TableRecords.isManifest(head) && self.format != .csv:
      return Single(Record(path: path, content: .passed(.manifest)))
    case .csv:
      return narrow(later, head, path) { stream in
        TableRecords(stream, head: head, path: path, names: names, number: number)
      }
    case .feed: return narrow(stream, head, path) { Feed($0, path: path, dates: dates) }
    case .opml: return whole(stream, path) { OPML(Self.text($0), path: path) }
    case .mhtml: return whole(stream, path) { Single(MHTML.record($0, path: path)) }
    case .newsboat:
      return Single(Record(path: path, content: .failed(.unsupported(path: path, format: "SQLite"))))
    case .text, .html: return page(stream, at)
    }
  }

  /// A page or a text. Where compressed bytes are damaged, what precedes the damage is read.
  private func page(_ stream: ByteStream, _ at: Level) -> any RecordFormat {
    guard let bytes = stream.rest(limit: CaptureReader.limit) else { return tooLarge(at.path) }
    let fault = stream.fault.map { Record(path: at.path, content: .failed($0.importFault(at.path))) }
    let isReadable =
      switch stream.fault {
      case nil: true
      case .bomb, .unreadable: false
      case .cut, .damaged, .entry: !bytes.isEmpty
      }
    if let fault, !isReadable { return Single(fault) }
    var capture = RawCapture(bytes: bytes, path: at.path, place: .byte(0))
    capture.time = at.time
    capture.isInside = at.isInside
    return Single(Record(path: at.path, content: .capture(capture)), then: fault)
  }

  private func archive(
    _ format: FileFormat, _ stream: ByteStream, _ number: Int, _ at: Level
  ) -> any RecordFormat {
    let inside = { (stream: ByteStream, path: String, time: Instant?) in
      open(stream, path: path, time: time, depth: at.depth + 1, isInside: true)
    }
    guard let file = at.top?.file else {
      return ArchiveFile(
        .stream(stream), path: at.path, number: number, base: 0, isWebArchive: false, budget: budget,
        open: inside)
    }
    let isWebArchive = format == .zip && ArchiveFile.isWebArchive(file)
    let base = format == .tar ? at.top?.position.offset ?? 0 : 0
    lseek(file.descriptor, Int(base), SEEK_SET)
    return ArchiveFile(
      .file(file), path: at.path, number: number, base: base, isWebArchive: isWebArchive, budget: budget,
      open: inside)
  }

  /// Formats that are read as a whole; a file larger than a record may be is refused.
  private func whole(
    _ stream: ByteStream, _ path: String, _ open: ([UInt8]) -> any RecordFormat
  ) -> any RecordFormat {
    guard let bytes = stream.rest(limit: CaptureReader.limit) else { return tooLarge(path) }
    if let fault = stream.fault {
      return Single(Record(path: path, content: .failed(fault.importFault(path))))
    }
    return open(bytes)
  }

  private func tooLarge(_ path: String) -> any RecordFormat {
    Single(Record(path: path, content: .failed(.tooLarge(path: path, limit: CaptureReader.limit))))
  }

  /// Formats that are read byte by byte; UTF-16 and UTF-32 are converted to UTF-8 first, as a whole.
  private func narrow(
    _ stream: ByteStream, _ head: ArraySlice<UInt8>, _ path: String,
    _ open: (ByteStream) -> any RecordFormat
  ) -> any RecordFormat {
    guard WideText.decode(Array(head.prefix(4096))) != nil else { return open(stream) }
    return whole(stream, path) { bytes in
      let text = WideText.decode(bytes)?.text ?? ""
      let plain = ByteStream(Array(text.utf8))
      return self.open(plain, path: path, depth: Self.deepest)
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    Repair.repaired(Decoding.decode(bytes, label: nil, isMarkup: true).text)
  }

  /// Reads the zstd dictionary in the first, skippable frame of a file (WARC/zstd 1.0), which may be
  /// compressed itself.
  private enum Dictionary {
    private static let largest = 16 << 20

    static func take(from stream: ByteStream) -> [UInt8] {
      let head = Array(stream.peek(8))
      guard head.count == 8, head.starts(with: [0x5D, 0x2A, 0x4D, 0x18]) else { return [] }
      let length = head[4...].reversed().reduce(0) { $0 << 8 | Int($1) }
      guard length <= largest, stream.holds(8 + length) else { return [] }
      let bytes = Array(stream.peek(8 + length).dropFirst(8))
      guard bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) else { return bytes }
      return Unpacking.bytes(bytes, .zstd, limit: largest)?.bytes ?? []
    }
  }
}

/// A file that is a single record, or a fault.
final class Single: RecordFormat {
  private var record: Record?
  private var fault: Record?

  init(_ record: Record, then fault: Record? = nil) {
    (self.record, self.fault) = (record, fault)
  }

  func next() -> Record? {
    defer { (record, fault) = (fault, nil) }
    return record
  }
}

extension StreamFault {
  func importFault(_ path: String) -> ImportFault {
    switch self {
    case .unreadable(let reason): .unreadable(path: path, reason: reason)
    case .damaged(let at): .damaged(path: path, at: .byte(at), .packing)
    case .cut(let at): .damaged(path: path, at: .byte(at), .cut)
    case .bomb(let at): .damaged(path: path, at: .byte(at), .bomb)
    case .entry(let reason): .damaged(path: path, at: .byte(0), .other(reason))
    }
  }
}
