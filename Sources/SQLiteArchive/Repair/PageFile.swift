import Archive

/// Reads a database file page by page, in whatever state it is; pages in its write-ahead log take precedence.
///
/// See https://sqlite.org/fileformat2.html. All contents are hostile: sizes, numbers and positions are
/// checked before they are used.
final class PageFile {
  let pageSize: Int
  /// The number of usable bytes of a page.
  let usable: Int
  /// How many pages there are; the first is number 1.
  let count: Int
  private let file: FilePieces
  private let log: WriteAheadLog?

  static let magic = Array("SQLite format 3\0".utf8)
  /// Every archive is created with this page size.
  private static let ownPageSize = 4096

  /// Nil where the file cannot be read or is empty.
  init?(path: String) {
    guard let file = FilePieces(path: path), file.size > 0 else { return nil }
    let log = WriteAheadLog(path: path + "-wal")
    let header = log?.page(1) ?? file.bytes(at: 0, count: min(file.size, 100)) ?? []
    let isIntact = header.starts(with: Self.magic)
    let told = header.number(at: 16, bytes: 2).map { $0 == 1 ? 65536 : $0 }
    let size = log?.pageSize ?? told.flatMap { isIntact && Self.isPageSize($0) ? $0 : nil }
    pageSize = size ?? Self.ownPageSize
    let reserved = isIntact ? header.number(at: 20, bytes: 1) ?? 0 : 0
    usable = pageSize - (reserved <= pageSize - 480 ? reserved : 0)
    let there = file.size / pageSize + (log?.changed ?? 0)
    count = log.map { min($0.pages, there) } ?? there
    self.file = file
    self.log = log
  }

  static func isPageSize(_ size: Int) -> Bool {
    (512...65536).contains(size) && size & (size - 1) == 0
  }

  /// Nil where there is no such page, or the file ends inside it.
  func page(_ number: Int) -> [UInt8]? {
    guard (1...max(1, count)).contains(number) else { return nil }
    return log?.page(number) ?? file.bytes(at: (number - 1) * pageSize, count: pageSize)
  }

  /// The free pages, as far as their list can be followed.
  func freePages() -> Set<Int> {
    guard let header = page(1), header.starts(with: Self.magic) else { return [] }
    var free: Set<Int> = []
    var trunk = header.number(at: 32, bytes: 4) ?? 0
    while trunk > 1, let bytes = page(trunk), free.insert(trunk).inserted {
      let leaves = min(bytes.number(at: 4, bytes: 4) ?? 0, usable / 4 - 2)
      for index in 0..<max(0, leaves) {
        if let leaf = bytes.number(at: 8 + 4 * index, bytes: 4), leaf > 1 { free.insert(leaf) }
      }
      trunk = bytes.number(at: 0, bytes: 4) ?? 0
    }
    return free
  }
}
