import Foundation
import GRDB
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Caches of newsboat whose pages were damaged: no question about them goes on for ever.
@Suite struct NewsboatDamageTests {
  private static let pageSize = 512
  private static let tables = """
    CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY, url VARCHAR(1024), title VARCHAR(1024));
    CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid VARCHAR(64), title VARCHAR(1024), author VARCHAR(1024),
      url VARCHAR(1024), feedurl VARCHAR(1024), pubDate INTEGER, content VARCHAR(65535), unread INTEGER,
      deleted INTEGER DEFAULT 0);
    """

  /// A cache of so many items, and the number of the page that its items begin at.
  private func cache(items: Int, deleted: Bool = false) throws -> (path: String, root: Int) {
    let path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString).db"
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA page_size = \(Self.pageSize); VACUUM") }
    let root = try queue.write { db in
      try db.execute(sql: Self.tables)
      for number in 1...items {
        try db.execute(
          sql: "INSERT INTO rss_item (id, title, content, pubDate, deleted) VALUES (?, ?, ?, ?, ?)",
          arguments: [number, "Titre \(number)", "<p>Le bac repart.</p>", Int64.max - 1, deleted])
      }
      return try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'rss_item'")
    }
    try queue.close()
    return (path, try #require(root))
  }

  /// An inner page of a table that leads to one page as often as there is room.
  private func innerPage(to page: Int) -> [UInt8] {
    let child = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: page >> $0) }
    let count = (Self.pageSize - 12) / 7 - 1
    let start = Self.pageSize - count * 5
    var bytes = [UInt8](repeating: 0, count: Self.pageSize)
    bytes[0] = 5
    bytes[3...4] = [UInt8(count >> 8), UInt8(count & 255)]
    bytes[5...6] = [UInt8(start >> 8), UInt8(start & 255)]
    bytes[8...11] = child[...]
    for cell in 0..<count {
      let place = start + cell * 5
      bytes[12 + cell * 2] = UInt8(place >> 8)
      bytes[13 + cell * 2] = UInt8(place & 255)
      bytes[place..<place + 5] = (child + [UInt8(min(cell + 1, 127))])[...]
    }
    return bytes
  }

  private func read(_ path: String) throws -> (items: [NewsboatCache.Item], isDamaged: Bool) {
    let cache = try #require(NewsboatCache(path: path))
    var (items, isDamaged, last): ([NewsboatCache.Item], Bool, Int64) = ([], false, 0)
    while true {
      let page = try cache.items(after: last, limit: 10)
      items += page.items
      isDamaged = isDamaged || page.isDamaged
      guard let next = page.last else { return (items, isDamaged) }
      #expect(next > last)
      last = next
    }
  }

  @Test func pagesThatLeadToEachOtherAreReadOnce() throws {
    let (path, root) = try cache(items: 200)
    defer { unlink(path) }
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let start = (root - 1) * Self.pageSize
    let leaf = Int(bytes[start + 8]) << 24 | Int(bytes[start + 9]) << 16 | Int(bytes[start + 10]) << 8
    bytes.replaceSubrange(start..<start + Self.pageSize, with: innerPage(to: leaf | Int(bytes[start + 11])))
    try Data(bytes).write(to: URL(filePath: path))
    let (items, isDamaged) = try read(path)
    #expect(isDamaged)
    #expect(!items.isEmpty && Set(items.map(\.id)).count == items.count)
  }

  @Test(.timeLimit(.minutes(1))) func aQuestionWithoutAnEndIsGivenUp() throws {
    let (path, root) = try cache(items: 3, deleted: true)
    defer { unlink(path) }
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let start = (root - 1) * Self.pageSize
    // The items’ own page goes to the end; before it stand six that lead to the next one 70 times each.
    let count = bytes.count / Self.pageSize
    let leaf = Array(bytes[start..<start + Self.pageSize])
    bytes.replaceSubrange(start..<start + Self.pageSize, with: innerPage(to: count + 1))
    for page in 1...6 { bytes += innerPage(to: count + page + 1) }
    bytes += leaf
    bytes[28...31] = [0, 0, UInt8((count + 7) >> 8), UInt8((count + 7) & 255)]
    try Data(bytes).write(to: URL(filePath: path))
    #expect(throws: NewsboatCache.Fault.endless) { try read(path) }
  }

  @Test func aSoundCacheIsReadToItsEnd() throws {
    let (path, _) = try cache(items: 57)
    defer { unlink(path) }
    let (items, isDamaged) = try read(path)
    #expect(items.map(\.id) == Array(1...57))
    #expect(!isDamaged)
    #expect(items.allSatisfy { $0.published == nil })
  }
}
