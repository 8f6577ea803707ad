import Archive
import GRDB
import Stories
import Text

/// An index of headlines by keys (`HeadlineSignature`); similar headlines share a key.
enum NearIndex {
  /// The position of a story's own headline.
  static let own = -1
  private static let mostPerKey = NearLinkPolicy.mostPerKey

  /// Keys of headlines that were computed before, by headline.
  typealias Known = [String: [Int64]]

  /// A headline in the index: a story's own (`own`), or the related one at a position of its list.
  struct Entry: Hashable {
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

  /// Keys of related headlines are negative, to distinguish them from stories' own.
  private static func keys(of headline: String, own isOwn: Bool, _ known: Known = [:]) -> [Int64] {
    (known[headline] ?? HeadlineSignature.keys(of: headline)).map { isOwn ? $0 : ~$0 }
  }

  /// Builds the index again from all stories.
  static func make(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM headlineKey")
    let stories = try Row.fetchCursor(db, sql: "SELECT id, title FROM story")
    while let row = try stories.next() { try add(row["title"], story: row["id"], db) }
    let related = try Row.fetchCursor(
      db,
      sql: """
        SELECT story, position, title FROM related WHERE NOT EXISTS (SELECT 1 FROM link
          WHERE link.story = related.story AND link.position = related.position AND match <> 'near')
        """)
    while let row = try related.next() {
      try add(row["title"], story: row["story"], position: row["position"], db)
    }
  }

  /// Adds the related headlines of a story that are the headline of no stored story.
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

  /// Removes all headlines of a story as they are now.
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

  /// The headlines that share a key with this one: stories' own, or related ones.
  static func entries(
    sharingKeyWith headline: String, own isOwn: Bool, known: Known, _ db: Database
  ) throws -> Set<Entry> {
    let statement = try NumberStatement(entriesOfKey, db)
    var found: Set<Entry> = []
    var entries: [Entry] = []
    for key in keys(of: headline, own: isOwn, known) {
      entries.removeAll(keepingCapacity: true)
      try statement.forEach(key) { row in
        entries.append(Entry(story: row[0], position: Int(row[1])))
      }
      if entries.count <= mostPerKey { found.formUnion(entries) }
    }
    return found
  }

  private static let entriesOfKey =
    "SELECT story, position FROM headlineKey WHERE key = ? LIMIT \(mostPerKey + 1)"
}
