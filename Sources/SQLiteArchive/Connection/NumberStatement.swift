import Archive
import GRDB
import GRDBSQLite

/// A statement whose arguments and results are numbers, for statements that run a dozen times for every
/// story: GRDB makes an array of values for each run, which costs more than SQLite's own work.
struct NumberStatement {
  private let statement: SQLiteStatement
  /// Keeps SQLite's statement alive, whatever the connection's cache does.
  private let owner: Statement

  init(_ sql: String, _ db: Database) throws {
    owner = try db.cachedStatement(sql: sql)
    statement = owner.sqliteStatement
  }

  /// Runs it for its effect.
  func run(_ first: Int64, _ second: Int64) throws {
    bind(first, second)
    try forEachRow { _ in }
  }

  func run(_ first: Int64, _ second: Int64, _ third: Int64) throws {
    bind(first, second)
    sqlite3_bind_int64(statement, 3, third)
    try forEachRow { _ in }
  }

  func forEach(_ argument: Int64, _ body: (Row) -> Void) throws {
    sqlite3_bind_int64(statement, 1, argument)
    try forEachRow(body)
  }

  private func bind(_ first: Int64, _ second: Int64) {
    sqlite3_bind_int64(statement, 1, first)
    sqlite3_bind_int64(statement, 2, second)
  }

  private func forEachRow(_ body: (Row) -> Void) throws {
    defer { sqlite3_reset(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: body(Row(statement: statement))
      case SQLITE_DONE: return
      default:
        let connection = sqlite3_db_handle(statement)
        throw DatabaseError(
          resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
          message: String(cString: sqlite3_errmsg(connection)), sql: String(cString: sqlite3_sql(statement)))
      }
    }
  }

  /// A row while it is being read.
  struct Row {
    fileprivate let statement: SQLiteStatement

    subscript(column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// The value of a column; nil for NULL.
    func number(_ column: Int32) -> Int64? {
      sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : self[column]
    }
  }
}
