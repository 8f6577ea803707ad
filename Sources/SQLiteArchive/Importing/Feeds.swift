import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// Remembers feeds by their addresses; how many are new.
  package func keepFeeds(
    _ feeds: [(url: String, title: String?, site: String?, folder: String?)], at instant: Instant
  ) throws -> Int {
    try write { db in
      var new = 0
      for feed in feeds {
        try db.cachedStatement(
          sql: "INSERT OR IGNORE INTO feed (url, title, site, folder, added) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [feed.url, feed.title ?? "", feed.site ?? "", feed.folder ?? "", instant])
        new += db.changesCount
      }
      return new
    }
  }

  /// How many feeds are remembered.
  package func feedCount() throws -> Int {
    try read { db in
      guard try db.tableExists("feed") else { return 0 }
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM feed") ?? 0
    }
  }
}
