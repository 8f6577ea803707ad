import Archive
import GRDB
import Stories

/// Repairs what an archive holds besides stories, where its tables were damaged.
enum Leftovers {
  private static let tables: [(Loss.Part, [String])] = [
    (.publishers, ["publisher"]), (.links, ["link"]), (.corrections, ["correction"]),
    (.tags, ["tag", "storyTag"]), (.keptSearches, ["keptSearch"]), (.feeds, ["feed"]),
    (.failedCaptures, ["failedCapture"]),
    (.templates, ["template"]),
    (.undo, SQLiteArchive.journal.tables),
  ]

  /// Returns which parts may be incomplete. Incomplete undo journals and deleted stories would do harm, so
  /// they are dropped.
  static func settle(_ damaged: [String: [ClosedRange<Int64>]], _ db: Database) throws -> [Loss.Part] {
    // Keys of lost stories, which no foreign key deletes.
    for table in ["headlineKey", "twinKey"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE NOT EXISTS (SELECT 1 FROM story WHERE id = \(table).story)")
    }
    var parts = tables.filter { $0.1.contains { damaged[$0] != nil } }.map(\.0)
    if parts.contains(.undo) {
      for table in SQLiteArchive.journal.tables { try db.execute(sql: "DELETE FROM \(table)") }
    }
    let aside = try String.fetchAll(
      db, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'forgotten%'")
    if aside.contains(where: { damaged[$0] != nil }) {
      for table in aside { try db.execute(sql: "DELETE FROM \"\(table)\"") }
      parts.append(.forgotten)
    }
    return parts
  }
}

extension Loss {
  /// The losses sorted by story, followed by the others in their order.
  static func sorted(_ losses: [Loss]) -> [Loss] {
    let keyed = losses.enumerated().map { (loss: $1, key: ($1.story ?? .max, $0)) }
    return keyed.sorted { $0.key < $1.key }.map(\.loss)
  }

  private var story: StoryID? {
    switch self {
    case .story(let id, _), .marks(let id, _), .capture(let id, _), .text(let id, _): id
    case .numbers(let first, _): first
    case .some: nil
    }
  }
}
