import GRDB
import Stories
import Text

/// A related headline as its row holds it.
struct RelatedRow: Equatable, Sendable {
  var title: String
  /// Folded, by which stored headlines are found.
  var titleKey: String
  var url: String?
  /// Canonical, by which stored addresses are found.
  var urlKey: String?

  init(_ link: RelatedLink) {
    title = link.title
    titleKey = HeadlineKey.of(link.title)
    url = link.url
    urlKey = link.url.flatMap(URLKey.of)
  }

  /// Those of a story in their order; what has no headline is none.
  static func rows(_ links: [RelatedLink]) -> [RelatedRow] {
    links.filter { !$0.title.isEmpty }.map { RelatedRow($0) }
  }

  private init(_ row: Row) throws {
    title = try row["title"]
    titleKey = try row["titleKey"]
    url = try row["url"]
    urlKey = try row["urlKey"]
  }

  static func stored(of id: StoryID, _ db: Database) throws -> [RelatedRow] {
    let statement = try db.cachedStatement(
      sql: "SELECT title, titleKey, url, urlKey FROM related WHERE story = ? ORDER BY position")
    return try Row.fetchAll(statement, arguments: [id]).map { try RelatedRow($0) }
  }

  static func insert(_ related: [RelatedRow], story id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: "INSERT INTO related (story, position, title, titleKey, url, urlKey) VALUES (?, ?, ?, ?, ?, ?)")
    for (position, row) in related.enumerated() {
      try statement.execute(arguments: [id, position, row.title, row.titleKey, row.url, row.urlKey])
    }
  }

  /// Puts these in the place of a story's related headlines. Links go with their headlines; what the reader
  /// chose or refused stays with a headline that is in the new list too, and the others are to be found anew.
  static func replace(of id: StoryID, with related: [RelatedRow], _ db: Database) throws {
    let old = try stored(of: id, db)
    let judged = try JudgedLink.stored(of: id, db)
    try db.cachedStatement(sql: "DELETE FROM related WHERE story = ?").execute(arguments: [id])
    try insert(related, story: id, db)
    for var link in judged {
      guard old.indices.contains(link.position),
        let position = LinkPolicy.position(
          of: old[link.position].keys, in: related.map(\.keys), before: link.position)
      else { continue }
      link.position = position
      try link.store(in: id, db)
    }
  }

  private var keys: (titleKey: String, urlKey: String?) { (titleKey, urlKey) }
}

/// A link that the reader chose or refused.
struct JudgedLink: Equatable {
  /// The place of its headline among the story's, from 0.
  var position: Int
  var target: StoryID
  /// `url`, `headline`, `near` or `chosen`.
  var match: String
  var isRefused: Bool
  /// How alike the headlines are, of a near match.
  var score: Double?

  static func stored(of id: StoryID, _ db: Database) throws -> [JudgedLink] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT (SELECT count(*) FROM related
            WHERE related.story = link.story AND related.position < link.position) AS place,
          target, match, isRefused, score FROM link
        WHERE story = ? AND (match = 'chosen' OR isRefused = 1) ORDER BY position, target
        """)
    return try Row.fetchAll(statement, arguments: [id]).map { row in
      try JudgedLink(
        position: row["place"], target: row["target"], match: row["match"], isRefused: row["isRefused"],
        score: row["score"])
    }
  }

  /// Where the reader said nothing since; neither where the headline nor where the target is gone.
  func store(in id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO link (story, position, target, match, isRefused, score)
        SELECT story, position, ?3, ?4, ?5, ?6 FROM related
        WHERE story = ?1 AND position = ?2 AND EXISTS (SELECT 1 FROM story WHERE id = ?3)
        ON CONFLICT DO UPDATE SET match = excluded.match, isRefused = excluded.isRefused,
          score = excluded.score WHERE match <> 'chosen' AND isRefused = 0
        """)
    try statement.execute(arguments: [id, position, target, match, isRefused, score])
  }
}

extension JudgedLink {
  /// `12 near 1 0.93`, as the undo journal has it behind its headline; the score is last and may be missing.
  var journalled: String {
    (["\(target)", match, isRefused ? "1" : "0"] + [score.map { "\($0)" }].compactMap(\.self))
      .joined(separator: " ")
  }

  /// Nil where the words are none.
  init?(journalled text: Substring, position: Int) {
    let parts = text.split(separator: " ")
    guard parts.count >= 3, let target = StoryID(parts[0]),
      ["url", "headline", "near", "chosen"].contains(parts[1])
    else { return nil }
    self.position = position
    self.target = target
    match = String(parts[1])
    isRefused = parts[2] == "1"
    score = parts.count > 3 ? Double(parts[3]).flatMap { (0...1).contains($0) ? $0 : nil } : nil
  }
}
