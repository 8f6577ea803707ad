import Archive
import GRDB
import Stories

/// Lists by relevance: the newest matches are ranked in memory, so that all pages have the same order.
extension ListQuestion {
  /// The rows of the newest matches in the index, the most relevant first, and the newer first where
  /// relevance is equal; without scores, the newest first. Conditions on stories are not tested here but on
  /// the rows that are displayed.
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
        SELECT row, score FROM (SELECT search.rowid AS row, closeness(search, ?) AS score
          FROM search\(Self.filter(inIndex.map(\.sql)))
          ORDER BY search.rowid DESC LIMIT \(Self.mostRanked))
        ORDER BY score DESC, row DESC
        """)
    let hits = try Row.fetchCursor(
      statement, arguments: StatementArguments([String(kinds.map(\.rawValue))] + inIndex.flatMap(\.arguments))
    )
    return try inOrder(Array(hits.map { try (row: $0[0] as Int64, score: $0[1] as Double) }))
  }

  /// Sorts matches of equal relevance newest first, also where rows are out of order.
  private func inOrder(_ hits: [(row: Int64, score: Double)]) throws -> [Int64] {
    var rows = hits.map(\.row)
    guard let lowest = rows.min(), let highest = rows.max() else { return [] }
    for run in try RowOrder.runs(from: lowest, through: highest, db) {
      let isInRun = rows.indices.filter { run.first <= rows[$0] && rows[$0] <= run.last }
      guard isInRun.count > 1 else { continue }
      let keys = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT searchRow, sortKey FROM story WHERE searchRow BETWEEN ? AND ?"),
        arguments: [run.first, run.last])
      let keyOf = try Dictionary(uniqueKeysWithValues: keys.map { try ($0[0] as Int64, $0[1] as Int64) })
      for group in Dictionary(grouping: isInRun, by: { hits[$0].score }).values where group.count > 1 {
        let sorted = group.map { rows[$0] }.sorted { keyOf[$0] ?? 0 > keyOf[$1] ?? 0 }
        for (index, row) in zip(group.sorted(), sorted) { rows[index] = row }
      }
    }
    return rows
  }

  /// Those of the rows whose stories match, in the same order.
  func fitting(_ rows: some Collection<Int64>, most: Int = .max) throws -> [Int64] {
    let ofStories = conditions.filter(\.isOfStories)
    if ofStories.isEmpty { return Array(rows.prefix(most)) }
    let arguments = StatementArguments(ofStories.flatMap(\.arguments))
    var found: [Int64] = []
    var rest = Array(rows)[...]
    var sizes = [64, 1024][...]
    while !rest.isEmpty, found.count < most {
      let piece = Array(rest.prefix(sizes.popFirst() ?? rest.count))
      rest = rest.dropFirst(piece.count)
      let isOne = "story.searchRow IN (\(piece.map(String.init).joined(separator: ",")))"
      let filter = Self.filter([isOne] + ofStories.map(\.sql))
      let fit = try Int64.fetchSet(
        db, sql: "SELECT story.searchRow FROM story\(filter)", arguments: arguments)
      found += piece.filter(fit.contains)
    }
    return Array(found.prefix(most))
  }

  func rankedPage(from place: ListPosition, limit: Int) throws -> Page {
    let all = try ranked()
    func index(_ headline: Headline) throws -> Int? {
      try Self.row(of: headline.id, db).flatMap { all.firstIndex(of: $0) }
    }
    var rows: [Int64]
    var (hasEarlier, hasLater) = (true, true)
    switch place {
    case .start, .after, .at, .day, .undated:
      let start =
        switch place {
        case .after(let headline): try index(headline).map { $0 + 1 } ?? all.count
        case .at(let headline): try index(headline) ?? 0
        case .start, .day, .undated, .end, .before: 0
        }
      rows = try fitting(all[start...], most: limit + 1)
      hasLater = rows.count > limit
      rows = Array(rows.prefix(limit))
      hasEarlier = try start > 0 && !fitting(all[..<start].reversed(), most: 1).isEmpty
    case .end, .before:
      let end = if case .before(let headline) = place { try index(headline) ?? 0 } else { all.count }
      rows = try fitting(all[..<end].reversed(), most: limit + 1)
      hasEarlier = rows.count > limit
      rows = rows.prefix(limit).reversed()
      hasLater = try end < all.count && !fitting(all[end...], most: 1).isEmpty
    }
    return Page(headlines: try headlines(at: rows), hasEarlier: hasEarlier, hasLater: hasLater)
  }

  /// The headlines of rows, in their order.
  private func headlines(at rows: [Int64]) throws -> [Headline] {
    let found = try Row.fetchAll(
      db,
      sql: """
        SELECT \(HeadlineRow.columns), story.searchRow FROM story
        LEFT JOIN publisher ON publisher.id = story.publisher
        WHERE story.searchRow IN (\(rows.map(String.init).joined(separator: ",")))
        """)
    let byRow = try Dictionary(
      found.map { try ($0["searchRow"] as Int64, HeadlineRow.headline($0)) }, uniquingKeysWith: { $1 })
    return rows.compactMap { byRow[$0] }
  }
}
