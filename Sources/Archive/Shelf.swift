import GRDB
import Stories

/// The sort key that puts a story in its place.
enum Shelf {
  /// The lowest key of the story's second; dated and undated stories never meet.
  static func base(of deposit: Deposit) -> Int64 {
    if let date = deposit.story.date { return first(in: date.instant) }
    return first(in: deposit.capture.time ?? 0) - undated
  }

  /// The lowest key of a dated story in that second.
  static func first(in second: Instant) -> Int64 {
    clamped(second) << 20
  }

  /// Every key of a story without a date lies below this.
  static let lowestDated = -undated / 2

  private static let undated: Int64 = 1 << 60

  /// The first free key from a base on; a second that holds more than a million stories runs over into the
  /// next.
  static func free(from base: Int64, _ db: Database) throws -> Int64 {
    let statement = try db.cachedStatement(
      sql: "SELECT max(shelf) FROM story WHERE shelf >= ? AND shelf < ?")
    let last = try Int64.fetchOne(statement, arguments: [base, base + (1 << 20)])
    return last.map { $0 + 1 } ?? base
  }

  /// 8,700 years before and after 1970, so that dated and undated keys cannot meet.
  private static func clamped(_ second: Instant) -> Instant {
    max(-(1 << 38), min(1 << 38, second))
  }
}

extension Shelf {
  /// This key where it is free, else the first free one of its second.
  static func free(at shelf: Int64, _ db: Database) throws -> Int64 {
    let isTaken = try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM story WHERE shelf = ?)", arguments: [shelf])
    return isTaken == true ? try free(from: shelf & ~((1 << 20) - 1), db) : shelf
  }
}
