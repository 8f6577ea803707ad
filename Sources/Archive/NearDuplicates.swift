import GRDB
import Stories
import Text

/// Stories that other papers have too: found by keys of their texts, grouped below the first that was stored.
struct NearDuplicates {
  let matcher: TextMatcher?

  /// A key that more stories have says nothing alone; more of its stories are not looked at.
  private static let mostBearers = 24
  /// So many texts are compared with a new one at most.
  private static let mostCompared = 4
  /// Copies appear within so many seconds.
  private static let span: Int64 = 4 * 86400

  /// What is looked at in a story.
  private struct Look {
    var id: StoryID
    var publisher: Int64?
    var date: Int64?
    var leader: StoryID?

    init(_ row: NumberStatement.Row) {
      id = row[0]
      publisher = row.number(1)
      date = row.number(2)
      leader = row.number(3)
    }
  }

  /// Makes a story known by its text and puts it below the headline of the story that it is a copy of.
  func add(_ id: StoryID, keys: [UInt32], text: String, _ db: Database) throws {
    guard !keys.isEmpty, let story = try Self.look(at: id, db) else { return }
    if let matcher, let head = try head(for: story, keys, text, matcher, db) {
      try db.cachedStatement(sql: "UPDATE story SET leader = ? WHERE id = ?").execute(arguments: [head, id])
      try db.cachedStatement(sql: "UPDATE story SET twins = twins + 1 WHERE id = ?")
        .execute(arguments: [head])
    }
    let statement = try NumberStatement("INSERT OR IGNORE INTO twinKey (key, story) VALUES (?, ?)", db)
    for key in keys { try statement.run(Self.key(key, Self.period(of: story.date)), id) }
  }

  /// The same for a story as it is stored.
  func add(_ id: StoryID, _ db: Database) throws {
    guard let text = try Self.text(of: id, db) else { return }
    try add(id, keys: TextSketch.keys(of: text), text: text, db)
  }

  /// Takes a story out of its group and out of the index; to be called while text and date are still those
  /// that it is known by. The next one leads those that stood below it.
  static func remove(_ id: StoryID, _ db: Database) throws {
    try unindex(id, db)
    guard let story = try look(at: id, db) else { return }
    if let leader = story.leader {
      try db.execute(sql: "UPDATE story SET leader = NULL WHERE id = ?", arguments: [id])
      try db.execute(sql: "UPDATE story SET twins = twins - 1 WHERE id = ?", arguments: [leader])
      return
    }
    let next = try StoryID.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM story WHERE leader = ? ORDER BY date, id LIMIT 1"),
      arguments: [id])
    guard let next else { return }
    try db.execute(
      sql: "UPDATE story SET leader = nullif(?1, id) WHERE leader = ?2", arguments: [next, id])
    try db.execute(
      sql: "UPDATE story SET twins = (SELECT count(*) FROM story WHERE leader = ?1) WHERE id = ?1",
      arguments: [next])
    try db.execute(sql: "UPDATE story SET twins = 0 WHERE id = ?", arguments: [id])
  }

  /// A story's keys out of the index, its group as it is.
  static func unindex(_ id: StoryID, _ db: Database) throws {
    try forEachKey(of: id, db) { key in
      try db.cachedStatement(sql: "DELETE FROM twinKey WHERE key = ? AND story = ?")
        .execute(arguments: [key, id])
    }
  }

  /// A story's keys into the index, its group as it is.
  static func index(_ id: StoryID, _ db: Database) throws {
    try forEachKey(of: id, db) { key in
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO twinKey (key, story) VALUES (?, ?)")
        .execute(arguments: [key, id])
    }
  }

  private static func forEachKey(of id: StoryID, _ db: Database, _ body: (Int64) throws -> Void) throws {
    guard let text = try text(of: id, db), let story = try look(at: id, db) else { return }
    for key in TextSketch.keys(of: text) { try body(self.key(key, period(of: story.date))) }
  }

  /// The story to stand below: that which leads the likeliest candidate's group and is itself alike.
  private func head(
    for story: Look, _ keys: [UInt32], _ text: String, _ matcher: TextMatcher, _ db: Database
  ) throws -> StoryID? {
    var shared: [StoryID: (all: Int, rare: Int)] = [:]
    let bearers = try NumberStatement(Self.bearersOfKey, db)
    var found: [StoryID] = []
    for period in Self.periods(near: story.date) {
      for key in keys {
        found.removeAll(keepingCapacity: true)
        try bearers.forEach(Self.key(key, period)) { found.append($0[0]) }
        for id in found where id != story.id {
          shared[id, default: (0, 0)].all += 1
          if found.count <= Self.mostBearers { shared[id, default: (0, 0)].rare += 1 }
        }
      }
    }
    let candidates = shared.filter { $0.value.rare > 0 || $0.value.all > 1 }
      .sorted { ($0.value.all, $1.key) > ($1.value.all, $0.key) }
    var best: (id: StoryID, score: Double)?
    var compared: Set<StoryID> = []
    for (id, _) in candidates where compared.count < Self.mostCompared {
      guard let found = try Self.look(at: id, db), let head = try Self.head(of: found, db),
        compared.insert(head.id).inserted, Self.mayBeCopies(story, head),
        let other = try Self.text(of: head.id, db), let score = matcher.score(text, other),
        score > best?.score ?? 0
      else { continue }
      best = (head.id, score)
    }
    return best?.id
  }

  private static let bearersOfKey = "SELECT story FROM twinKey WHERE key = ? LIMIT \(mostBearers + 1)"

  /// Another paper, and about the same day, or neither has a date. A paper that has a text twice has two
  /// stories.
  private static func mayBeCopies(_ one: Look, _ other: Look) -> Bool {
    if let publisher = one.publisher, publisher == other.publisher { return false }
    guard let date = one.date, let its = other.date else { return one.date == nil && other.date == nil }
    return abs(date - its) <= span
  }

  private static func look(at id: StoryID, _ db: Database) throws -> Look? {
    let statement = try NumberStatement("SELECT id, publisher, date, leader FROM story WHERE id = ?", db)
    var look: Look?
    try statement.forEach(id) { look = Look($0) }
    return look
  }

  private static func head(of story: Look, _ db: Database) throws -> Look? {
    guard let leader = story.leader else { return story }
    return try look(at: leader, db)
  }

  private static func text(of id: StoryID, _ db: Database) throws -> String? {
    let statement = try db.cachedStatement(
      sql: "SELECT text FROM version JOIN story ON story.version = version.id WHERE story.id = ?")
    return try String.fetchOne(statement, arguments: [id])
  }
}

extension NearDuplicates {
  /// Stories without a date have a period of their own.
  private static let undated: Int64 = -1 << 30

  /// The days around a date, in one number: copies lie in the same or the next one.
  private static func period(of date: Int64?) -> Int64 {
    date.map { max(undated + 2, min(1 << 30, Int64((Double($0) / Double(2 * span)).rounded(.down)))) }
      ?? undated
  }

  /// The period of a date and the nearest other one.
  private static func periods(near date: Int64?) -> [Int64] {
    guard let date else { return [undated] }
    let period = period(of: date)
    return [period, date - period * 2 * span < span ? period - 1 : period + 1]
  }

  /// Keys of one period stand together, so that an import by date writes few pages.
  private static func key(_ key: UInt32, _ period: Int64) -> Int64 {
    period << 32 | Int64(key)
  }
}

extension Archive {
  /// The stories that stand below a headline, newest first.
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

  /// The same story in other papers: the one that leads the group, then the others, newest first, 50 at most.
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
