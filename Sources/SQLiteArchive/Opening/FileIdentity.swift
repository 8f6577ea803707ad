import Archive
import GRDB
import Glibc

/// Identifies the file at a path, so that another one in its place is noticed.
struct FileIdentity: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64

  /// Nil where there is no file at the path.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// The write-ahead log that this program wrote, and SQLite's count of other programs' writes at that time
/// (https://sqlite.org/pragma.html#pragma_data_version).
struct OwnLog: Sendable {
  var file: FileIdentity
  var othersWrites: Int
}

extension SQLiteArchive {
  /// Whether the file that was opened is still at its path.
  package var isInPlace: Bool {
    identity == nil || FileIdentity(path: path) == identity
  }

  /// SQLite would continue to write to a deleted file, and what it wrote would be lost.
  func requireInPlace() throws {
    guard !isInPlace else { return }
    leavePlace()
    throw ArchiveFault.moved(path: path)
  }
}
