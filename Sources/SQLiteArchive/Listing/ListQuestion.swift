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

  /// The table in whose order the rows are read.
  private enum Path {
    /// The stories alone.
    case stories
    /// The index, newest first; each hit is looked up among the stories.
    case index
  }

  /// For how many of the newest matches the relevance is computed.
  static let mostRanked = 20_000
  /// Up to this number of marked stories, their rows are kept in memory while the index is read.
  private static let few = 20_000

  /// A condition on every row, and whether it is tested on stories rather than in the index.
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
  /// The search as a tree; nil where there is none.
  private let tree: SearchTree?
  /// Whether the list is restricted to one side of a position, or to copies.
  private var isBounded = false
  /// Hides near-duplicates, where the list groups them.
  private var duplicates: DuplicateFilter?

  /// Throws `SearchFault` where the search names a source or tag that the archive does not have.
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

  /// Where no story has a mark, nothing matches. Where few stories have it, matches are filtered by row
  /// before they are looked up as stories.
  private mutating func requireMarks(_ marks: [String]) throws {
    for mark in marks {
      let most = path == .index ? Self.few : 0
      let rows =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM (SELECT 1 FROM \(mark) LIMIT \(most + 1))") ?? 0
      if rows == 0 { isImpossible = true }
      guard rows <= most, rows > 0 else { continue }
      // The unary plus keeps the index from taking it for a search for a single row.
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

  /// For a list by relevance, the number of stories that are ranked.
  func count() throws -> Int {
    if isImpossible { return 0 }
    if sort == .relevance { return try fitting(ranked(isScored: false)).count }
    guard let duplicates else { return try tallied() ?? counted() }
    // Most stories have no near-duplicates, so the hidden ones are counted and subtracted.
    var whole = self
    whole.duplicates = nil
    let all = try whole.count()
    if conditions.isEmpty, let tally = try Tally.counts(db) { return all - tally.copies }
    whole.require(duplicates.isHidden)
    return all - (try whole.counted())
  }

  /// Totals that are known without counting: all stories, unread ones, starred ones.
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

  /// A subquery for the ids of the list's rows.
  var identities: (sql: String, arguments: SearchPlan.Arguments) {
    rows(of: "story.id")
  }

  /// A subquery for the list's rows with columns of the story.
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

  /// Restricts matches to one side of a key: by the row of the story next to it in the order of all stories;
  /// where rows are out of order, also by the keys of their stories.
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

  /// Sorts matches that were read in the order of rows by their keys. Where reading ended inside a run of
  /// rows that are out of order, the rest of the run may have to come before some of them.
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
