import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// Figures about the archive.
  package func statistics() throws -> Statistics {
    let counts = try counts()
    let sources = try sources()
    return try read { db in
      func number(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      return Statistics(
        counts: counts, undated: try number("SELECT count(*) FROM story WHERE date IS NULL"),
        captures: try number("SELECT count(*) FROM capture"),
        related: try number("SELECT count(*) FROM related"),
        linked: try number("SELECT coalesce(sum(linked), 0) FROM story"),
        rawBytes: try number("SELECT coalesce(sum(size), 0) FROM capture"),
        keptBytes: try number("SELECT coalesce(sum(length(raw)), 0) FROM capture"),
        failed: try db.hasTable("failedCapture") ? number("SELECT count(*) FROM failedCapture") : 0,
        sources: sources, imports: try Self.imports(db))
    }
  }

  private static func imports(_ db: Database) throws -> [ImportRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT import.id, at, label, count(capture.id) AS captures FROM import
        LEFT JOIN capture ON capture.import = import.id GROUP BY import.id ORDER BY import.id
        """
    ).map {
      try ImportRecord(number: $0["id"], at: $0["at"], label: $0["label"], captures: $0["captures"])
    }
  }
}
