import GRDB
import Stories
import Text

/// The index by which headlines that read nearly alike find each other.
enum NearSchema {
  /// A row a key of a headline: the story's own at position -1; with a negative key a related one that
  /// nothing stored bears.
  /// `link` has a score now, and `near` among its matches.
  static func migrate(_ db: Database) throws {
    try db.execute(sql: tables)
    if try db.tableExists("forgottenLink") {
      try db.execute(sql: "ALTER TABLE forgottenLink ADD COLUMN score REAL")
    }
    let stories = try Row.fetchCursor(db, sql: "SELECT id, title FROM story")
    while let row = try stories.next() {
      try NearIndex.add(row["title"], story: row["id"], db)
    }
    let related = try Row.fetchCursor(
      db,
      sql: """
        SELECT story, position, title FROM related WHERE NOT EXISTS
          (SELECT 1 FROM link WHERE link.story = related.story AND link.position = related.position)
        """)
    while let row = try related.next() {
      try NearIndex.add(row["title"], story: row["story"], position: row["position"], db)
    }
  }

  private static let tables = """
    CREATE TABLE headlineKey (
      key INTEGER NOT NULL,
      story INTEGER NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (key, story, position)
    ) WITHOUT ROWID;
    CREATE TABLE newLink (
      story INTEGER NOT NULL,
      position INTEGER NOT NULL,
      target INTEGER NOT NULL REFERENCES story(id) ON DELETE CASCADE,
      match TEXT NOT NULL CHECK (match IN ('url', 'headline', 'near', 'chosen')),
      isRefused INTEGER NOT NULL DEFAULT 0 CHECK (isRefused IN (0, 1)),
      score REAL CHECK (score BETWEEN 0 AND 1),
      PRIMARY KEY (story, position, target),
      FOREIGN KEY (story, position) REFERENCES related(story, position) ON DELETE CASCADE
    ) WITHOUT ROWID;
    INSERT INTO newLink SELECT story, position, target, match, isRefused, NULL FROM link;
    DROP TABLE link;
    ALTER TABLE newLink RENAME TO link;
    CREATE INDEX linkByTarget ON link(target);
    """
}

/// The keys of headlines, put in, found and taken out.
enum NearIndex {
  /// The position of a story's own headline.
  static let own = -1
  /// A key that more headlines have says nothing.
  private static let mostBearers = 24

  /// The keys of headlines that were worked out before, by headline.
  typealias Known = [String: [Int64]]

  /// A headline of some story.
  struct Bearer: Hashable {
    var story: StoryID
    var position: Int
  }

  static func add(
    _ headline: String, story: StoryID, position: Int = own, known: Known = [:], _ db: Database
  ) throws {
    let statement = try NumberStatement(
      "INSERT OR IGNORE INTO headlineKey (key, story, position) VALUES (?, ?, ?)", db)
    for key in keys(of: headline, own: position == own, known) {
      try statement.run(key, story, Int64(position))
    }
  }

  static func remove(_ headline: String, story: StoryID, position: Int = own, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "DELETE FROM headlineKey WHERE key = ? AND story = ? AND position = ?")
    for key in keys(of: headline, own: position == own) {
      try statement.execute(arguments: [key, story, position])
    }
  }

  /// Stories' own headlines and related ones never meet: the keys of the latter are negative.
  private static func keys(of headline: String, own isOwn: Bool, _ known: Known = [:]) -> [Int64] {
    (known[headline] ?? HeadlineSignature.keys(of: headline)).map { isOwn ? $0 : ~$0 }
  }

  /// The headlines a story points to that nothing stored bears.
  static func addRelated(of id: StoryID, known: Known = [:], _ db: Database) throws {
    let related = try db.cachedStatement(
      sql: """
        SELECT position, title FROM related WHERE story = ? AND NOT EXISTS (SELECT 1 FROM link
          WHERE link.story = related.story AND link.position = related.position AND match <> 'near')
        """)
    for row in try Row.fetchAll(related, arguments: [id]) {
      try add(row["title"], story: id, position: row["position"], known: known, db)
    }
  }

  /// All of a story's headlines as they are now.
  static func remove(story id: StoryID, _ db: Database) throws {
    let headlines = try db.cachedStatement(
      sql: """
        SELECT \(own) AS position, title FROM story WHERE id = ?1
        UNION ALL SELECT position, title FROM related WHERE story = ?1
        """)
    for row in try Row.fetchAll(headlines, arguments: [id]) {
      try remove(row["title"], story: id, position: row["position"], db)
    }
  }

  /// Headlines that share a key with this one: stories' own, or related ones.
  static func bearers(
    of headline: String, own isOwn: Bool, known: Known, _ db: Database
  ) throws -> Set<Bearer> {
    let statement = try NumberStatement(bearersOfKey, db)
    var found: Set<Bearer> = []
    var bearers: [Bearer] = []
    for key in keys(of: headline, own: isOwn, known) {
      bearers.removeAll(keepingCapacity: true)
      try statement.forEach(key) { row in
        bearers.append(Bearer(story: row[0], position: Int(row[1])))
      }
      if bearers.count <= mostBearers { found.formUnion(bearers) }
    }
    return found
  }

  private static let bearersOfKey =
    "SELECT story, position FROM headlineKey WHERE key = ? LIMIT \(mostBearers + 1)"
}
