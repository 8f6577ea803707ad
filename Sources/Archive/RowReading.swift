import GRDB

/// Columns of another type than the schema says, as a damaged page or a stranger's file may have them: GRDB's
/// own subscripts end the program there, these throw.
extension Row {
  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) -> Value {
    get throws { try decode(Value.self, forColumn: column) }
  }

  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) -> Value {
    get throws { try decode(Value.self, atIndex: index) }
  }
}

extension DatabaseError {
  /// A value that the schema does not allow is damage.
  static func otherType(_ error: RowDecodingError) -> DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a column has a value of another type")
  }
}
