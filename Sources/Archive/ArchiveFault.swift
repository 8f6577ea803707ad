import GRDB
import Glibc

/// An archive cannot be used; the commands and the reader make a sentence of it.
package enum ArchiveFault: Error, Equatable, Sendable {
  /// There is no file at the path.
  case missing(path: String)
  /// The file or its folder cannot be opened or made.
  case cannotOpen(path: String, reason: String)
  /// It can be read, not written.
  case readOnly(path: String)
  /// It is another program's database.
  case foreign(path: String)
  /// It is no database at all, or its first page is damaged.
  case notAnArchive(path: String, reason: String)
  /// SQLite finds its pages damaged, or a check has found that before and there is no other reason.
  case damaged(path: String, reason: String?)
  /// A newer version of the program wrote it.
  case tooNew(path: String)
  /// Another program has been writing for longer than a write waits.
  case busy(path: String)
  /// The disk, a quota or a limit leaves no room.
  case full(path: String)
  /// The disk does not give back what was written to it.
  case unreadable(path: String, reason: String)
  /// The file was moved, deleted or replaced since it was opened.
  case moved(path: String)
  /// Writing failed: an input/output error.
  case cannotWrite(path: String, reason: String)
}

extension Archive {
  func fault(_ error: DatabaseError, writing isWriting: Bool) -> any Error {
    Self.fault(error, path: path, writing: isWriting)
  }

  /// What SQLite's result codes mean to a person (https://sqlite.org/rescode.html).
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

  /// Whether the archive or its log is as long as a file may be (getrlimit(2), RLIMIT_FSIZE).
  private static func isAtLimit(_ path: String) -> Bool {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { return false }
    return ["", "-wal"].contains { ending in
      var status = stat()
      // A write of at most one page of the largest size would go beyond it.
      return stat(path + ending, &status) == 0 && rlim_t(status.st_size) + 65_536 > limit.rlim_cur
    }
  }
}
