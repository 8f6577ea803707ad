import GRDB
import Stories

/// A tag and how many stories bear it.
package struct TagCount: Equatable, Sendable {
  package var name: String
  package var stories: Int
}

extension Archive {
  /// Tags the stories of a list and takes other tags away from them; returns how many stories that changed.
  /// A tag is known by its letters, whatever their case and accents; one that no story bears is gone.
  package func tag(_ query: Query, with added: [String], without removed: [String]) throws -> Int {
    try write { db in
      let list = try ListQuestion(query, db).identities
      guard !list.sql.isEmpty else { return 0 }
      let ids = try StoryID.fetchAll(db, sql: list.sql, arguments: StatementArguments(list.arguments))
      return try Self.tag(ids, with: added, without: removed, db)
    }
  }

  /// The same for stories by their numbers.
  package func tag(_ ids: [StoryID], with added: [String], without removed: [String]) throws -> Int {
    try write { try Self.tag(ids, with: added, without: removed, $0) }
  }

  private static func tag(
    _ ids: [StoryID], with added: [String], without removed: [String], _ db: Database
  ) throws -> Int {
    var changed: Set<StoryID> = []
    for name in added {
      let tag = try number(of: name, db)
      let insert = try db.makeStatement(sql: "INSERT OR IGNORE INTO storyTag (story, tag) VALUES (?, ?)")
      for id in ids {
        try insert.execute(arguments: [id, tag])
        if db.changesCount > 0 { changed.insert(id) }
      }
    }
    for name in removed {
      let delete = try db.makeStatement(
        sql: "DELETE FROM storyTag WHERE story = ? AND tag = (SELECT id FROM tag WHERE key = ?)")
      for id in ids {
        try delete.execute(arguments: [id, HeadlineKey.of(name)])
        if db.changesCount > 0 { changed.insert(id) }
      }
    }
    try db.execute(sql: "DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM storyTag WHERE tag = tag.id)")
    return changed.count
  }

  private static func number(of name: String, _ db: Database) throws -> Int64 {
    let key = HeadlineKey.of(name)
    if let id = try Int64.fetchOne(db, sql: "SELECT id FROM tag WHERE key = ?", arguments: [key]) {
      return id
    }
    try db.execute(sql: "INSERT INTO tag (name, key) VALUES (?, ?)", arguments: [name, key])
    return db.lastInsertedRowID
  }

  /// All tags by name.
  package func tags() throws -> [TagCount] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT name, count(*) AS stories FROM tag JOIN storyTag ON storyTag.tag = tag.id
          GROUP BY tag.id ORDER BY key
          """
      ).map { TagCount(name: $0["name"], stories: $0["stories"]) }
    }
  }

  /// The names of a story's tags.
  package func tags(of id: StoryID) throws -> [String] {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT name FROM tag JOIN storyTag ON storyTag.tag = tag.id WHERE storyTag.story = ? ORDER BY key
          """, arguments: [id])
    }
  }
}
