import Archive
import GRDB
import GRDBSQLite
import Glibc
import Locking
import Stories

/// Reads the items in newsboat's `cache.db`, without changing it.
package struct NewsboatCache {
  /// One item of one feed.
  package struct Item: Sendable {
    /// Its number in the cache; later items have higher ones.
    package var id: Int64
    /// Empty where it has none; so are author and address.
    package var title: String
    /// Empty where it has none.
    package var author: String
    /// Empty where it has none.
    package var url: String
    /// In seconds since 1970; nil where it is not known.
    package var published: Instant?
    /// HTML.
    package var content: String
    /// The title of its feed; empty where it has none.
    package var feed: String
  }

  /// Consecutive items.
  package struct Page: Sendable {
    /// Oldest first.
    package var items: [Item] = []
    /// The number of the last item, after which to continue; nil at the end.
    package var last: Int64?
    /// Whether items were not in order, as happens where pages refer to each other.
    package var isDamaged = false
  }

  /// Why items could not be read; the reason is SQLite's own, in English.
  package enum Fault: Error, Equatable, Sendable {
    case damaged(reason: String)
    /// Its pages refer to each other in a cycle, and reading was given up.
    case endless
    case unreadable(reason: String)
  }

  /// About how many bytes of items are in memory at once, and the greatest size of one item.
  private static let mostBytes = 16 << 20
  private static let longest: Int32 = 32 << 20

  private let queue: DatabaseQueue
  private let effort: Effort

  /// Nil where the file is no such cache, or cannot be read.
  package init?(path: String) {
    let effort = Effort(path)
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      effort.watch(db.sqliteConnection)
      try SQLiteArchive.defend(db)
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      try db.execute(sql: "PRAGMA query_only = ON")
    }
    guard let queue = try? DatabaseQueue(path: path, configuration: configuration),
      let isCache = try? queue.read({ try Self.isCache($0) }), isCache
    else { return nil }
    self.queue = queue
    self.effort = effort
  }

  /// Limits the work for one file.
  ///
  /// In a damaged file, a page may refer to another one a thousand times, twenty levels deep, so that a query
  /// would never end. The limit for all queries grows with the size of the file.
  private final class Effort: Sendable {
    /// Instructions of SQLite's virtual machine between two calls.
    private static let stride: Int32 = 10_000
    private let most: Int
    private let calls = Mutex(0)

    init(_ path: String) {
      var status = stat()
      let size = stat(path, &status) == 0 ? Int(status.st_size) : 0
      most = 5_000 + size / 1_000
    }

    var isSpent: Bool { calls.withLock { $0 > most } }

    func watch(_ connection: OpaquePointer?) {
      sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, NewsboatCache.longest)
      sqlite3_progress_handler(
        connection, Self.stride,
        { effort in
          guard let effort else { return 0 }
          return Unmanaged<Effort>.fromOpaque(effort).takeUnretainedValue().countCall()
        }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Counts a call; 1 where the query is to be cancelled.
    private func countCall() -> Int32 {
      calls.withLock { calls in
        calls += 1
        return calls > most ? 1 : 0
      }
    }
  }

  private static func isCache(_ db: Database) throws -> Bool {
    guard try db.tableExists("rss_item"), try db.tableExists("rss_feed") else { return false }
    let names = Set(try db.columns(in: "rss_item").map(\.name))
    return names.isSuperset(of: ["id", "title", "author", "url", "pubDate", "content", "feedurl"])
  }

  /// The items after one, oldest first, without deleted ones.
  ///
  /// Each page goes further than the one before even in a damaged file, so that reading always ends.
  package func items(after id: Int64, limit: Int) throws(Fault) -> Page {
    do {
      return try queue.read { try Self.page($0, after: id, limit: limit) }
    } catch let error as DatabaseError {
      if effort.isSpent { throw .endless }
      let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM:
        throw .unreadable(reason: reason)
      default: throw .damaged(reason: reason)
      }
    } catch {
      throw .unreadable(reason: "\(error)")
    }
  }

  private static func page(_ db: Database, after id: Int64, limit: Int) throws -> Page {
    let isMarked = try db.columns(in: "rss_item").contains { $0.name == "deleted" }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT rss_item.id, rss_item.title, author, rss_item.url, pubDate, content,
          coalesce(rss_feed.title, '') AS feed
        FROM rss_item LEFT JOIN rss_feed ON rss_feed.rssurl = feedurl
        WHERE rss_item.id > ? \(isMarked ? "AND deleted = 0" : "") ORDER BY rss_item.id LIMIT ?
        """, arguments: [id, limit])
    var page = Page()
    var seen: Set<Int64> = []
    var bytes = 0
    while bytes < mostBytes, let row = try rows.next() {
      guard let item = item(row) else {
        page.isDamaged = true
        continue
      }
      if item.id <= page.last ?? id { page.isDamaged = true }
      guard item.id > id, seen.insert(item.id).inserted else { continue }
      page.last = max(item.id, page.last ?? item.id)
      page.items.append(item)
      bytes += item.content.utf8.count + item.title.utf8.count
    }
    return page
  }

  /// Values that another program wrote may have any type.
  private static func item(_ row: Row) -> Item? {
    guard let id = Int64.fromDatabaseValue(row["id"]) else { return nil }
    let text = { (name: String) in String.fromDatabaseValue(row[name]) ?? "" }
    return Item(
      id: id, title: text("title"), author: text("author"), url: text("url"),
      published: Int64.fromDatabaseValue(row["pubDate"]).flatMap { $0 > 0 ? StoryDate.known($0) : nil },
      content: text("content"), feed: text("feed"))
  }
}
