import Archive
import GRDB
import Stories

/// Rows of stories in the search index: quarters of a minute since 1970, or the next free one where a row is
/// taken.
///
/// Rows rise with time, so that the newest matches are found first. Sort keys themselves would be too far
/// apart: FTS5 stores for every word the distance to the next story that has it, one byte for every seven
/// bits. Rows that are out of order are recorded in `RowOrder`.
enum SearchRow {
  private static let seconds: Int64 = 15
  /// 16,000 years before and after 1970, so that rows of dated and undated stories never overlap.
  private static let mostDated: Int64 = 1 << 35
  private static let undated: Int64 = 1 << 42
  /// Rows of stories without a date are below this.
  static let lowestDated = -mostDated

  /// The lowest row of a story at that time.
  static func first(of instant: Instant) -> Int64 {
    let quarters = instant / seconds - (instant % seconds < 0 ? 1 : 0)
    return max(-mostDated, min(mostDated, quarters))
  }

  /// The lowest row of a story with that date, or without a date by the time of its capture.
  static func first(date: Instant?, captured: Instant) -> Int64 {
    date.map(first) ?? first(of: captured) - undated
  }

  /// The first free row from one on.
  static func free(from first: Int64, _ db: Database) throws -> Int64 {
    let row = try firstFree("searchRow", from: first, db)
    try drifted(by: row - first, db)
    return row
  }

  /// Records how far the row of a story is from its time, so that a search by days finds it.
  static func drifted(by drift: Int64, _ db: Database) throws {
    guard drift > 0 else { return }
    let statement = try db.cachedStatement(sql: "UPDATE searchRowDrift SET most = ?1 WHERE most < ?1")
    try statement.execute(arguments: [drift])
  }

  /// The first number from one on that no story has in a column. Where thousands of stories follow each
  /// other, it jumps ahead in growing steps and returns by binary search.
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
