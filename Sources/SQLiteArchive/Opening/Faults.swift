import Archive
import GRDB
import Glibc

extension SQLiteArchive {
  func fault(_ error: DatabaseError, writing isWriting: Bool) -> any Error {
    // What was told to stop while it set up the search index has no code of its own.
    if lockWait.isOver, error.resultCode == .SQLITE_ERROR { return CancellationError() }
    return Self.fault(error, path: path, writing: isWriting)
  }

  /// Translates SQLite's result codes (https://sqlite.org/rescode.html).
  static func fault(_ error: DatabaseError, path: String, writing isWriting: Bool) -> any Error {
    let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    if error.extendedResultCode == .SQLITE_READONLY_DBMOVED { return ArchiveFault.moved(path: path) }
    if isWriting && error.extendedResultCode == .SQLITE_IOERR_SHMSIZE { return ArchiveFault.full(path: path) }
    switch error.resultCode {
    case .SQLITE_INTERRUPT: return CancellationError()
    case .SQLITE_BUSY, .SQLITE_LOCKED: return ArchiveFault.busy(path: path)
    case .SQLITE_FULL: return ArchiveFault.full(path: path)
    case .SQLITE_NOTADB: return ArchiveFault.notAnArchive(path: path, reason: reason)
    case .SQLITE_CORRUPT: return ArchiveFault.damaged(path: path, reason: reason)
    case .SQLITE_READONLY: return ArchiveFault.readOnly(path: path)
    case .SQLITE_IOERR where isWriting && isAtLimit(path): return ArchiveFault.full(path: path)
    case .SQLITE_IOERR where !isWriting: return ArchiveFault.unreadable(path: path, reason: reason)
    default:
      return isWriting
        ? ArchiveFault.cannotWrite(path: path, reason: reason)
        : ArchiveFault.cannotOpen(path: path, reason: reason)
    }
  }

  /// Whether the archive or its log has reached the limit on the size of files (getrlimit(2), RLIMIT_FSIZE).
  private static func isAtLimit(_ path: String) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { return false }
    return ["", "-wal"].contains { ending in
      var status = stat()
      // Writing one more page, of the greatest size, would exceed it.
      return stat(path + ending, &status) == 0 && rlim_t(status.st_size) + 65_536 > limit.rlim_cur
    }
  }
}
