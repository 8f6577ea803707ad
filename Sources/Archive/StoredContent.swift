import GRDB
import Stories

/// What cleaning makes of a story, as its columns hold it.
struct StoredContent: Equatable, Sendable {
  var title: String
  var byline: String
  var section: String
  var standfirst: String
  var text: String
  var shapes: String
  var removed: String
  var words: Int
  var related: [RelatedRow]

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
    related = RelatedRow.rows(story.related)
  }

  init(_ row: Row, related: [RelatedRow]) throws {
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

  /// What a story holds now, and its version; nil where there is no such story.
  static func stored(of id: StoryID, _ db: Database) throws -> (version: Int64, content: StoredContent)? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT story.title, version.* FROM story JOIN version ON version.id = story.version
        WHERE story.id = ?
        """)
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    return (try row["id"], try StoredContent(row, related: try RelatedRow.stored(of: id, db)))
  }

  /// Writes the content into a version, whether it is the one that is shown or not.
  func write(version: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        UPDATE version SET byline = ?, section = ?, standfirst = ?, text = ?, shapes = ?, removed = ?,
          words = ? WHERE id = ?
        """)
    try statement.execute(arguments: [byline, section, standfirst, text, shapes, removed, words, version])
  }
}
