import GRDB
import Stories

/// A publisher's captures, and how often its profile's layouts fitted.
package struct PublisherCount: Equatable, Sendable {
  /// The captures of some time.
  package struct Period: Equatable, Sendable {
    /// A month (`2023-05`) or a year, by the capture's time, else the story's date, else the import's.
    package var name: String
    package var captures: Int
    /// Captures for which the publisher's layouts were tried.
    package var tried: Int
    package var matched: Int
  }

  /// Nil for stories without a publisher.
  package var name: String?
  package var stories: Int
  /// By month, oldest first.
  package var months: [Period]

  package var captures: Int { months.reduce(0) { $0 + $1.captures } }
  package var tried: Int { months.reduce(0) { $0 + $1.tried } }
  package var matched: Int { months.reduce(0) { $0 + $1.matched } }

  /// The months added up by year.
  package var years: [Period] {
    months.reduce(into: []) { years, month in
      let year = String(month.name.prefix(4))
      if let last = years.last, last.name == year {
        years[years.count - 1] = Period(
          name: year, captures: last.captures + month.captures, tried: last.tried + month.tried,
          matched: last.matched + month.matched)
      } else {
        years.append(Period(name: year, captures: month.captures, tried: month.tried, matched: month.matched))
      }
    }
  }

  /// The month from which no layout fits any more, and the captures tried since; `month` is nil where none
  /// ever did. Nil where the last one fitted, or where too few were tried to say.
  package var silence: (month: String?, captures: Int)? {
    let tried = months.filter { $0.tried > 0 }
    let silent = tried.suffix(tried.count - ((tried.lastIndex { $0.matched > 0 } ?? -1) + 1))
    let captures = silent.reduce(0) { $0 + $1.tried }
    guard captures >= Self.enough, let first = silent.first else { return nil }
    return (silent.count == tried.count ? nil : first.name, captures)
  }

  /// So many captures tell a change from an odd page.
  private static let enough = 5
}

extension Archive {
  static func insertMatch(_ deposit: ArchiveEntry, capture: Int64, story id: StoryID, _ db: Database) throws {
    guard let match = deposit.story.profile else { return }
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
      // An archive on a read-only disk may come from before the table.
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
