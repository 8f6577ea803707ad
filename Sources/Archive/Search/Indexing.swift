import GRDB
import Stories

extension Archive {
  /// Puts a story's current text into the search index.
  static func index(_ id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO search (rowid, \(SearchSchema.columns))
        SELECT shelf, \(SearchSchema.columns) FROM searchText
        WHERE shelf = (SELECT shelf FROM story WHERE id = ?)
        """)
    try statement.execute(arguments: [id])
    try FrequentWords.learn(id, db)
  }

  /// Takes a story's text out of the search index; to be called while the text is still the indexed one.
  static func unindex(_ id: StoryID, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        INSERT INTO search (search, rowid, \(SearchSchema.columns))
        SELECT 'delete', shelf, \(SearchSchema.columns) FROM searchText
        WHERE shelf = (SELECT shelf FROM story WHERE id = ?)
        """)
    try statement.execute(arguments: [id])
  }
}
