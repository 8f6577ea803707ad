import GRDB
import Stories
import Text

/// Related headlines that nothing stored bears, and the one stored headline that reads nearly alike.
struct NearLinking {
  let matcher: HeadlineMatcher
  var known: NearIndex.Known = [:]
  /// Where two stories fit nearly as well, none is taken.
  private static let margin = 0.03

  /// Finds near matches for a story's related headlines that have no other; returns how many it found.
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

  /// Finds the headlines of other stories that mean nearly this one and have no other match.
  func resolveTo(_ story: Linkable, _ db: Database) throws {
    let bearers = try NearIndex.bearers(of: story.title, own: false, known: known, db)
    for bearer in bearers where bearer.story != story.id {
      let row = try Row.fetchOne(
        db.cachedStatement(sql: Self.unmatchedExactly), arguments: [bearer.story, bearer.position])
      guard let row else { continue }
      let printed = try Printed(story: bearer.story, row)
      // All candidates once more: with the new one a match may have become better, or doubtful.
      let best = try best(for: printed, db)
      try db.cachedStatement(sql: Self.drop).execute(arguments: [bearer.story, bearer.position])
      if let best { try insert(best, for: printed, db) }
      try Linking.recount("id = ?", bearer.story, db)
    }
  }

  private static let unmatched = """
    SELECT related.position, related.title, related.titleKey, related.urlKey, story.publisher FROM related
    JOIN story ON story.id = related.story
    WHERE related.story = ? AND related.titleKey <> '' AND NOT EXISTS (SELECT 1 FROM link
      WHERE link.story = related.story AND link.position = related.position AND isRefused = 0)
    """

  private static let unmatchedExactly = """
    SELECT related.position, related.title, related.titleKey, related.urlKey, story.publisher FROM related
    JOIN story ON story.id = related.story
    WHERE related.story = ? AND related.position = ? AND NOT EXISTS (SELECT 1 FROM link
      WHERE link.story = related.story AND link.position = related.position AND isRefused = 0
      AND match <> 'near')
    """

  private static let drop =
    "DELETE FROM link WHERE story = ? AND position = ? AND match = 'near' AND isRefused = 0"

  /// A related headline as it was printed.
  private struct Printed {
    var story: StoryID
    var position: Int
    var title: String
    var titleKey: String
    var urlKey: String?
    var publisher: Int64?

    init(story: StoryID, _ row: Row) throws {
      self.story = story
      position = try row["position"]
      title = try row["title"]
      titleKey = try row["titleKey"]
      urlKey = try row["urlKey"]
      publisher = try row["publisher"]
    }
  }

  private struct Match {
    var target: StoryID
    var titleKey: String
    var score: Double
  }

  /// The best of the same publisher's stories; nil where none is good enough, two are, or the headline is a
  /// column's.
  private func best(for printed: Printed, _ db: Database) throws -> Match? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id, title, titleKey FROM story
        WHERE id = ?1 AND publisher IS ?2 AND (urlKey IS NULL OR ?3 IS NULL) AND NOT EXISTS
          (SELECT 1 FROM link WHERE story = ?4 AND position = ?5 AND target = ?1 AND isRefused = 1)
        """)
    var matches: [Match] = []
    let bearers = try NearIndex.bearers(of: printed.title, own: true, known: known, db)
    for bearer in bearers where bearer.story != printed.story {
      guard
        let row = try Row.fetchOne(
          statement,
          arguments: [bearer.story, printed.publisher, printed.urlKey, printed.story, printed.position]),
        let score = matcher.score(printed.title, try row["title"])
      else { continue }
      matches.append(Match(target: try row["id"], titleKey: try row["titleKey"], score: score))
    }
    matches.sort { ($0.score, $0.target) > ($1.score, $1.target) }
    guard let first = matches.first else { return nil }
    if matches.count > 1, matches[1].score > first.score - Self.margin { return nil }
    return try isColumn(first.titleKey, db) ? nil : first
  }

  /// A headline that several stories bear is a column's name.
  private func isColumn(_ titleKey: String, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "SELECT 1 FROM story WHERE titleKey = ? LIMIT 2")
    return try Row.fetchAll(statement, arguments: [titleKey]).count > 1
  }

  private func insert(_ match: Match, for printed: Printed, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO link (story, position, target, match, score) VALUES (?, ?, ?, 'near', ?)
        """)
    try statement.execute(arguments: [printed.story, printed.position, match.target, match.score])
  }
}
