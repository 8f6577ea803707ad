import Archive
import GRDB
import Stories

/// The reader's corrections of a story's lines.
enum CorrectionChanges: UndoableKind {
  static let tables = ["changedCorrection"]
  static let stories: String? = nil

  /// Records the former correction of the line, and stores the new one.
  static func store(_ correction: Correction, of id: StoryID, _ change: Int64, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO changedCorrection (change, story, line, text, isStory)
        SELECT ?1, ?2, ?3, ?4, (SELECT isStory FROM correction WHERE story = ?2 AND line = ?3)
        """, arguments: [change, id, correction.key, correction.text])
    try db.execute(
      sql: """
        INSERT INTO correction (story, line, text, isStory) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET text = excluded.text, isStory = excluded.isStory
        """, arguments: [id, correction.key, correction.text, correction.isStory])
  }

  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
  {
    let said = try Row.fetchAll(
      db, sql: "SELECT * FROM changedCorrection WHERE change = ?", arguments: [number])
    for row in said {
      let place: StatementArguments = [row["isStory"], row["story"], row["line"]]
      if try row["isStory"] as Int? == nil {
        try db.execute(
          sql: "DELETE FROM correction WHERE ? IS NULL AND story = ? AND line = ?", arguments: place)
      } else {
        try db.execute(
          sql: "UPDATE correction SET isStory = ? WHERE story = ? AND line = ?", arguments: place)
      }
    }
  }
}

extension SQLiteArchive {
  /// The reader's corrections of a story; `rawCapture` includes them for cleaning.
  package func corrections(of id: StoryID) throws -> [Correction] {
    try read { try Self.corrections(of: id, $0) }
  }

  static func corrections(of id: StoryID, _ db: Database) throws -> [Correction] {
    // A read-only archive of an older version lacks the table.
    guard try db.tableExists("correction") else { return [] }
    let statement = try db.cachedStatement(
      sql: "SELECT text, isStory FROM correction WHERE story = ? ORDER BY line")
    return try Row.fetchAll(statement, arguments: [id]).map {
      try Correction($0["text"], isStory: $0["isStory"])
    }
  }

  /// Whether another one of the publisher's newest stories has this line, in its text or removed from it;
  /// numbers may differ.
  package func hasLine(_ text: String, of publisher: String, besides id: StoryID) throws -> Bool {
    guard text.utf8.count <= 4000 else { return false }
    var pattern = "%"
    var numbers = 0
    for character in text {
      switch character {
      // At most a few numbers, since each wildcard slows the comparison down.
      case "0"..."9" where numbers < 6:
        if pattern.last != "%" {
          pattern.append("%")
          numbers += 1
        }
      case "%", "_", "~": pattern += "~" + String(character)
      default: pattern.append(character)
      }
    }
    return try read { db in
      try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM (
              SELECT id, version FROM story
              WHERE publisher = (SELECT id FROM publisher WHERE name = ?) ORDER BY sortKey DESC LIMIT 2000
            ) AS near JOIN version ON version.id = near.version
            WHERE near.id <> ? AND (version.text LIKE ?3 ESCAPE '~' OR version.removed LIKE ?3 ESCAPE '~'
              OR version.standfirst LIKE ?3 ESCAPE '~'))
          """, arguments: [publisher, id, pattern + "%"]) ?? false
    }
  }

  /// Stores a correction together with the story that cleaning makes with it. Nil where the story does not
  /// change; then nothing is stored.
  package func correct(
    _ id: StoryID, _ correction: Correction, cleaned story: Story, at instant: Instant
  ) throws -> Change? {
    try write { db in
      try Self.journal.record(correction.isStory ? .putBack : .takeOut, at: instant, db) { change in
        guard try TextChanges.rewrite(id, story, change, in: self, db) else { return }
        try CorrectionChanges.store(correction, of: id, change, db)
      }
    }
  }
}
