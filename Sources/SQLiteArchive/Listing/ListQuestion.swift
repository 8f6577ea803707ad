import Archive
import GRDB
import Stories
import Text

/// A query as SQL: conditions, order, key.
struct ListQuestion {
  private enum Direction: String {
    case ascending = "ASC"
    case descending = "DESC"
  }

  /// What the rows are walked by.
  private enum Path {
    /// The stories alone.
    case stories
    /// The index, newest first; each hit is looked up among the stories.
    case index
  }

  /// For how many of the newest matches relevance is worked out.
  static let mostRanked = 20_000
  /// Up to how many marked stories their rows are kept in memory while the index is walked.
  private static let few = 20_000

  /// What every row must fit, and whether that is asked of the stories rather than of the index.
  struct Condition {
    var sql: String
    var arguments: SearchPlan.Arguments
    var isOfStories: Bool
  }

  let db: Database
  private(set) var conditions: [Condition] = []
  private let path: Path
  let kinds: [PhraseKind]
  private let sort: Query.Sort
  private var isImpossible = false
  /// All that is asked of a story; nil where nothing is.
  private let tree: SearchTree?
  /// Whether only the rows on one side of a place are meant, or only copies.
  private var isBounded = false
  /// Where copies stand below the story that leads them.
  private var duplicates: DuplicateFilter?

  /// Throws `SearchFault` where the search names what the archive does not have.
  init(_ query: Query, isPage: Bool = false, _ db: Database) throws {
    self.db = db
    let isRanking = query.sort == .relevance
    let plan = try SearchPlan(query, isPage: isPage && query.sort != .title, db)
    let isRanked = isRanking && plan.kinds.contains { $0 == .weighed || $0 == .unweighed }
    sort = isRanking && !isRanked ? .newest : query.sort
    kinds = plan.kinds
    tree = query.tree
    isImpossible = query.findsNothing
    path = plan.match == nil ? .stories : .index
    if query.isFolded, query.mayFold { duplicates = DuplicateFilter(isUnread: query.unreadOnly) }
    if let match = plan.match { require("search MATCH ?", match, ofStories: false) }
    for (first, last) in plan.days {
      let range = try DayRange(first, last, db)
      for condition in range.bounds(ofHits: path == .index) { require(condition, ofStories: path != .index) }
      for condition in range.days { require(condition) }
    }
    try requireMarks(plan.marks)
    for condition in plan.conditions { require(condition) }
  }

