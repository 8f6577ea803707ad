import Archive
import CTokenizer
import GRDBSQLite

/// Keeps other programs from writing to an archive while it is repaired, as far as SQLite can still open it.
///
/// Nothing is written by it, not even when it ends: the log stays as it is.
final class WriteLock {
  /// The archive under the lock; nil where it cannot be read or is empty.
  ///
  /// It stays open as long as the lock: closing a file releases all locks of this process on it (fcntl(2)).
  private(set) var file: PageFile?
  private var connection: OpaquePointer?

  private static let timeout: Int32 = 5000

  init(path: String) throws(RepairFault) {
    try take(path)
    file = PageFile(path: path)
  }

  private func take(_ path: String) throws(RepairFault) {
    guard sqlite3_open_v2(path, &connection, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let connection,
      kq_leave_log(connection) == SQLITE_OK, kq_defend(connection) == SQLITE_OK
    else { return }
    sqlite3_busy_timeout(connection, Self.timeout)
    if sqlite3_exec(connection, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_BUSY {
      throw .busy(path: path)
    }
  }

  deinit {
    guard let connection else { return }
    sqlite3_exec(connection, "ROLLBACK", nil, nil, nil)
    sqlite3_close(connection)
  }
}
