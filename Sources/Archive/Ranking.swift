import GRDB
import Stories

/// Lists by relevance: the newest matches are ranked in memory, page by page the same.
extension ListQuestion {
  /// The newest matches in the index, the closest first, newer ones before older ones that are as close. What
  /// only the stories can tell is asked of those that come to the screen. Without scores the newest come
  /// first.
  func ranked(isScored: Bool = true) throws -> [Int64] {
    let inIndex = conditions.filter { !$0.isOfStories }
    guard isScored else {
      return try Int64.fetchAll(
        db,
        sql: """
          SELECT rowid FROM search\(Self.filter(inIndex.map(\.sql)))
          ORDER BY rowid DESC LIMIT \(Self.mostRanked)
          """, arguments: StatementArguments(inIndex.flatMap(\.arguments)))
    }
    let statement = try db.cachedStatement(
      sql: """
        SELECT shelf FROM (SELECT search.rowid AS shelf, closeness(search, ?) AS score
          FROM search\(Self.filter(inIndex.map(\.sql)))
          ORDER BY search.rowid DESC LIMIT \(Self.mostRanked))
        ORDER BY score DESC, shelf DESC
        """)
    return try Int64.fetchAll(
      statement, arguments: StatementArguments([kinds] + inIndex.flatMap(\.arguments)))
  }

  /// Those of some shelves, in their order, whose stories fit; so many at most.
  func fitting(_ shelves: some Collection<Int64>, most: Int = .max) throws -> [Int64] {
    let ofStories = conditions.filter(\.isOfStories)
    if ofStories.isEmpty { return Array(shelves.prefix(most)) }
    let arguments = StatementArguments(ofStories.flatMap(\.arguments))
    var found: [Int64] = []
    var rest = Array(shelves)[...]
    var sizes = [64, 1024][...]
    while !rest.isEmpty, found.count < most {
      let piece = Array(rest.prefix(sizes.popFirst() ?? rest.count))
      rest = rest.dropFirst(piece.count)
      let isOne = "story.shelf IN (\(piece.map(String.init).joined(separator: ",")))"
      let filter = Self.filter([isOne] + ofStories.map(\.sql))
      let fit = try Int64.fetchSet(db, sql: "SELECT story.shelf FROM story\(filter)", arguments: arguments)
      found += piece.filter(fit.contains)
    }
    return Array(found.prefix(most))
  }

  func rankedPage(from place: Place, limit: Int) throws -> Page {
    let all = try ranked()
    func index(_ headline: Headline) -> Int? { all.firstIndex(of: headline.shelf) }
    var shelves: [Int64]
    var (hasEarlier, hasLater) = (true, true)
    switch place {
    case .start, .after, .at:
      let start =
        switch place {
        case .after(let headline): index(headline).map { $0 + 1 } ?? all.count
        case .at(let headline): index(headline) ?? 0
        default: 0
        }
      shelves = try fitting(all[start...], most: limit + 1)
      hasLater = shelves.count > limit
      shelves = Array(shelves.prefix(limit))
      hasEarlier = try start > 0 && !fitting(all[..<start].reversed(), most: 1).isEmpty
    case .end, .before:
      let end = if case .before(let headline) = place { index(headline) ?? 0 } else { all.count }
      shelves = try fitting(all[..<end].reversed(), most: limit + 1)
      hasEarlier = shelves.count > limit
      shelves = shelves.prefix(limit).reversed()
      hasLater = try end < all.count && !fitting(all[end...], most: 1).isEmpty
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(HeadlineRow.columns) FROM story LEFT JOIN publisher ON publisher.id = story.publisher
        WHERE story.shelf IN (\(shelves.map(String.init).joined(separator: ",")))
        """
    ).map(HeadlineRow.headline)
    let places = Dictionary(shelves.enumerated().map { ($1, $0) }) { first, _ in first }
    return Page(
      headlines: rows.sorted { places[$0.shelf] ?? 0 < places[$1.shelf] ?? 0 },
      hasEarlier: hasEarlier, hasLater: hasLater)
  }
}
