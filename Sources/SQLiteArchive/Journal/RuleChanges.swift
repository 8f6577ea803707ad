import Archive
import GRDB
import Stories

/// A correction that was made a rule for a publisher, which changed the texts of many stories.
enum RuleChanges: UndoableKind {
  static let tables = ["changedRule"]
  static let stories: String? = nil

  /// The rule itself is in a file, which the program then restores.
  static func takeBack(_ number: Int64, _ change: inout Change, in archive: SQLiteArchive, _ db: Database)
    throws
  {
    let row = try Row.fetchOne(db, sql: "SELECT * FROM changedRule WHERE change = ?", arguments: [number])
    change.rule = try row.map {
      try PublisherRule(publisher: $0["publisher"], Correction($0["text"], isStory: $0["isStory"]))
    }
  }
}

extension SQLiteArchive {
  /// Begins a change that applies a rule to many stories; its number is for `rewrite`.
  package func beginRule(_ rule: PublisherRule, at instant: Instant) throws -> Int64 {
    try write { db in
      let change = try Self.journal.open(.rule, at: instant, db)
      try db.execute(
        sql: "INSERT INTO changedRule (change, publisher, text, isStory) VALUES (?, ?, ?, ?)",
        arguments: [change, rule.publisher, rule.correction.text, rule.correction.isStory])
      return change
    }
  }

  /// Replaces the contents of stories by what cleaning made of them, in one transaction; returns how many
  /// differ from before.
  package func rewrite(_ stories: [(id: StoryID, story: Story)], under change: Int64) throws -> Int {
    try write { db in
      let count = try stories.count { try TextChanges.rewrite($0.id, $0.story, change, in: self, db) }
      try db.execute(
        sql: "UPDATE change SET stories = stories + ? WHERE id = ?", arguments: [count, change])
      return count
    }
  }
}
