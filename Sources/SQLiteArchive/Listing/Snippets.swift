import Archive
import GRDB
import Stories
import Text

extension SQLiteArchive {
  /// A short extract around what a search found in each of the stories; where it found something in the
  /// title alone, the beginning of the text.
  package func snippets(of query: Query, in headlines: [Headline]) throws -> [StoryID: Snippet] {
    let finder = WordFinder(query.search?.terms ?? [])
    guard !finder.isEmpty else { return [:] }
    return try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT version.text, version.standfirst FROM story JOIN version ON version.id = story.version
          WHERE story.id = ?
          """)
      var snippets: [StoryID: Snippet] = [:]
      for headline in headlines {
        guard let row = try Row.fetchOne(statement, arguments: [headline.id]) else { continue }
        let texts = [try row["text"] as String, try row["standfirst"] as String]
        snippets[headline.id] =
          Snippet.around(finder, in: texts, .body, language: headline.language)
          ?? Snippet.beginning(of: texts.last.flatMap(\.nonEmpty) ?? texts[0])
      }
      return snippets
    }
  }
}
