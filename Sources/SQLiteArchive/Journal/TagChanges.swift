import Archive
import GRDB
import Stories
import Text

/// The tags of stories.
enum TagChanges: UndoableKind {
  static let tables = ["changedTag"]
  static let stories: String? = "SELECT count(DISTINCT story) FROM changedTag WHERE change = ?1"

  /// A tag that one change both adds and removes is left as it was.
  static func remember(
    _ change: Int64, _ id: StoryID, _ name: String, wasThere: Bool, _ db: Database
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO changedTag (change, story, key, name, wasThere) VALUES (?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [change, id, HeadlineKey.of(name), name, wasThere])
  }

  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
  {
    let statements = [
      """
      DELETE FROM storyTag WHERE (story, tag) IN (SELECT changedTag.story, tag.id FROM changedTag
        JOIN tag USING (key) WHERE change = ? AND wasThere = 0)
      """,
      """
      INSERT OR IGNORE INTO tag (name, key) SELECT name, key FROM changedTag
        WHERE change = ? AND wasThere = 1
      """,
      """
      INSERT OR IGNORE INTO storyTag (story, tag) SELECT changedTag.story, tag.id FROM changedTag
        JOIN tag USING (key) WHERE change = ? AND wasThere = 1
      """,
    ]
    for statement in statements { try db.execute(sql: statement, arguments: [number]) }
    try dropUnused(db)
  }

  /// Deletes tags without stories.
  static func dropUnused(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM storyTag WHERE tag = tag.id)")
  }
}

extension SQLiteArchive {
  /// Adds tags to the stories of a list and removes others; nil where that changes nothing. Tags are equal
  /// whatever their case and accents; a tag without stories is deleted.
  package func tag(
    _ query: Query, with added: [String], without removed: [String], at instant: Instant
  ) throws -> Change? {
    try write { db in
      let list = try ListQuestion(query, db).identities
      let ids = try StoryID.fetchAll(db, sql: list.sql, arguments: StatementArguments(list.arguments))
      return try Self.tag(ids, with: added, without: removed, at: instant, db)
    }
  }

  /// Adds tags to stories and removes others; nil where that changes nothing.
  package func tag(
    _ ids: [StoryID], with added: [String], without removed: [String], at instant: Instant
  ) throws -> Change? {
    try write { try Self.tag(ids, with: added, without: removed, at: instant, $0) }
  }

  private static func tag(
    _ ids: [StoryID], with added: [String], without removed: [String], at instant: Instant, _ db: Database
  ) throws -> Change? {
    try Self.journal.record(.tag, at: instant, db) { change in
      for name in added {
        let tag = try number(of: name, db)
        let insert = try db.makeStatement(sql: "INSERT OR IGNORE INTO storyTag (story, tag) VALUES (?, ?)")
        for id in ids {
          try insert.execute(arguments: [id, tag])
          if db.changesCount > 0 { try TagChanges.remember(change, id, name, wasThere: false, db) }
        }
      }
      for name in removed {
        let key = HeadlineKey.of(name)
        guard let row = try Row.fetchOne(db, sql: "SELECT id, name FROM tag WHERE key = ?", arguments: [key])
        else { continue }
        let delete = try db.makeStatement(sql: "DELETE FROM storyTag WHERE story = ? AND tag = ?")
        for id in ids {
          try delete.execute(arguments: [id, row["id"] as Int64])
          if db.changesCount > 0 { try TagChanges.remember(change, id, row["name"], wasThere: true, db) }
        }
      }
      try TagChanges.dropUnused(db)
    }
  }

  private static func number(of name: String, _ db: Database) throws -> Int64 {
    let key = HeadlineKey.of(name)
    if let id = try Int64.fetchOne(db, sql: "SELECT id FROM tag WHERE key = ?", arguments: [key]) {
      return id
    }
    try db.execute(sql: "INSERT INTO tag (name, key) VALUES (?, ?)", arguments: [name, key])
    return db.lastInsertedRowID
  }
}
