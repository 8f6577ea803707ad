import GRDB
import Stories
import Text

/// A query as SQL: conditions, order, key.
struct ListQuestion {
  /// What the rows are walked by.
  private enum Path {
    /// The stories alone.
    case stories
    /// The index, newest first; each hit is looked up among the stories.
    case index
  }

  /// Relevance is reckoned for so many of the newest matches.
  static let mostRanked = 20_000
  /// The shelves of so many marked stories are kept at hand while the index is walked.
  private static let few = 20_000

  /// What every row must fit, and whether only the stories can tell.
  struct Condition {
    var sql: String
    var arguments: SearchPlan.Arguments
    var isOfStories: Bool
  }

  let db: Database
  private(set) var conditions: [Condition] = []
  private let path: Path
  let kinds: String
  private let sort: Query.Sort
  private var isImpossible = false
  /// Where copies stand below the story that leads them.
  private var fold: Fold?

  /// Throws `SearchFault` where the search names what the archive does not have.
  init(_ query: Query, isPage: Bool = false, _ db: Database) throws {
    self.db = db
    let isRanking = query.sort == .relevance
    let plan = try SearchPlan(query, isPage: isPage && query.sort != .title, db)
    let isRanked = isRanking && plan.kinds.contains { "ab".contains($0) }
    sort = isRanking && !isRanked ? .newest : query.sort
    kinds = plan.kinds
    if query.isFolded, query.mayFold { fold = Fold(isUnread: query.unreadOnly) }
    path = plan.match == nil ? .stories : .index
    isImpossible = !query.words.isEmpty && query.search == nil
    if let match = plan.match { require("search MATCH ?", match) }
    if query.unreadOnly { require("story.isRead = 0") }
    if query.starredOnly { require("story.isStarred = 1") }
    if let source = query.source {
      require("story.publisher = (SELECT id FROM publisher WHERE name = ?)", source)
    }
    let days = plan.days + (query.since != nil || query.until != nil ? [(query.since, query.until)] : [])
    for (first, last) in days {
      for condition in try DayRange(first, last, db).conditions(key: key) { require(condition) }
    }
    var marks = plan.marks
    if query.unreadOnly { marks.append(SearchPlan.unread) }
    if query.starredOnly { marks.append(SearchPlan.starred) }
    try requireMarks(marks)
    for condition in plan.conditions { require(condition) }
  }

  /// Where no story bears a mark, nothing is found; where few do, hits are sifted by their shelves before
  /// they are looked up as stories.
  private mutating func requireMarks(_ marks: [String]) throws {
    for mark in marks {
      let most = path == .index ? Self.few : 0
      let rows =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM (SELECT 1 FROM \(mark) LIMIT \(most + 1))") ?? 0
      if rows == 0 { isImpossible = true }
      guard rows <= most, rows > 0 else { continue }
      // With the sign the index does not take it for a question about one row.
      for condition in [
        "+search.rowid IN (SELECT story.shelf FROM \(mark))",
        "search.rowid >= (SELECT min(story.shelf) FROM \(mark))",
      ] {
        conditions.append(Condition(sql: condition, arguments: [], isOfStories: false))
      }
    }
  }

  private mutating func require(_ condition: String, _ argument: (any DatabaseValueConvertible)? = nil) {
    require((condition, argument.map { [$0] } ?? []))
  }

  private mutating func require(_ condition: (sql: String, arguments: SearchPlan.Arguments)) {
    conditions.append(
      Condition(
        sql: condition.sql, arguments: condition.arguments, isOfStories: condition.sql.contains("story.")))
  }

  private var arguments: SearchPlan.Arguments { conditions.flatMap(\.arguments) }

  private var tables: String {
    switch path {
    case .stories: "story"
    case .index: "search CROSS JOIN story ON story.shelf = search.rowid"
    }
  }

  /// The same with the publisher's name, for rows.
  private var named: String { tables + " LEFT JOIN publisher ON publisher.id = story.publisher" }

  /// The column that the rows are walked by: the search index orders its own.
  private var key: String { path == .index ? "search.rowid" : "story.shelf" }

  private var filter: String {
    Self.filter(conditions.map(\.sql) + (fold.map { [$0.isShown] } ?? []))
  }

