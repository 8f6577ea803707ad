import Archive
import GRDB
import Stories
import Text

/// Finds near-duplicates in other newspapers by keys of their texts, and groups them below the one that was
/// stored first.
struct NearDuplicates {
  let matcher: TextMatcher?

  private typealias Policy = NearDuplicatePolicy

  /// Indexes a story by its text and places it below the story that it is a copy of.
  func add(_ id: StoryID, keys: [UInt32], text: String, _ db: Database) throws {
    guard !keys.isEmpty, let story = try Self.facts(of: id, db) else { return }
    if let matcher, let leader = try leader(for: story, keys, text, matcher, db) {
      try db.cachedStatement(sql: "UPDATE story SET leader = ? WHERE id = ?").execute(arguments: [leader, id])
      try db.cachedStatement(sql: "UPDATE story SET twins = twins + 1 WHERE id = ?")
        .execute(arguments: [leader])
    }
    let statement = try NumberStatement("INSERT OR IGNORE INTO twinKey (key, story) VALUES (?, ?)", db)
    for key in keys { try statement.run(Policy.key(key, Policy.period(of: story.date)), id) }
  }

  /// Indexes a stored story by its text in the archive.
  func add(_ id: StoryID, _ db: Database) throws {
    guard let text = try Self.text(of: id, db) else { return }
    try add(id, keys: TextSketch.keys(of: text), text: text, db)
  }

  /// Removes a story from its group and from the index, while it still has the text and the date by which it
  /// is indexed. If it led the group, another story becomes the leader.
  static func remove(_ id: StoryID, _ db: Database) throws {
    try unindex(id, db)
    guard let story = try facts(of: id, db) else { return }
    if let leader = story.leader {
      try db.execute(sql: "UPDATE story SET leader = NULL WHERE id = ?", arguments: [id])
      try db.execute(sql: "UPDATE story SET twins = twins - 1 WHERE id = ?", arguments: [leader])
      return
    }
    let below = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT id, date FROM story WHERE leader = ?"), arguments: [id])
    let next = Policy.successor(among: try below.map { try (id: $0["id"], date: $0["date"]) })
    guard let next else { return }
    try db.execute(
      sql: "UPDATE story SET leader = nullif(?1, id) WHERE leader = ?2", arguments: [next, id])
    try db.execute(
      sql: "UPDATE story SET twins = (SELECT count(*) FROM story WHERE leader = ?1) WHERE id = ?1",
      arguments: [next])
    try db.execute(sql: "UPDATE story SET twins = 0 WHERE id = ?", arguments: [id])
  }

  /// Removes the keys of a story from the index; its group stays.
  static func unindex(_ id: StoryID, _ db: Database) throws {
    try forEachKey(of: id, db) { key in
      try db.cachedStatement(sql: "DELETE FROM twinKey WHERE key = ? AND story = ?")
        .execute(arguments: [key, id])
    }
  }

  /// Adds the keys of a story to the index; its group stays.
  static func index(_ id: StoryID, _ db: Database) throws {
    try forEachKey(of: id, db) { key in
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO twinKey (key, story) VALUES (?, ?)")
        .execute(arguments: [key, id])
    }
  }

  private static func forEachKey(of id: StoryID, _ db: Database, _ body: (Int64) throws -> Void) throws {
    guard let text = try text(of: id, db), let story = try facts(of: id, db) else { return }
    for key in TextSketch.keys(of: text) { try body(Policy.key(key, Policy.period(of: story.date))) }
  }

  /// The story to place it below; nil where no other newspaper has the text.
  private func leader(
    for story: Policy.Facts, _ keys: [UInt32], _ text: String, _ matcher: TextMatcher, _ db: Database
  ) throws -> StoryID? {
    let statement = try NumberStatement(Self.storiesOfKey, db)
    var found: [[StoryID]] = []
    for period in Policy.periods(near: story.date) {
      for key in keys {
        var stories: [StoryID] = []
        try statement.forEach(Policy.key(key, period)) { if $0[0] != story.id { stories.append($0[0]) } }
        if !stories.isEmpty { found.append(stories) }
      }
    }
    return try Policy.leader(
      for: story, among: Policy.candidates(found), facts: { try Self.facts(of: $0, db) },
      score: { try Self.text(of: $0, db).flatMap { matcher.score(text, $0) } })
  }

  private static let storiesOfKey =
    "SELECT story FROM twinKey WHERE key = ? LIMIT \(Policy.mostPerKey + 1)"

  private static func facts(of id: StoryID, _ db: Database) throws -> Policy.Facts? {
    let statement = try NumberStatement("SELECT id, publisher, date, leader FROM story WHERE id = ?", db)
    var facts: Policy.Facts?
    try statement.forEach(id) { row in
      facts = Policy.Facts(id: row[0], publisher: row.number(1), date: row.number(2), leader: row.number(3))
    }
    return facts
  }

  private static func text(of id: StoryID, _ db: Database) throws -> String? {
    let statement = try db.cachedStatement(
      sql: "SELECT text FROM version JOIN story ON story.version = version.id WHERE story.id = ?")
    return try String.fetchOne(statement, arguments: [id])
  }
}

extension SQLiteArchive {
  /// The stories below a headline, newest first.
  package func nearDuplicates(below id: StoryID) throws -> [Headline] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(HeadlineRow.columns) FROM story LEFT JOIN publisher ON publisher.id = story.publisher
          WHERE story.leader = ? ORDER BY story.sortKey DESC LIMIT 200
          """, arguments: [id]
      ).map(HeadlineRow.headline)
    }
  }

  /// The near-duplicates of a story: the one that leads the group, then the others, newest first, 50 at most.
  static func similar(to headline: Headline, _ db: Database) throws -> [Headline] {
    guard headline.leader != nil || headline.nearDuplicates > 0 else { return [] }
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(HeadlineRow.columns) FROM story LEFT JOIN publisher ON publisher.id = story.publisher
          WHERE story.id IN (SELECT ?1 UNION SELECT id FROM story WHERE leader = ?1) AND story.id <> ?2
          ORDER BY story.leader IS NOT NULL, story.sortKey DESC LIMIT 50
          """), arguments: [headline.leader ?? headline.id, headline.id]
    ).map(HeadlineRow.headline)
  }
}
