import Archive
import GRDB
import Stories
import Text

/// Links related headlines that no stored story has exactly with the story whose headline is most similar.
struct NearLinking {
  let matcher: HeadlineMatcher
  var known: NearIndex.Known = [:]

  /// Finds near matches for those related headlines of a story that have no other match; returns how many.
  func resolveFrom(_ id: StoryID, _ db: Database) throws -> Int {
    var found = 0
    for row in try Row.fetchAll(db.cachedStatement(sql: Self.unmatched), arguments: [id]) {
      let printed = try Printed(story: id, row)
      if let best = try best(for: printed, db) {
        try insert(best, for: printed, db)
        found += 1
      }
    }
    return found
  }

  /// Finds related headlines of other stories that nearly equal this story's and have no other match.
  func resolveTo(_ story: Linkable, _ db: Database) throws {
    let entries = try NearIndex.entries(sharingKeyWith: story.title, own: false, known: known, db)
    for entry in entries where entry.story != story.id {
      let row = try Row.fetchOne(
        db.cachedStatement(sql: Self.unmatchedExactly), arguments: [entry.story, entry.position])
      guard let row else { continue }
      let printed = try Printed(story: entry.story, row)
      // All candidates are compared again: with the new one, the match may be better, or ambiguous.
      let best = try best(for: printed, db)
      try db.cachedStatement(sql: Self.drop).execute(arguments: [entry.story, entry.position])
      if let best { try insert(best, for: printed, db) }
      try Linking.recount("id = ?", entry.story, db)
    }
  }

  private static let unmatched = """
    SELECT related.position, related.title, related.urlKey, story.publisher FROM related
    JOIN story ON story.id = related.story
    WHERE related.story = ? AND related.titleKey <> '' AND NOT EXISTS (SELECT 1 FROM link
      WHERE link.story = related.story AND link.position = related.position AND isRefused = 0)
    """

  private static let unmatchedExactly = """
    SELECT related.position, related.title, related.urlKey, story.publisher FROM related
    JOIN story ON story.id = related.story
    WHERE related.story = ? AND related.position = ? AND NOT EXISTS (SELECT 1 FROM link
      WHERE link.story = related.story AND link.position = related.position AND isRefused = 0
      AND match <> 'near')
    """

  private static let drop =
    "DELETE FROM link WHERE story = ? AND position = ? AND match = 'near' AND isRefused = 0"

  /// A related headline, as printed.
  private struct Printed {
    var story: StoryID
    var position: Int
    var title: String
    var urlKey: String?
    var publisher: Int64?

    init(story: StoryID, _ row: Row) throws {
      self.story = story
      position = try row["position"]
      title = try row["title"]
      urlKey = try row["urlKey"]
      publisher = try row["publisher"]
    }

    var headline: NearLinkPolicy.Headline {
      NearLinkPolicy.Headline(story: story, title: title, urlKey: urlKey, publisher: publisher)
    }
  }

  /// The best match by `NearLinkPolicy`; nil also where its headline is the name of a column.
  private func best(for printed: Printed, _ db: Database) throws -> NearLinkPolicy.Match? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT title, urlKey, publisher, titleKey, EXISTS
          (SELECT 1 FROM link WHERE story = ?2 AND position = ?3 AND target = ?1 AND isRefused = 1)
          AS isRefused
        FROM story WHERE id = ?1
        """)
    var stored: [NearLinkPolicy.Headline] = []
    var titleKeys: [StoryID: String] = [:]
    let entries = try NearIndex.entries(sharingKeyWith: printed.title, own: true, known: known, db)
    for entry in entries where entry.story != printed.story {
      let row = try Row.fetchOne(statement, arguments: [entry.story, printed.story, printed.position])
      guard let row else { continue }
      titleKeys[entry.story] = try row["titleKey"]
      stored.append(
        try NearLinkPolicy.Headline(
          story: entry.story, title: row["title"], urlKey: row["urlKey"], publisher: row["publisher"],
          isRefused: row["isRefused"]))
    }
    guard
      let best = NearLinkPolicy.best(
        for: printed.headline, among: stored, score: matcher.scoring(printed.title))
    else {
      return nil
    }
    return try isColumn(titleKeys[best.target] ?? "", db) ? nil : best
  }

  /// A headline of several stories is the name of a column.
  private func isColumn(_ titleKey: String, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM story WHERE titleKey = ? LIMIT 2")
    return try Row.fetchAll(statement, arguments: [titleKey]).count > 1
  }

  private func insert(_ match: NearLinkPolicy.Match, for printed: Printed, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO link (story, position, target, match, score) VALUES (?, ?, ?, 'near', ?)
        """)
    try statement.execute(arguments: [printed.story, printed.position, match.target, match.score])
  }
}
