import GRDB
import Stories
import Text

/// What cleaning makes of a story, as its columns hold it; a story is rewritten with it where it stands.
struct StoredContent: Equatable {
  var title: String
  var byline: String
  var section: String
  var standfirst: String
  var text: String
  var shapes: String
  var removed: String
  var words: Int
  var related: [RelatedLink]

  init(_ story: Story) {
    let stored = StoredText(story)
    title = story.title
    byline = stored.byline
    section = story.section ?? ""
    standfirst = story.standfirst ?? ""
    text = stored.text
    shapes = stored.shapes
    removed = stored.removed
    words = story.words
    related = story.related.filter { !$0.title.isEmpty }
  }

  init(_ row: Row, related: [RelatedLink]) throws {
    title = try row["title"]
    byline = try row["byline"]
    section = try row["section"]
    standfirst = try row["standfirst"]
    text = try row["text"]
    shapes = try row["shapes"]
    removed = try row["removed"]
    words = try row["words"]
    self.related = related
  }
}

/// Gives stories that are there another content: number, version, marks and links stay.
enum Rewriting {
  /// What a story holds now, and its version; nil where there is no such story.
  static func content(of id: StoryID, _ db: Database) throws -> (version: Int64, content: StoredContent)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT story.title, version.* FROM story JOIN version ON version.id = story.version
        WHERE story.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    return (try row["id"], try StoredContent(row, related: try related(of: id, db)))
  }

  static func related(of id: StoryID, _ db: Database) throws -> [RelatedLink] {
    let statement = try db.cachedStatement(
      sql: "SELECT title, url FROM related WHERE story = ? ORDER BY position")
    return try Row.fetchAll(statement, arguments: [id]).map {
      try RelatedLink(title: $0["title"], url: $0["url"])
    }
  }

  /// Writes the content into the story's present version; the search index and the links follow.
  static func write(_ content: StoredContent, into id: StoryID, version: Int64, _ db: Database) throws {
    try Archive.unindex(id, db)
    try Twins.unindex(id, db)
    try write(content, version: version, db)
    let old = try String.fetchOne(db, sql: "SELECT title FROM story WHERE id = ?", arguments: [id])
    try db.execute(
      sql: "UPDATE story SET title = ?, titleKey = ? WHERE id = ?",
      arguments: [content.title, HeadlineKey.of(content.title), id])
    try Archive.index(id, db)
    try Twins.index(id, db)
    let isRelinked = try related(of: id, db) != content.related
    if isRelinked || old != content.title { try NearIndex.remove(story: id, db) }
    if isRelinked { try replaceRelated(of: id, content.related, db) }
    if isRelinked || old != content.title {
      try NearIndex.add(content.title, story: id, db)
      try NearIndex.addRelated(of: id, db)
    }
    if old != content.title {
      try unlink(from: id, db)
      if let story = try Linkable(id, db) { try Linking.resolveTo(story, nil, db) }
    }
  }

  /// Stories that printed the old headline do not mean this one any more.
  private static func unlink(from id: StoryID, _ db: Database) throws {
    let citing = try StoryID.fetchAll(
      db, sql: "SELECT DISTINCT story FROM link WHERE target = ?", arguments: [id])
    try db.execute(
      sql: """
        DELETE FROM link WHERE target = ? AND match = 'headline' AND isRefused = 0 AND NOT EXISTS (
          SELECT 1 FROM related JOIN story ON story.titleKey = related.titleKey
          WHERE related.story = link.story AND related.position = link.position AND story.id = link.target)
        """, arguments: [id])
    for story in citing { try Linking.recount("id = ?", story, db) }
  }

  /// Into a version that may no longer be the one that is shown.
  static func write(_ content: StoredContent, version: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        UPDATE version SET byline = ?, section = ?, standfirst = ?, text = ?, shapes = ?, removed = ?,
          words = ? WHERE id = ?
        """)
    try statement.execute(arguments: [
      content.byline, content.section, content.standfirst, content.text, content.shapes, content.removed,
      content.words, version,
    ])
  }

  /// What the reader said of a link holds for the same headline in the new list.
  private static func replaceRelated(of id: StoryID, _ links: [RelatedLink], _ db: Database) throws {
    let said = try Row.fetchAll(
      db,
      sql: """
        SELECT related.titleKey, link.target, link.match, link.isRefused FROM link
        JOIN related ON related.story = link.story AND related.position = link.position
        WHERE link.story = ? AND (link.isRefused = 1 OR link.match = 'chosen')
        """, arguments: [id])
    try db.execute(sql: "DELETE FROM related WHERE story = ?", arguments: [id])
    for (position, link) in links.enumerated() {
      try db.execute(
        sql: "INSERT INTO related (story, position, title, titleKey, url, urlKey) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          id, position, link.title, HeadlineKey.of(link.title), link.url, link.url.flatMap(URLKey.of),
        ])
    }
    try Linking.resolveFrom(id, nil, db)
    for row in said {
      try db.execute(
        sql: """
          UPDATE link SET match = ?, isRefused = ? WHERE story = ? AND target = ? AND position IN
            (SELECT position FROM related WHERE story = ? AND titleKey = ?)
          """, arguments: [row["match"], row["isRefused"], id, row["target"], id, row["titleKey"]])
    }
    try Linking.recount("id = ?", id, db)
  }
}
