import Archive
import GRDB
import Stories

/// Data that are derived from stories, and built again where a migration says that they are stale.
enum Derived: String, CaseIterable {
  /// Sort keys, rows of the search index, and the index.
  case order
  case search, headlineKeys, frequentWords

  /// Whether all of them are up to date.
  static func isCurrent(_ db: Database) throws -> Bool {
    try Bool.fetchOne(db.cachedStatement(sql: "SELECT NOT EXISTS (SELECT 1 FROM stale)")) ?? true
  }

  /// Builds what is stale, each part in one transaction; an interrupted part is built the next time.
  static func renew(_ writer: some DatabaseWriter, _ progress: ArchiveProgress) throws {
    for part in allCases {
      try writer.write { db in
        let isStale = try Bool.fetchOne(
          db, sql: "SELECT EXISTS (SELECT 1 FROM stale WHERE name = ?)", arguments: [part.rawValue])
        guard isStale == true else { return }
        try part.make(db, progress)
        try db.execute(sql: "DELETE FROM stale WHERE name = ?", arguments: [part.rawValue])
      }
    }
  }

  private func make(_ db: Database, _ progress: ArchiveProgress) throws {
    switch self {
    case .order:
      try StoryOrder.renew(db)
      try SearchSchema.make(db, progress)
      try db.execute(sql: "DELETE FROM stale WHERE name = ?", arguments: [Self.search.rawValue])
    case .search: try SearchSchema.make(db, progress)
    case .headlineKeys: try NearIndex.make(db)
    case .frequentWords: try FrequentWords.make(db)
    }
  }
}
