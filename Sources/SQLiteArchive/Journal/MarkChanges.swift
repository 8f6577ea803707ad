import Archive
import GRDB
import Stories

/// Whether stories are read or starred.
enum MarkChanges: UndoableKind {
  static let tables = ["changedMark"]
  static let stories: String? = "SELECT count(*) FROM changedMark WHERE change = ?1"

  /// Records the marks of the stories that fulfil a condition.
  static func remember(
    _ change: Int64, _ condition: String, _ arguments: [(any DatabaseValueConvertible)?], _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO changedMark SELECT ?, id, isRead, isStarred FROM story WHERE \(condition)",
      arguments: StatementArguments([change] + arguments))
  }

  /// Sets a mark of the stories whose marks the change recorded.
  static func set(_ mark: String, _ isSet: Bool, _ change: Int64, _ db: Database) throws {
    try db.execute(
      sql: "UPDATE story SET \(mark) = ? WHERE id IN (SELECT story FROM changedMark WHERE change = ?)",
      arguments: [isSet, change])
  }

  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
  {
    try db.execute(
      sql: """
        UPDATE story SET isRead = old.isRead, isStarred = old.isStarred
        FROM changedMark AS old WHERE old.story = story.id AND old.change = ?
        """, arguments: [number])
  }
}

extension SQLiteArchive {
  /// Marks stories as read or unread; nil where that changes nothing.
  package func mark(_ ids: [StoryID], read isRead: Bool, at instant: Instant) throws -> Change? {
    try mark(ids, "isRead", isRead, isRead ? .read : .unread, at: instant)
  }

  /// Adds or removes the star of stories; nil where that changes nothing.
  package func mark(_ ids: [StoryID], starred isStarred: Bool, at instant: Instant) throws -> Change? {
    try mark(ids, "isStarred", isStarred, isStarred ? .star : .unstar, at: instant)
  }

  private func mark(
    _ ids: [StoryID], _ mark: String, _ isSet: Bool, _ kind: Change.Kind, at instant: Instant
  ) throws -> Change? {
    try write { db in
      try Self.journal.record(kind, at: instant, db) { change in
        for id in ids {
          try MarkChanges.remember(change, "id = \(id) AND \(mark) <> \(isSet ? 1 : 0)", [], db)
        }
        try MarkChanges.set(mark, isSet, change, db)
      }
    }
  }

  /// Marks every story of a list as read; nil where all were.
  package func markAllRead(_ query: Query, at instant: Instant) throws -> Change? {
    var unread = query
    unread.unreadOnly = true
    return try write { db in
      try Self.journal.record(.allRead, at: instant, db) { change in
        let list = try ListQuestion(unread, db).identities
        try MarkChanges.remember(change, "id IN (\(list.sql))", list.arguments, db)
        try MarkChanges.set("isRead", true, change, db)
      }
    }
  }

  /// Stores how far a story was read, from 0 to 1; not undoable.
  package func keepProgress(_ progress: Double, of id: StoryID) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE story SET progress = ? WHERE id = ?", arguments: [min(1, max(0, progress)), id])
    }
  }
}
