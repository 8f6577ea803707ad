import GRDB
import Stories

extension Archive {
  /// Changes are kept so far back.
  private static let mostChanges = 200

  /// Marks stories as read or unread; nil where that changes nothing.
  package func mark(_ ids: [StoryID], read isRead: Bool, at instant: Instant) throws -> Change? {
    try write { db in
      try Self.change(isRead ? .read : .unread, at: instant, db) { change in
        for id in ids {
          try Self.remember(change, "id = \(id) AND isRead <> \(isRead ? 1 : 0)", [], db)
        }
        try db.execute(
          sql: "UPDATE story SET isRead = ? WHERE id IN (SELECT story FROM changedMark WHERE change = ?)",
          arguments: [isRead, change])
      }
    }
  }

  /// Stars stories or takes the star away; nil where that changes nothing.
  package func mark(_ ids: [StoryID], starred isStarred: Bool, at instant: Instant) throws -> Change? {
    try write { db in
      try Self.change(isStarred ? .star : .unstar, at: instant, db) { change in
        for id in ids {
          try Self.remember(change, "id = \(id) AND isStarred <> \(isStarred ? 1 : 0)", [], db)
        }
        try db.execute(
          sql: "UPDATE story SET isStarred = ? WHERE id IN (SELECT story FROM changedMark WHERE change = ?)",
          arguments: [isStarred, change])
      }
    }
  }

  /// Marks every story of a list as read; nil where all were.
  package func markAllRead(_ query: Query, at instant: Instant) throws -> Change? {
    var unread = query
    unread.unreadOnly = true
    return try write { db in
      try Self.change(.allRead, at: instant, db) { change in
        let list = try ListQuestion(unread, db).identities
        try Self.remember(change, "id IN (\(list.sql))", list.arguments, db)
        try db.execute(
          sql: "UPDATE story SET isRead = 1 WHERE id IN (SELECT story FROM changedMark WHERE change = ?)",
          arguments: [change])
      }
    }
  }

  /// Says that a stored story is not what a related headline means; remembered whatever is imported later.
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

  /// Says which of several stored stories a related headline means.
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

  /// How far a story was read, from 0 to 1; kept for the next time, not undone.
  package func keepProgress(_ progress: Double, of id: StoryID) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE story SET progress = ? WHERE id = ?", arguments: [min(1, max(0, progress)), id])
    }
  }

  /// Takes the latest change back and says what it was; nil where there is none.
  package func undo() throws -> Change? {
    try write { db in
      let latest = try Int64.fetchOne(db, sql: "SELECT id FROM change ORDER BY id DESC LIMIT 1")
      return try latest.flatMap { try takeBack($0, db) }
    }
  }

  func takeBack(_ change: Int64, _ db: Database) throws -> Change? {
    guard let row = try Row.fetchOne(db, sql: "SELECT * FROM change WHERE id = ?", arguments: [change]),
      let kind = Change.Kind(rawValue: try row["kind"])
    else { return nil }
    try db.execute(
      sql: """
        UPDATE story SET isRead = old.isRead, isStarred = old.isStarred
        FROM changedMark AS old WHERE old.story = story.id AND old.change = ?
        """, arguments: [change])
    try restoreTexts(change, db)
    try Self.restoreTags(change, db)
    try db.execute(
      sql: """
        UPDATE link SET match = old.match, isRefused = old.isRefused FROM changedLink AS old
        WHERE old.change = ? AND old.story = link.story AND old.position = link.position
          AND old.target = link.target
        """, arguments: [change])
    try Linking.recount("id IN (SELECT story FROM changedLink WHERE change = ?)", change, db)
    let rule = try Row.fetchOne(db, sql: "SELECT * FROM changedRule WHERE change = ?", arguments: [change])
    try db.execute(sql: "DELETE FROM change WHERE id = ?", arguments: [change])
    return Change(
      kind: kind, stories: try row["stories"],
      rule: try rule.map {
        try PublisherRule(publisher: $0["publisher"], Correction($0["text"], isStory: $0["isStory"]))
      })
  }

  private func relink(
    _ kind: Change.Kind, _ position: Int, of id: StoryID, at instant: Instant,
    _ body: (Database) throws -> Void
  ) throws -> Change? {
    try write { db in
      try Self.change(kind, at: instant, db) { change in
        try db.execute(
          sql: """
            INSERT INTO changedLink SELECT ?, story, position, target, match, isRefused FROM link
            WHERE story = ? AND position = ?
            """, arguments: [change, id, position])
        try body(db)
        try Linking.recount("id = ?", id, db)
      }
    }
  }

  private static func remember(
    _ change: Int64, _ condition: String, _ arguments: [(any DatabaseValueConvertible)?], _ db: Database
  ) throws {
    try db.execute(
      sql: "INSERT INTO changedMark SELECT ?, id, isRead, isStarred FROM story WHERE \(condition)",
      arguments: StatementArguments([change] + arguments))
  }

  /// Opens a change and lets go of those that lie too far back.
  static func open(_ kind: Change.Kind, at instant: Instant, _ db: Database) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO change (at, kind, stories) VALUES (?, ?, 0)", arguments: [instant, kind.rawValue])
    let change = db.lastInsertedRowID
    try db.execute(sql: "DELETE FROM change WHERE id <= ?", arguments: [change - Int64(mostChanges)])
    return change
  }

  /// Opens a change, lets `body` fill it, and drops it again where it holds nothing.
  static func change(
    _ kind: Change.Kind, at instant: Instant, _ db: Database, _ body: (Int64) throws -> Void
  ) throws -> Change? {
    let change = try open(kind, at: instant, db)
    try body(change)
    let stories =
      try Int.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) FROM changedMark WHERE change = ?1)
            + (SELECT count(DISTINCT story) FROM changedLink WHERE change = ?1)
            + (SELECT count(*) FROM changedText WHERE change = ?1)
            + (SELECT count(DISTINCT story) FROM changedTag WHERE change = ?1)
          """, arguments: [change]) ?? 0
    guard stories > 0 else {
      try db.execute(sql: "DELETE FROM change WHERE id = ?", arguments: [change])
      return nil
    }
    try db.execute(sql: "UPDATE change SET stories = ? WHERE id = ?", arguments: [stories, change])
    return Change(kind: kind, stories: stories)
  }
}
