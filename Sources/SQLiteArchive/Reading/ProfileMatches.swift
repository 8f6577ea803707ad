import Archive
import GRDB
import Stories

extension SQLiteArchive {
  static func insertMatch(_ prepared: PreparedCapture, capture: Int64, story id: StoryID, _ db: Database)
    throws
  {
    guard let match = prepared.story.profile else { return }
    let statement = try db.cachedStatement(
      sql: "INSERT INTO profileMatch (capture, story, profile, layout) VALUES (?, ?, ?, ?)")
    try statement.execute(arguments: [capture, id, match.profile, match.layout])
  }

  /// Counts stories' newest captures by what a new cleaning of them found.
  package func recount(_ matches: [(id: StoryID, match: ProfileMatch?)]) throws {
    try write { db in
      for (id, match) in matches {
        let newest = """
          (SELECT max(capture.id) FROM capture JOIN story ON story.version = capture.version
           WHERE story.id = ?)
          """
        try db.cachedStatement(sql: "DELETE FROM profileMatch WHERE capture = \(newest)")
          .execute(arguments: [id])
        guard let match else { continue }
        try db.cachedStatement(
          sql: """
            INSERT OR IGNORE INTO profileMatch (capture, story, profile, layout)
            SELECT id, story, ?2, ?3 FROM capture WHERE id =
              (SELECT max(capture.id) FROM capture JOIN story ON story.version = capture.version
               WHERE story.id = ?1)
            """
        ).execute(arguments: [id, match.profile, match.layout])
      }
    }
  }

  /// Every publisher, the one with the most captures first.
  package func publisherCounts() throws -> [PublisherCount] {
    try read { db in
      let stories = try Row.fetchAll(
        db, sql: "SELECT coalesce(publisher, 0) AS publisher, count(*) AS stories FROM story GROUP BY 1")
      let storiesOf = try Dictionary(
        stories.map { try ($0["publisher"] as Int64, $0["stories"] as Int) }, uniquingKeysWith: +)
      // An older archive on a read-only disk lacks the table.
      let matches =
        try db.tableExists("profileMatch")
        ? "profileMatch" : "(SELECT NULL AS capture, NULL AS layout WHERE 0) AS profileMatch"
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT coalesce(story.publisher, 0) AS publisher, publisher.name AS name,
            strftime('%Y-%m', coalesce(nullif(capture.captured, 0), story.date, import.at), 'unixepoch')
              AS month,
            count(*) AS captures, count(profileMatch.capture) AS tried, count(profileMatch.layout) AS matched
          FROM capture JOIN story ON story.id = capture.story JOIN import ON import.id = capture.import
          LEFT JOIN publisher ON publisher.id = story.publisher
          LEFT JOIN \(matches) ON profileMatch.capture = capture.id
          GROUP BY 1, 3 ORDER BY 1, 3
          """)
      var counts: [Int64: PublisherCount] = [:]
      for row in rows {
        let publisher: Int64 = try row["publisher"]
        let count = PublisherCount(name: try row["name"], stories: storiesOf[publisher] ?? 0, months: [])
        counts[publisher, default: count].months.append(
          PublisherCount.Period(
            name: try row["month"] ?? "", captures: try row["captures"], tried: try row["tried"],
            matched: try row["matched"])
        )
      }
      return counts.values.sorted {
        ($1.captures, $0.name ?? "") < ($0.captures, $1.name ?? "")
      }
    }
  }
}
