import GRDB
import Stories

/// Gives stories their places.
enum Shelf {
  /// The lowest key of the story's time; dated and undated stories never meet.
  static func base(of deposit: Deposit) -> Int64 {
    base(date: deposit.story.date?.instant, captured: deposit.capture.time ?? 0)
  }

  static func base(date: Instant?, captured: Instant) -> Int64 {
    date.map(ShelfKey.of) ?? ShelfKey.of(captured) - ShelfKey.undated
  }

  /// The first free key from one on. Where thousands of stories bear one plain date, it looks ahead in leaps
  /// and comes back by halves.
  static func free(from base: Int64, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM story WHERE shelf = ?)")
    func isTaken(_ shelf: Int64) throws -> Bool {
      try Bool.fetchOne(statement, arguments: [shelf]) == true
    }
    guard try isTaken(base) else { return base }
    var (taken, step) = (base, Int64(1))
    while try isTaken(taken + step) {
      taken += step
      step *= 2
    }
    var free = taken + step
    while free - taken > 1 {
      let middle = taken + (free - taken) / 2
      if try isTaken(middle) { taken = middle } else { free = middle }
    }
    try drifted(by: free - base, db)
    return free
  }

  /// Remembers how far a story stands behind its time, so that a range of days finds it there.
  static func drifted(by drift: Int64, _ db: Database) throws {
    let statement = try db.cachedStatement(sql: "UPDATE shelfDrift SET most = ?1 WHERE most < ?1")
    try statement.execute(arguments: [drift])
  }
}