  static func filter(_ conditions: [String]) -> String {
    conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  // MARK: - Pages

  func page(from place: Place, limit: Int) throws -> Page {
    if isImpossible { return Page(headlines: [], hasEarlier: false, hasLater: false) }
    if sort == .relevance { return try rankedPage(from: place, limit: limit) }
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
    var rows = try question.rows(backward: isBackward, limit: limit + 1)
    let hasMore = rows.count > limit
    if hasMore { rows.removeLast() }
    if isBackward { rows.reverse() }
    return Page(
      headlines: rows, hasEarlier: try hasRows(before: place, isBackward && hasMore),
      hasLater: isBackward ? place != .end : hasMore)
  }

  private func hasRows(before place: Place, _ found: Bool) throws -> Bool {
    switch place {
    case .start: return false
    case .end, .before: return found
    case .after: return true
    case .at(let headline):
      var question = self
      question.requireBeyond(headline, backward: true, inclusive: false)
      return try !question.rows(backward: true, limit: 1).isEmpty
    }
  }

  func rank(of headline: Headline) throws -> Int {
    if sort == .relevance {
      let all = try ranked()
      return try fitting(all.prefix { $0 != headline.shelf }).count
    }
    var question = self
    question.requireBeyond(headline, backward: true, inclusive: false)
    return try question.count()
  }

  /// Of a list by relevance, the stories that are ranked.
  func count() throws -> Int {
    if isImpossible { return 0 }
    if sort == .relevance { return try fitting(ranked(isScored: false)).count }
    guard let fold else { return try tallied() ?? counted() }
    // Most stories stand alone: those that do not are counted and taken off.
    var whole = self
    whole.fold = nil
    let all = try whole.count()
    if conditions.isEmpty, let tally = try Tally.counts(db) { return all - tally.copies }
    whole.require(fold.isHidden)
    return all - (try whole.counted())
  }

  /// What is known without counting.
  private func tallied() throws -> Int? {
    guard path == .stories, conditions.count < 2, let counts = try Tally.counts(db)?.counts else {
      return nil
    }
    switch conditions.first?.sql {
    case nil: return counts.stories
    case "story.isRead = 0": return counts.unread
    case "story.isStarred = 1": return counts.starred
    default: return nil
    }
  }

  private func counted() throws -> Int {
    let isOfStories = path != .index || conditions.contains(where: \.isOfStories)
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(isOfStories ? tables : "search")\(filter)",
      arguments: StatementArguments(arguments)) ?? 0
  }

  /// The ids of the list's rows, for a statement around it.
  var identities: (sql: String, arguments: SearchPlan.Arguments) {
    isImpossible ? ("", []) : ("SELECT story.id FROM \(tables)\(filter)", arguments)
  }

  /// The list's rows with columns of the story, for a statement around it.
  func rows(of columns: String) -> (sql: String, arguments: SearchPlan.Arguments) {
    if isImpossible { return ("SELECT \(columns) FROM story WHERE 0", []) }
    return ("SELECT \(columns) FROM \(tables)\(filter)", arguments)
  }

  private mutating func requireBeyond(_ headline: Headline, backward: Bool, inclusive: Bool) {
    let ascends = (sort != .newest) != backward
    let compare = (ascends ? ">" : "<") + (inclusive ? "=" : "")
    if sort == .title {
      require(
        ("(story.titleKey, story.shelf) \(compare) (?, ?)", [HeadlineKey.of(headline.title), headline.shelf]))
    } else {
      require("\(key) \(compare) ?", headline.shelf)
    }
  }

  private func rows(backward: Bool, limit: Int) throws -> [Headline] {
    let direction = (sort != .newest) != backward ? "ASC" : "DESC"
    let order =
      sort == .title ? "story.titleKey \(direction), story.shelf \(direction)" : "\(key) \(direction)"
    let statement = try db.cachedStatement(
      sql: "SELECT \(HeadlineRow.columns) FROM \(named)\(filter) ORDER BY \(order) LIMIT ?")
    return try HeadlineRow.all(statement, StatementArguments(arguments + [limit]))
  }
}

/// Which stories of a list stand below another one's headline: copies of one that is in the list too.
private struct Fold {
  let isUnread: Bool

  private var hasHead: String {
    "EXISTS (SELECT 1 FROM story AS head WHERE head.id = story.leader AND head.isRead = 0)"
  }

  var isShown: String { isUnread ? "(story.leader IS NULL OR NOT \(hasHead))" : "story.leader IS NULL" }
  var isHidden: String { "story.leader IS NOT NULL" + (isUnread ? " AND " + hasHead : "") }
}
