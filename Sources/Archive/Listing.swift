import GRDB
import Stories

extension Archive {
  /// A page of the list that a query describes, at most `limit` rows, read by key and never by offset.
  package func page(_ query: Query, from place: Place = .start, limit: Int) throws -> Page {
    try read { db in try ListQuestion(query).page(from: place, limit: limit, db) }
  }

  /// The headlines of these stories, in any order; those that are gone are missing.
  package func headlines(_ ids: [StoryID]) throws -> [Headline] {
    let numbers = ids.map(String.init).joined(separator: ",")
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT \(HeadlineRow.columns) FROM story LEFT JOIN publisher ON publisher.id = story.publisher
          WHERE story.id IN (\(numbers))
          """
      ).map(HeadlineRow.headline)
    }
  }

  /// How many rows of the list stand before a headline.
  package func rank(of headline: Headline, in query: Query) throws -> Int {
    try read { db in try ListQuestion(query).rank(of: headline, db) }
  }

  /// How many rows the list has.
  package func count(_ query: Query) throws -> Int {
    try read { db in try ListQuestion(query).count(db) }
  }

  /// Stories, unread and starred ones of the whole archive.
  package func counts() throws -> Counts {
    try read { db in
      Counts(
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
      ).map { SourceCount(name: $0["name"], stories: $0["stories"], unread: $0["unread"]) }
    }
  }
}

/// A query as SQL: conditions, order, key.
struct ListQuestion {
  private var conditions: [String] = []
  private var arguments: [(any DatabaseValueConvertible)?] = []
  /// The tables that conditions and order are about.
  private let tables: String
  /// Fewer tables, where no condition is about the story's own columns.
  private var counted: String { tables.hasPrefix("search") ? "search" : tables }
  /// The same with the publisher's name, for rows.
  private var named: String { tables + " LEFT JOIN publisher ON publisher.id = story.publisher" }
  private let sort: Query.Sort
  private var isImpossible = false

  init(_ query: Query) {
    sort = query.sort
    let isSearch = !query.words.isEmpty
    tables = isSearch ? "search JOIN story ON story.shelf = search.rowid" : "story"
    if isSearch {
      if let expression = SearchWords.expression(query.words, any: query.anyWord) {
        require("search MATCH ?", expression)
      } else {
        isImpossible = true
      }
    }
    if query.unreadOnly { require("story.isRead = 0") }
    if query.starredOnly { require("story.isStarred = 1") }
    if let source = query.source {
      require("story.publisher = (SELECT id FROM publisher WHERE name = ?)", source)
    }
    if query.since != nil || query.until != nil { require("story.date IS NOT NULL") }
    if let since = query.since {
      require("story.date + story.dateOffset * 60 >= ?", Int64(since.daysSince1970) * 86400)
    }
    if let until = query.until {
      require("story.date + story.dateOffset * 60 < ?", Int64(until.daysSince1970 + 1) * 86400)
    }
  }

  private mutating func require(_ condition: String, _ argument: (any DatabaseValueConvertible)? = nil) {
    conditions.append(condition)
    if let argument { arguments.append(argument) }
  }

  func page(from place: Place, limit: Int, _ db: Database) throws -> Page {
    if isImpossible { return Page(headlines: [], hasEarlier: false, hasLater: false) }
    let isBackward: Bool
    var question = self
    switch place {
    case .start: isBackward = false
    case .end: isBackward = true
    case .after(let headline):
      isBackward = false
      question.requireBeyond(headline, backward: false, inclusive: false)
    case .before(let headline):
      isBackward = true
      question.requireBeyond(headline, backward: true, inclusive: false)
    case .at(let headline):
      isBackward = false
      question.requireBeyond(headline, backward: false, inclusive: true)
    }
    var rows = try question.rows(backward: isBackward, limit: limit + 1, db)
    let hasMore = rows.count > limit
    if hasMore { rows.removeLast() }
    if isBackward { rows.reverse() }
    return Page(
      headlines: rows, hasEarlier: try hasRows(before: place, isBackward && hasMore, db),
      hasLater: isBackward ? place != .end : hasMore)
  }

  private func hasRows(before place: Place, _ found: Bool, _ db: Database) throws -> Bool {
    switch place {
    case .start: return false
    case .end, .before: return found
    case .after: return true
    case .at(let headline):
      var question = self
      question.requireBeyond(headline, backward: true, inclusive: false)
      return try !question.rows(backward: true, limit: 1, db).isEmpty
    }
  }

  func rank(of headline: Headline, _ db: Database) throws -> Int {
    var question = self
    question.requireBeyond(headline, backward: true, inclusive: false)
    return try question.count(db)
  }

  func count(_ db: Database) throws -> Int {
    if isImpossible { return 0 }
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(filter.contains("story.") ? tables : counted)\(filter)",
      arguments: StatementArguments(arguments)) ?? 0
  }

  /// The ids of the list's rows, for a statement around it.
  var identities: (sql: String, arguments: [(any DatabaseValueConvertible)?]) {
    isImpossible ? ("", []) : ("SELECT story.id FROM \(tables)\(filter)", arguments)
  }

  private var filter: String {
    conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  /// The table whose key the rows are walked by: the search index orders its own.
  private var key: String {
    tables.hasPrefix("search") ? "search.rowid" : "story.shelf"
  }

  private mutating func requireBeyond(_ headline: Headline, backward: Bool, inclusive: Bool) {
    let ascends = (sort != .newest) != backward
    let compare = (ascends ? ">" : "<") + (inclusive ? "=" : "")
    if sort == .title {
      conditions.append("(story.titleKey, story.shelf) \(compare) (?, ?)")
      arguments += [HeadlineKey.of(headline.title), headline.shelf]
    } else {
      conditions.append("\(key) \(compare) ?")
      arguments.append(headline.shelf)
    }
  }

  private func rows(backward: Bool, limit: Int, _ db: Database) throws -> [Headline] {
    let direction = (sort != .newest) != backward ? "ASC" : "DESC"
    let order =
      sort == .title ? "story.titleKey \(direction), story.shelf \(direction)" : "\(key) \(direction)"
    let statement = try db.cachedStatement(
      sql: "SELECT \(HeadlineRow.columns) FROM \(named)\(filter) ORDER BY \(order) LIMIT ?")
    return try Row.fetchAll(statement, arguments: StatementArguments(arguments + [limit]))
      .map(HeadlineRow.headline)
  }
}

/// The columns of a headline and what they become.
enum HeadlineRow {
  static let columns = """
    story.id, story.shelf, story.title, publisher.name AS source, story.language, story.date, \
    story.dateOffset, story.datePrecision, story.dateOrigin, story.captured, story.isRead, \
    story.isStarred, story.linked
    """

  static func headline(_ row: Row) -> Headline {
    Headline(
      id: row["id"], shelf: row["shelf"], title: row["title"], source: row["source"],
      language: row["language"], date: date(row), captured: row["captured"], isRead: row["isRead"],
      isStarred: row["isStarred"], linked: row["linked"])
  }

  static func date(_ row: Row) -> StoryDate? {
    guard let instant = row["date"] as Int64?,
      let precision = (row["datePrecision"] as String?).flatMap(StoryDate.Precision.init),
      let origin = (row["dateOrigin"] as String?).flatMap(StoryDate.Origin.init)
    else { return nil }
    return StoryDate(instant: instant, offset: row["dateOffset"], precision: precision, origin: origin)
  }
}
