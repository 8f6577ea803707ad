import Archive
import GRDB
import Stories

/// Conditions on days: a range of keys or rows that contains them, and the exact days.
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

  /// A range that contains the days and a little more: of stories, or of matches where the index is read in
  /// the order of rows.
  func bounds(ofHits isOfHits: Bool) -> [Condition] {
    // Time zones differ from UTC by at most 14 hours; a story whose row was taken has a later one than its
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

  /// The exact days, in the publisher's time zone.
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
