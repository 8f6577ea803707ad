import GRDB
import Stories

/// What an archive holds, in numbers.
package struct Statistics: Equatable, Sendable {
  package var counts: Counts
  package var undated: Int
  package var captures: Int
  /// Related headlines printed, and how many of them are stored.
  package var related: Int
  package var linked: Int
  /// Bytes of the captures as they came, and as they are kept.
  package var rawBytes: Int
  package var keptBytes: Int
  package var sources: [SourceCount]
  package var imports: [ImportRecord]
}

/// One import, by its number.
package struct ImportRecord: Equatable, Sendable {
  package var number: Int64
  package var at: Instant
  package var label: String
  package var captures: Int
}

extension Archive {
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
