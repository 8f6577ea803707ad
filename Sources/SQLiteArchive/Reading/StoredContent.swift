import Archive
import GRDB
import Stories

/// Reads and writes the content of a version.
extension StoredContent {
  init(_ row: Row, related: [RelatedRow]) throws {
    try self.init(
      title: row["title"], byline: row["byline"], section: row["section"], standfirst: row["standfirst"],
      text: row["text"], shapes: row["shapes"], removed: row["removed"],
      doubt: (row["doubt"] as String?).flatMap(Doubt.init), words: row["words"], related: related)
  }

  /// The content of a story and its version; nil where there is no such story.
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
          doubt = ?, words = ? WHERE id = ?
        """)
    try statement.execute(arguments: [
      byline, section, standfirst, text, shapes, removed, doubt?.rawValue, words, version,
    ])
  }
}
