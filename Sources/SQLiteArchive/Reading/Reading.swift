import Archive
import FoundationEssentials
import GRDB
import Stories

extension SQLiteArchive {
  /// A story with its links in both directions, in the version with that number, else in the shown version;
  /// nil where there is none.
  package func story(_ id: StoryID, version: Int?) throws -> StoredStory? {
    try read { db in
      let isWanted = version == nil ? "version.id = story.version" : "version.number = ?2"
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(HeadlineRow.columns), story.url, story.progress, version.byline, version.section,
            version.standfirst, version.text, version.shapes, version.removed, version.doubt,
            coalesce(version.title, story.title) AS versionTitle, newest.sha256, newest.captured AS seen
          FROM story JOIN version ON version.story = story.id AND \(isWanted)
          LEFT JOIN capture AS newest ON newest.id = \(Self.newestCapture)
          LEFT JOIN publisher ON publisher.id = story.publisher WHERE story.id = ?1
          """)
      let arguments: StatementArguments = version.map { [id, $0] } ?? [id]
      guard let row = try Row.fetchOne(statement, arguments: arguments) else { return nil }
      var headline = try HeadlineRow.headline(row)
      headline.tags = try Self.tagged([headline], db).first?.tags ?? []
      let relations = try Linking.relations(of: id, db)
      let digest = try (row["sha256"] as Data?).map { Digest(stored: [UInt8]($0)).description }
      return StoredStory(
        headline: headline, story: try Self.story(row, relations), relations: relations,
        citedBy: try Linking.citations(of: id, limit: 50, db),
        similar: try Self.similar(to: headline, db), progress: try row["progress"],
        capture: digest ?? "")
    }
  }

  private static func story(_ row: Row, _ relations: [Relation]) throws -> Story {
    var story = try Story(title: row["versionTitle"])
    story.byline = try (row["byline"] as String).split(separator: "\n").map(String.init)
    story.date = try HeadlineRow.date(row)
    story.source = try row["source"]
    story.url = try row["url"]
    story.language = try row["language"]
    story.section = try (row["section"] as String).nonEmpty
    story.standfirst = try (row["standfirst"] as String).nonEmpty
    story.blocks = try StoredText.blocks(text: row["text"], shapes: row["shapes"])
    story.related = relations.map { RelatedLink(title: $0.title, url: $0.url) }
    story.removed = try StoredText.removed(row["removed"])
    story.doubt = try (row["doubt"] as String?).flatMap(Doubt.init)
    story.captured = try row["seen"] ?? row["captured"]
    return story
  }

  /// Related headlines that no stored story has, the most frequent first.
  package func wanted(limit: Int) throws -> [WantedHeadline] {
    try read { db in
      let sql = """
        SELECT min(title) AS title, min(url) AS url, count(*) AS citations FROM related
        WHERE NOT EXISTS (SELECT 1 FROM link WHERE link.story = related.story
          AND link.position = related.position AND link.isRefused = 0)
        GROUP BY titleKey ORDER BY citations DESC, title LIMIT ?
        """
      return try Row.fetchAll(db, sql: sql, arguments: [limit]).map {
        try WantedHeadline(title: $0["title"], url: $0["url"], citations: $0["citations"])
      }
    }
  }
}
