import GRDB
import Stories

/// The items that newsboat keeps in its `cache.db`, read and never changed.
package struct NewsboatCache {
  /// One item of one feed.
  package struct Item: Sendable {
    package var id: Int64
    package var title: String
    package var author: String
    package var url: String
    package var published: Instant?
    /// HTML.
    package var content: String
    package var feed: String
  }

  private let queue: DatabaseQueue

  /// Nil where the file is no such cache, or cannot be read.
  package init?(path: String) {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA query_only = ON")
    }
    guard let queue = try? DatabaseQueue(path: path, configuration: configuration),
      let isCache = try? queue.read({ try Self.isCache($0) }), isCache
    else { return nil }
    self.queue = queue
  }

  private static func isCache(_ db: Database) throws -> Bool {
    guard try db.tableExists("rss_item"), try db.tableExists("rss_feed") else { return false }
    let names = Set(try db.columns(in: "rss_item").map(\.name))
    return names.isSuperset(of: ["id", "title", "author", "url", "pubDate", "content", "feedurl"])
  }

  /// The items behind one, oldest first, at most so many; items that were deleted there are left out. Throws
  /// `ArchiveFault` where the file is damaged.
  package func items(after id: Int64, limit: Int) throws -> [Item] {
    do {
      return try queue.read { db in
        let isMarked = try db.columns(in: "rss_item").contains { $0.name == "deleted" }
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT rss_item.id, rss_item.title, author, rss_item.url, pubDate, content,
              coalesce(rss_feed.title, '') AS feed
            FROM rss_item LEFT JOIN rss_feed ON rss_feed.rssurl = feedurl
            WHERE rss_item.id > ? \(isMarked ? "AND deleted = 0" : "") ORDER BY rss_item.id LIMIT ?
            """, arguments: [id, limit])
        return rows.compactMap(Self.item)
      }
    } catch let error as DatabaseError {
      throw Archive.fault(error, path: queue.path, writing: false)
    }
  }

  /// What another program wrote may have any type.
  private static func item(_ row: Row) -> Item? {
    guard let id = Int64.fromDatabaseValue(row["id"]) else { return nil }
    let text = { (name: String) in String.fromDatabaseValue(row[name]) ?? "" }
    return Item(
      id: id, title: text("title"), author: text("author"), url: text("url"),
      published: Int64.fromDatabaseValue(row["pubDate"]).flatMap { $0 > 0 ? $0 : nil },
      content: text("content"), feed: text("feed"))
  }
}
