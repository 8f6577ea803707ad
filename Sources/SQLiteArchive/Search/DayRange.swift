import Archive
import GRDB
import Stories

/// Days as the tables can tell them: a range of keys or rows that holds them, and the days themselves.
struct DayRange {
  let first: CivilDay?
  let last: CivilDay?
  private let drift: Int64

  init(_ first: CivilDay?, _ last: CivilDay?, _ db: Database) throws {
    self.first = first
    self.last = last
    drift = try Int64.fetchOne(db, sql: "SELECT most FROM searchRowDrift") ?? 0
  }

  typealias Condition = (sql: String, arguments: SearchPlan.Arguments)

  /// What holds the days and a little more: of stories, or of hits in the index where those are walked.
  func bounds(ofHits isOfHits: Bool) -> [Condition] {
    // Clocks differ by 14 hours at most; stories whose row was taken stand later in the index than their
    // time.
    let zones: Int64 = 14 * 3600
    let begin = first.map { Int64($0.daysSince1970) * 86400 - zones }
    let end = last.map { Int64($0.daysSince1970 + 1) * 86400 + zones }
    var all: [Condition] = []
    if isOfHits {
      all.append(("search.rowid >= ?", [begin.map(SearchRow.first) ?? SearchRow.lowestDated]))
      if let end { all.append(("search.rowid <= ?", [SearchRow.first(of: end) + drift])) }
    } else {
      all.append(("story.sortKey >= ?", [(begin.map(SortKey.lowest) ?? .lowestDated).value]))
      if let end { all.append(("story.sortKey < ?", [SortKey.lowest(of: end).value])) }
    }
    return all
  }

  /// The days themselves, by the publisher's own clock.
  var days: [Condition] {
    var all: [Condition] = []
    if let first {
      all.append(("story.date + story.dateOffset * 60 >= ?", [Int64(first.daysSince1970) * 86400]))
    }
    if let last {
      all.append(("story.date + story.dateOffset * 60 < ?", [Int64(last.daysSince1970 + 1) * 86400]))
    }
    return all
  }
}
