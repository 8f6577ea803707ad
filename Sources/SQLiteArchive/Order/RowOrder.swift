import Archive
import GRDB
import Stories

/// A run of the search index in which rows do not stand in the order of the stories' sort keys. Everything
/// outside of runs does.
struct RowRun: Equatable {
  var first: Int64
  var last: Int64
  /// The keys of its stories lie between these.
  var lowest: Int64
  var highest: Int64

  mutating func take(in other: RowRun) {
    first = min(first, other.first)
    last = max(last, other.last)
    lowest = min(lowest, other.lowest)
    highest = max(highest, other.highest)
  }
}

/// Which rows of the search index stand out of order. A walk through the index by rows sorts those of a run.
enum RowOrder {
  /// Takes note of a story, or of new stories side by side, in order among themselves: they make a run with
  /// all that they stand out of order with.
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

  /// The run that a row stands in; nil where rows are in order there.
  static func run(at row: Int64, _ db: Database) throws -> RowRun? {
    var run: RowRun?
    try NumberStatement(runBelow, db).forEach(row) { run = RowRun($0) }
    return run.flatMap { $0.last >= row ? $0 : nil }
  }

  /// The runs that have rows between two.
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

  /// The story next to a row, or the run that it stands in.
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
