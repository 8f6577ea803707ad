import Archive
import GRDB
import Stories

/// The reader's decisions on which stored stories related headlines mean.
enum LinkChanges: UndoableKind {
  static let tables = ["changedLink"]
  static let stories: String? = "SELECT count(DISTINCT story) FROM changedLink WHERE change = ?1"

  /// Records the links of a related headline.
  static func remember(_ change: Int64, _ position: Int, of id: StoryID, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO changedLink SELECT ?, story, position, target, match, isRefused FROM link
        WHERE story = ? AND position = ?
        """, arguments: [change, id, position])
  }

  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
  {
    try db.execute(
      sql: """
        UPDATE link SET match = old.match, isRefused = old.isRefused FROM changedLink AS old
        WHERE old.change = ? AND old.story = link.story AND old.position = link.position
          AND old.target = link.target
        """, arguments: [number])
    try Linking.recount("id IN (SELECT story FROM changedLink WHERE change = ?)", number, db)
  }
}

extension SQLiteArchive {
  /// Records that a stored story is not the one that a related headline means; valid for later imports, too.
  package func refuse(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws
    -> Change?
  {
    try relink(.refuse, position, of: id, at: instant) { db in
      try db.execute(
        sql: """
          UPDATE link SET isRefused = 1, match = CASE match WHEN 'chosen'
            THEN iif(score IS NULL, 'headline', 'near') ELSE match END
          WHERE story = ? AND position = ? AND target = ?
          """, arguments: [id, position, target])
    }
  }

  /// Records which of several stored stories a related headline means.
  package func choose(_ target: StoryID, for position: Int, of id: StoryID, at instant: Instant) throws
    -> Change?
  {
    try relink(.choose, position, of: id, at: instant) { db in
      try db.execute(
        sql: """
          UPDATE link SET match = CASE WHEN target = ? THEN 'chosen'
            WHEN match = 'chosen' THEN iif(score IS NULL, 'headline', 'near') ELSE match END,
            isRefused = CASE WHEN target = ? THEN 0 ELSE isRefused END
          WHERE story = ? AND position = ?
          """, arguments: [target, target, id, position])
    }
  }

  private func relink(
    _ kind: Change.Kind, _ position: Int, of id: StoryID, at instant: Instant,
    _ body: (Database) throws -> Void
  ) throws -> Change? {
    try write { db in
      try Self.journal.record(kind, at: instant, db) { change in
        try LinkChanges.remember(change, position, of: id, db)
        try body(db)
        try Linking.recount("id = ?", id, db)
      }
    }
  }
}
