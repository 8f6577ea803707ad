import GRDB
import Stories

/// Days as the tables can tell them: a range of the shelf that holds them, and the days themselves.
struct DayRange {
  let first: CivilDay?
  let last: CivilDay?
  private let drift: Int64

  init(_ first: CivilDay?, _ last: CivilDay?, _ db: Database) throws {
    self.first = first
    self.last = last
    drift = try Int64.fetchOne(db, sql: "SELECT most FROM shelfDrift") ?? 0
  }

  func conditions(key: String) -> [(sql: String, arguments: SearchPlan.Arguments)] {
    // Clocks differ by 14 hours at most; stories whose place was taken stand later than their time.
    let zones: Int64 = 14 * 3600
    var all: [(sql: String, arguments: SearchPlan.Arguments)] = []
    let lowest = first.map { ShelfKey.of(Int64($0.daysSince1970) * 86400 - zones) } ?? ShelfKey.lowestDated
    all.append(("\(key) >= ?", [lowest]))
    if let last {
      all.append(("\(key) <= ?", [ShelfKey.of(Int64(last.daysSince1970 + 1) * 86400 + zones) + drift]))
    }
    if let first {
      all.append(("story.date + story.dateOffset * 60 >= ?", [Int64(first.daysSince1970) * 86400]))
    }
    if let last {
      all.append(("story.date + story.dateOffset * 60 < ?", [Int64(last.daysSince1970 + 1) * 86400]))
    }
    return all
  }
}
