import Archive
import GRDB
import Stories

/// A range of the search index in which rows are not in the order of the stories' sort keys. All rows outside
/// of such runs are.
struct RowRun: Equatable {
  var first: Int64
  var last: Int64
  /// The lowest and highest key of its stories.
  var lowest: Int64
  var highest: Int64

  mutating func take(in other: RowRun) {
    first = min(first, other.first)
    last = max(last, other.last)
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
  }
}

/// Records which rows of the search index are out of order. When the index is read in the order of rows,
/// those of a run are sorted.
enum RowOrder {
  /// Adds a story, or new stories in neighbouring rows that are in order among themselves. They form a run
  /// with all rows that are out of order relative to them.
  static func add(_ new: RowRun, _ db: Database) throws {
    var run = new
    for end in Set([new.first, new.last]) {
      if let around = try self.run(at: end, db) { run.take(in: around) }
    }
    var isWhole = false
    while !isWhole {
      isWhole = true
      if let below = try neighbour(of: run.first, below, db), below.highest > run.lowest {
        run.take(in: below)
        isWhole = false
      }
      if let above = try neighbour(of: run.last, above, db), above.lowest < run.highest {
        run.take(in: above)
        isWhole = false
      }
    }
    guard run != new else { return }
    try db.cachedStatement(sql: "DELETE FROM unorderedRows WHERE first BETWEEN ? AND ?")
      .execute(arguments: [run.first, run.last])
    try db.cachedStatement(
      sql: "INSERT INTO unorderedRows (first, last, lowest, highest) VALUES (?, ?, ?, ?)"
    )
    .execute(arguments: [run.first, run.last, run.lowest, run.highest])
  }

  /// The run that contains a row; nil where rows are in order there.
  static func run(at row: Int64, _ db: Database) throws -> RowRun? {
    var run: RowRun?
    try NumberStatement(runBelow, db).forEach(row) { run = RowRun($0) }
    return run.flatMap { $0.last >= row ? $0 : nil }
  }

  /// The runs with rows in a range.
  static func runs(from first: Int64, through last: Int64, _ db: Database) throws -> [RowRun] {
    let statement = try db.cachedStatement(
      sql: "SELECT first, last, lowest, highest FROM unorderedRows WHERE last >= ? AND first <= ?")
    return try Row.fetchAll(statement, arguments: [first, last]).map {
      try RowRun(first: $0[0], last: $0[1], lowest: $0[2], highest: $0[3])
    }
  }

  private static let below = """
    SELECT searchRow, searchRow, sortKey, sortKey FROM story WHERE searchRow < ?
    ORDER BY searchRow DESC LIMIT 1
    """
  private static let above = """
    SELECT searchRow, searchRow, sortKey, sortKey FROM story WHERE searchRow > ? ORDER BY searchRow LIMIT 1
    """
  private static let runBelow = """
    SELECT first, last, lowest, highest FROM unorderedRows WHERE first <= ? ORDER BY first DESC LIMIT 1
    """

  /// The story next to a row, or the run that contains it.
  private static func neighbour(of row: Int64, _ story: String, _ db: Database) throws -> RowRun? {
    var found: RowRun?
    try NumberStatement(story, db).forEach(row) { found = RowRun($0) }
    guard let found else { return nil }
    return try run(at: found.first, db) ?? found
  }
}

extension RowRun {
  init(row: Int64, key: Int64) {
    (first, last, lowest, highest) = (row, row, key, key)
  }

  fileprivate init(_ row: NumberStatement.Row) {
    (first, last, lowest, highest) = (row[0], row[1], row[2], row[3])
  }
}
