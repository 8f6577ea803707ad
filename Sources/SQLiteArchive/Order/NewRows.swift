import GRDB

/// Assigns rows of the search index to the stories of one transaction. Thousands of stories of the same
/// minute get neighbouring rows, which are searched, and whose order is recorded, only once for all.
struct NewRows {
  /// The next row that may be free, by the lowest row that a story may have.
  private var next: [Int64: Int64] = [:]
  private var taken: [(first: Int64, row: Int64, key: Int64)] = []
  private var drift: Int64 = 0

  /// The first free row from one on, for a story with that sort key.
  mutating func take(from first: Int64, key: Int64, _ db: Database) throws -> Int64 {
    let row = try SearchRow.firstFree("searchRow", from: next[first] ?? first, db)
    drift = max(drift, row - first)
    next[first] = row + 1
    taken.append((first, row, key))
    return row
  }

  /// Records the order of the stories among the others.
  mutating func settle(_ db: Database) throws {
    taken.sort { $0.row < $1.row }
    var (run, time) = (RowRun?.none, Int64?.none)
    for (first, row, key) in taken {
      let one = RowRun(row: row, key: key)
      if let before = run, time == first, row == before.last + 1, key > before.highest {
        run?.take(in: one)
      } else {
        if let run { try RowOrder.add(run, db) }
        (run, time) = (one, first)
      }
    }
    if let run { try RowOrder.add(run, db) }
    try SearchRow.drifted(by: drift, db)
    self = NewRows()
  }
}
