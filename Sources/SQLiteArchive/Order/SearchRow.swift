import Archive
import GRDB
import Stories

/// The rows of stories in the search index: quarters of a minute since 1970, the next free one where one is
/// taken.
///
/// The newest matches are found first because rows rise with time. Sort keys themselves would be too far
/// apart: for every word FTS5 stores how far its next story lies, in a byte for each seven bits of that
/// distance. What stands out of order is in `RowOrder`.
enum SearchRow {
  private static let seconds: Int64 = 15
  /// 16,000 years before and after 1970: dated and undated rows never meet.
  private static let mostDated: Int64 = 1 << 35
  private static let undated: Int64 = 1 << 42
  /// Every row of a story without a date lies below this.
  static let lowestDated = -mostDated

  /// The lowest row of a story of that instant.
  static func first(of instant: Instant) -> Int64 {
    let quarters = instant / seconds - (instant % seconds < 0 ? 1 : 0)
    return max(-mostDated, min(mostDated, quarters))
  }

  /// The lowest row of a story with that date; without one, by the time of its capture.
  static func first(date: Instant?, captured: Instant) -> Int64 {
    date.map(first) ?? first(of: captured) - undated
  }

  /// The first row from one on that no story has.
  static func free(from first: Int64, _ db: Database) throws -> Int64 {
    let row = try firstFree("searchRow", from: first, db)
    try drifted(by: row - first, db)
    return row
  }

  /// Remembers how far a story stands behind its time, so that a range of days finds it there.
  static func drifted(by drift: Int64, _ db: Database) throws {
    guard drift > 0 else { return }
    let statement = try db.cachedStatement(sql: "UPDATE searchRowDrift SET most = ?1 WHERE most < ?1")
    try statement.execute(arguments: [drift])
  }

  /// The first number from one on that no story has in a column. Where thousands of stories follow one
  /// another, it looks ahead in leaps and comes back by halves.
  static func firstFree(_ column: String, from first: Int64, _ db: Database) throws -> Int64 {
    let statement = try NumberStatement("SELECT 1 FROM story WHERE \(column) = ?", db)
    func isTaken(_ number: Int64) throws -> Bool {
      var isTaken = false
      try statement.forEach(number) { _ in isTaken = true }
      return isTaken
    }
    guard try isTaken(first) else { return first }
    var (taken, step) = (first, Int64(1))
    while try isTaken(taken + step) {
      taken += step
      step *= 2
    }
    var free = taken + step
    while free - taken > 1 {
      let middle = taken + (free - taken) / 2
      if try isTaken(middle) { taken = middle } else { free = middle }
    }
    return free
  }
}
