import Archive
import GRDB

/// Reads columns that may have another type than in the schema, as in a damaged file. GRDB's own subscripts
/// would end the program then; these throw.
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
