import Archive
import GRDB
import Stories

extension SQLiteArchive {
  /// A page of the list that a query describes, at most `limit` rows, read by key and never by offset.
  package func page(_ query: Query, from place: ListPosition, limit: Int) throws -> Page {
    try read(isBreakable: true) { db in
      var page = try ListQuestion(query, isPage: true, db).page(from: place, limit: limit)
      page.headlines = try Self.tagged(page.headlines, db)
      return page
    }
  }

  /// The headlines of these stories, in any order; those that are gone are missing.
  package func headlines(_ ids: [StoryID]) throws -> [Headline] {
    let numbers = ids.map(String.init).joined(separator: ",")
    return try read { db in
      let found = try Row.fetchAll(
        db,
        sql: """
          SELECT \(HeadlineRow.columns) FROM story LEFT JOIN publisher ON publisher.id = story.publisher
          WHERE story.id IN (\(numbers))
          """
      ).map(HeadlineRow.headline)
      return try Self.tagged(found, db)
    }
  }

  /// How many rows of the list come before a headline.
  package func rank(of headline: Headline, in query: Query) throws -> Int {
    try read(isBreakable: true) { db in try ListQuestion(query, db).rank(of: headline) }
  }

  /// How many rows the list has.
  package func count(_ query: Query) throws -> Int {
    try read(isBreakable: true) { db in try ListQuestion(query, db).count() }
  }

  /// The numbers of stories, unread stories and starred stories in the whole archive.
  package func counts() throws -> Counts {
    try read { db in
      if let tally = try Tally.counts(db) { return tally.counts }
      return Counts(
        stories: try Int.fetchOne(db, sql: "SELECT count(*) FROM story") ?? 0,
        unread: try Int.fetchOne(db, sql: "SELECT count(*) FROM story WHERE isRead = 0") ?? 0,
        starred: try Int.fetchOne(db, sql: "SELECT count(*) FROM story WHERE isStarred = 1") ?? 0)
    }
  }

  /// Publishers by name with their stories; those without a publisher are not among them.
  package func sources() throws -> [SourceCount] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT publisher.name, count(*) AS stories, sum(1 - story.isRead) AS unread
          FROM story JOIN publisher ON publisher.id = story.publisher
          GROUP BY publisher.id ORDER BY publisher.name COLLATE NOCASE
          """
      ).map { try SourceCount(name: $0["name"], stories: $0["stories"], unread: $0["unread"]) }
    }
  }
}

/// The first columns of a row, from which headlines are made. They are read by index, since finding them by
/// name in hundreds of rows would take too long.
enum HeadlineRow {
  static let columns = """
    story.id, story.sortKey, story.title, publisher.name AS source, story.language, story.date, \
    story.dateOffset, story.datePrecision, story.dateOrigin, story.captured, story.isRead, \
    story.isStarred, story.linked, story.leader, story.twins, \(isDoubtful)
    """

  /// Whether the shown version may be incomplete. Such versions are few and have an index of their own, so
  /// that the table of texts is not read; the unary plus keeps SQLite from looking there by number.
  static let isDoubtful = """
    EXISTS (SELECT 1 FROM version AS shown WHERE shown.story = story.id \
    AND +shown.id = story.version AND shown.doubt IS NOT NULL)
    """

  static func headline(_ row: Row) throws -> Headline {
    try Headline(
      id: row[0], sortKey: SortKey(row[1]), title: row[2], source: row[3], language: row[4], date: date(row),
      captured: row[9], isRead: row[10], isStarred: row[11], linked: row[12], leader: row[13],
      nearDuplicates: row[14], isDoubtful: row[15])
  }

  static func date(_ row: Row) throws -> StoryDate? {
    guard let instant = try row[5] as Int64?,
      let precision = try (row[7] as String?).flatMap(StoryDate.Precision.init),
      let origin = try (row[8] as String?).flatMap(StoryDate.Origin.init)
    else { return nil }
    return try StoryDate(instant: instant, offset: row[6], precision: precision, origin: origin)
  }

  /// The headlines that a statement finds; rows are read directly from SQLite without a copy.
  static func all(_ statement: Statement, _ arguments: StatementArguments) throws -> [Headline] {
    try Array(Row.fetchCursor(statement, arguments: arguments).map(headline))
  }
}
