import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// The tables with the data of a story, parents first, and the condition on their rows.
  private static let tables = [
    ("story", "id"), ("version", "story"), ("capture", "story"), ("related", "story"), ("link", "story"),
    ("correction", "story"), ("profileMatch", "story"), ("given", "story"), ("storyTag", "story"),
  ]

  /// How many stories would be deleted.
  package func count(of forgetting: Forgetting) throws -> Int {
    try read { db in
      let list = try Self.list(forgetting, db)
      return try Int.fetchOne(
        db, sql: "SELECT count(*) FROM (\(list.sql))", arguments: StatementArguments(list.arguments)) ?? 0
    }
  }

  /// Deletes stories and keeps them aside until the next deletion, so that `remember` can restore them.
  package func forget(_ forgetting: Forgetting) throws -> Int {
    try write { db in
      let list = try Self.list(forgetting, db)
      let ids = try StoryID.fetchAll(db, sql: list.sql, arguments: StatementArguments(list.arguments))
      guard !ids.isEmpty else { return 0 }
      // So that deleted stories come back when their file is imported again, the import starts at its
      // beginning.
      try db.execute(sql: "DELETE FROM importMark")
      try db.execute(sql: "CREATE TEMP TABLE leaving (id INTEGER PRIMARY KEY)")
      defer { try? db.execute(sql: "DROP TABLE temp.leaving") }
      for id in ids { try db.execute(sql: "INSERT INTO leaving VALUES (?)", arguments: [id]) }
      for (table, key) in Self.tables {
        try db.execute(sql: "DELETE FROM \(Self.aside(table))")
        let isLeaving = "\(key) IN (SELECT id FROM leaving)"
        let condition = table == "link" ? "\(isLeaving) OR target IN (SELECT id FROM leaving)" : isLeaving
        let columns = try Self.columns(of: table, db)
        try db.execute(
          sql: """
            INSERT INTO \(Self.aside(table)) (\(columns)) SELECT \(columns) FROM \(table) WHERE \(condition)
            """)
      }
      let citing = try StoryID.fetchAll(
        db, sql: "SELECT DISTINCT story FROM link WHERE target IN (SELECT id FROM leaving)")
      for id in ids {
        try Self.unindex(id, db)
        try NearIndex.remove(story: id, db)
        try NearDuplicates.remove(id, db)
      }
      try db.execute(sql: "DELETE FROM story WHERE id IN (SELECT id FROM leaving)")
      for id in citing {
        try NearIndex.addRelated(of: id, db)
        try Linking.recount("id = ?", id, db)
      }
      return ids.count
    }
  }

  /// Restores the stories that were deleted last, with marks and links; returns how many.
  package func remember() throws -> Int {
    try write { db in
      let ids = try Self.restoreStories(db)
      for (table, _) in Self.tables.dropFirst() {
        let isHome = "story IN (SELECT id FROM story)"
        let isWhole = [
          "link": " AND target IN (SELECT id FROM story)",
          "profileMatch": " AND capture IN (SELECT id FROM capture)",
          "given": " AND capture IN (SELECT id FROM capture)",
        ]
        let condition = isHome + (isWhole[table] ?? "")
        let columns = try Self.columns(of: table, db)
        try db.execute(
          sql: """
            INSERT OR IGNORE INTO \(table) (\(columns)) SELECT \(columns) FROM \(Self.aside(table))
            WHERE \(condition)
            """)
      }
      for id in ids {
        try Self.index(id, db)
        try relink(id, db)
        try nearDuplicates.add(id, db)
      }
      for (table, _) in Self.tables { try db.execute(sql: "DELETE FROM \(Self.aside(table))") }
      return ids.count
    }
  }

  /// Restores the rows of stories with their present order; stories that were imported again meanwhile stay
  /// as they are.
  private static func restoreStories(_ db: Database) throws -> [StoryID] {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, urlKey, date, captured FROM \(aside("story"))")
    let columns = try columns(of: "story", db)
    return try rows.compactMap { row in
      let id: StoryID = try row["id"]
      let key: String? = try row["urlKey"]
      let isThere = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM story WHERE id = ? OR urlKey = ?)", arguments: [id, key])
      guard isThere != true else { return nil }
      let place = SearchRow.first(date: try row["date"], captured: try row["captured"])
      try db.execute(
        sql: "UPDATE \(aside("story")) SET searchRow = ?, leader = NULL, twins = 0 WHERE id = ?",
        arguments: [try SearchRow.free(from: place, db), id])
      try db.execute(
        sql: "INSERT INTO story (\(columns)) SELECT \(columns) FROM \(aside("story")) WHERE id = ?",
        arguments: [id])
      try StoryOrder.place(id, db)
      return id
    }
  }

  private static func columns(of table: String, _ db: Database) throws -> String {
    try db.columns(in: aside(table)).map(\.name).joined(separator: ", ")
  }

  static func aside(_ table: String) -> String {
    "forgotten" + table.prefix(1).uppercased() + table.dropFirst()
  }

  private static func list(
    _ forgetting: Forgetting, _ db: Database
  ) throws -> (sql: String, arguments: [(any DatabaseValueConvertible)?]) {
    switch forgetting {
    case .query(let query):
      return try ListQuestion(query, db).identities
    case .importNumber(let number):
      return (
        """
        SELECT id FROM story WHERE id IN (SELECT story FROM capture WHERE import = ?)
          AND NOT EXISTS (SELECT 1 FROM capture WHERE capture.story = story.id AND import <> ?)
        """, [number, number]
      )
    }
  }
}