  /// Where no story bears a mark, nothing is found; where few do, hits are sifted by their rows before
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
        "+search.rowid IN (SELECT story.searchRow FROM \(mark))",
        "search.rowid >= (SELECT min(story.searchRow) FROM \(mark))",
      ] {
        conditions.append(Condition(sql: condition, arguments: [], isOfStories: false))
      }
    }
  }

  private mutating func require(
    _ condition: String, _ argument: (any DatabaseValueConvertible)? = nil, ofStories: Bool = true
  ) {
    require((condition, argument.map { [$0] } ?? []), ofStories: ofStories)
  }

  private mutating func require(
    _ condition: (sql: String, arguments: SearchPlan.Arguments), ofStories: Bool = true
  ) {
    conditions.append(
      Condition(sql: condition.sql, arguments: condition.arguments, isOfStories: ofStories))
  }

  private var arguments: SearchPlan.Arguments { conditions.flatMap(\.arguments) }

  private var tables: String {
    switch path {
    case .stories: "story"
    case .index: "search CROSS JOIN story ON story.searchRow = search.rowid"
    }
  }

  /// The tables with the publisher's name, for rows.
  private var named: String { tables + " LEFT JOIN publisher ON publisher.id = story.publisher" }

  /// The column that the rows are walked by: the search index orders its own.
  private var key: String { path == .index ? "search.rowid" : "story.sortKey" }

  private var filter: String {
    Self.filter(conditions.map(\.sql) + (duplicates.map { [$0.isShown] } ?? []))
  }

  static func filter(_ conditions: [String]) -> String {
    conditions.isEmpty ? "" : " WHERE " + conditions.joined(separator: " AND ")
  }

  // MARK: - Pages

  func page(from place: ListPosition, limit: Int) throws -> Page {
    if isImpossible { return Page(headlines: [], hasEarlier: false, hasLater: false) }
    if sort == .relevance { return try rankedPage(from: place, limit: limit) }
    let isBackward: Bool
    var question = self
    switch place {
    case .start: isBackward = false
    case .end: isBackward = true
    case .after(let headline):
      isBackward = false
      try question.requireBeyond(Edge(headline), backward: false, inclusive: false)
    case .before(let headline):
      isBackward = true
      try question.requireBeyond(Edge(headline), backward: true, inclusive: false)
    case .at, .day, .undated:
      isBackward = false
      try question.requireBeyond(Edge(place), backward: false, inclusive: true)
    }
    var rows = try question.rows(backward: isBackward, limit: limit + 1)
    let hasMore = rows.count > limit
    if hasMore { rows.removeLast() }
    if isBackward { rows.reverse() }
    return Page(
      headlines: rows, hasEarlier: try hasRows(before: place, isBackward && hasMore),
      hasLater: isBackward ? place != .end : hasMore)
  }

  private func hasRows(before place: ListPosition, _ found: Bool) throws -> Bool {
    switch place {
    case .start: return false
    case .end, .before: return found
    case .after: return true
    case .at, .day, .undated:
      var question = self
      try question.requireBeyond(Edge(place), backward: true, inclusive: false)
      return try !question.rows(backward: true, limit: 1).isEmpty
    }
  }

  func rank(of headline: Headline) throws -> Int {
    if sort == .relevance {
      let (all, row) = (try ranked(), try Self.row(of: headline.id, db))
      return try fitting(all.prefix { $0 != row }).count
    }
    var question = self
    try question.requireBeyond(Edge(headline), backward: true, inclusive: false)
    return try question.count()
  }

  /// Of a list by relevance, the stories that are ranked.
  func count() throws -> Int {
    if isImpossible { return 0 }
    if sort == .relevance { return try fitting(ranked(isScored: false)).count }
    guard let duplicates else { return try tallied() ?? counted() }
    // Most stories stand alone: those that do not are counted and taken off.
    var whole = self
    whole.duplicates = nil
    let all = try whole.count()
    if conditions.isEmpty, let tally = try Tally.counts(db) { return all - tally.copies }
    whole.require(duplicates.isHidden)
    return all - (try whole.counted())
  }

  /// What is known without counting: all stories, unread ones, starred ones.
  private func tallied() throws -> Int? {
    guard !isBounded, let counts = try Tally.counts(db)?.counts else { return nil }
    switch tree {
    case nil: return counts.stories
    case .filter(.state(.unread)): return counts.unread
    case .filter(.state(.starred)): return counts.starred
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
    rows(of: "story.id")
  }

  /// The list's rows with columns of the story, for a statement around it.
  func rows(of columns: String) -> (sql: String, arguments: SearchPlan.Arguments) {
    if isImpossible { return ("SELECT \(columns) FROM story WHERE 0", []) }
    return ("SELECT \(columns) FROM \(tables)\(filter)", arguments)
  }

  private mutating func requireBeyond(_ edge: Edge, backward: Bool, inclusive: Bool) throws {
    isBounded = true
    let ascends = (sort != .newest) != backward
    let compare = (ascends ? ">" : "<") + (inclusive ? "=" : "")
    if sort == .title {
      require(("(story.titleKey, story.sortKey) \(compare) (?, ?)", [edge.titleKey, edge.sortKey.value]))
    } else if path == .stories {
      require("story.sortKey \(compare) ?", edge.sortKey.value)
    } else {
      try requireHits(edge.sortKey.value, compare, ascends)
    }
  }

  /// The hits on one side of a key: by the row of the story there that stands next to it, in the order of
  /// all; where rows stand out of order, by their stories' keys too.
  private mutating func requireHits(_ key: Int64, _ compare: String, _ ascends: Bool) throws {
    let next = try db.cachedStatement(
      sql: """
        SELECT searchRow FROM story WHERE sortKey \(compare) ? ORDER BY sortKey \(ascends ? "ASC" : "DESC")
          LIMIT 1
        """)
    guard let row = try Int64.fetchOne(next, arguments: [key]) else {
      isImpossible = true
      return
    }
    let run = try RowOrder.run(at: row, db)
    let start = run.map { ascends ? $0.first : $0.last } ?? row
    require("search.rowid \(ascends ? ">=" : "<=") ?", start, ofStories: false)
    guard let run else { return }
    let isBeyondRun = ascends ? "search.rowid > \(run.last)" : "search.rowid < \(run.first)"
    require("(\(isBeyondRun) OR story.sortKey \(compare) ?)", key)
  }

  private func rows(backward: Bool, limit: Int) throws -> [Headline] {
    if isImpossible { return [] }
    let direction: Direction = (sort != .newest) != backward ? .ascending : .descending
    let word = direction.rawValue
    let order = sort == .title ? "story.titleKey \(word), story.sortKey \(word)" : "\(key) \(word)"
    let found = try rows(order, limit)
    return sort == .title || path == .stories ? found : try inOrder(found, direction, limit)
  }

  private func rows(_ order: String, _ limit: Int) throws -> [Headline] {
    let statement = try db.cachedStatement(
      sql: "SELECT \(HeadlineRow.columns) FROM \(named)\(filter) ORDER BY \(order) LIMIT ?")
    return try HeadlineRow.all(statement, StatementArguments(arguments + [limit]))
  }

  /// Hits that were walked by rows in the order of their keys: where the walk ended in a run of rows out of
  /// order, the rest of that may come before some of them.
  private func inOrder(_ found: [Headline], _ direction: Direction, _ limit: Int) throws -> [Headline] {
    var hits = found
    if found.count == limit, let last = found.last, let row = try Self.row(of: last.id, db),
      let run = try RowOrder.run(at: row, db)
    {
      var rest = self
      let isRest =
        direction == .ascending
        ? "search.rowid > \(row) AND search.rowid <= \(run.last)"
        : "search.rowid < \(row) AND search.rowid >= \(run.first)"
      rest.require(isRest)
      hits += try rest.rows("story.sortKey \(direction.rawValue)", limit)
    }
    hits.sort { direction == .ascending ? $0.sortKey < $1.sortKey : $0.sortKey > $1.sortKey }
    return Array(hits.prefix(limit))
  }

  /// A story's row in the index; nil where there is no such story.
  static func row(of id: StoryID, _ db: Database) throws -> Int64? {
    var row: Int64?
    try NumberStatement("SELECT searchRow FROM story WHERE id = ?", db).forEach(id) { row = $0[0] }
    return row
  }
}
