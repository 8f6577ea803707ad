import Archive
import GRDBSQLite
import Stories

/// Archives that are SQLite files.
package struct SQLiteEngine: ArchiveEngine {
  private let matchers: ArchiveMatchers

  package init(_ matchers: ArchiveMatchers) { self.matchers = matchers }

  /// The number of the newest migration.
  package var format: Int { Migrations.format }

  /// SQLite's, as it was loaded.
  package var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Opens the file at a path; see `ArchiveEngine`.
  package func open(
    _ path: String, _ access: ArchiveAccess, lockWait: LockWait, progress: @escaping ArchiveProgress
  ) throws -> any StoryArchive {
    try SQLiteArchive(
      path: path, access: access, matcher: matchers.headlines, texts: matchers.texts, lockWait: lockWait,
      progress: progress)
  }

  /// An archive in memory.
  package func temporary() throws -> any StoryArchive {
    try SQLiteArchive(matcher: matchers.headlines, texts: matchers.texts)
  }

  /// Whether a file stands at the path.
  package func exists(at path: String) -> Bool { SQLiteArchive.exists(at: path) }

  /// Deletes the file and those next to it.
  package func remove(at path: String) { SQLiteArchive.remove(at: path) }

  /// Repairs a damaged file; see `ArchiveEngine`.
  package func repair(
    _ path: String, progress: @escaping @Sendable (RepairStep, Int, Int) -> Void,
    clean: @escaping (Capture, any StoryArchive) throws -> Story?
  ) throws -> RepairReport {
    try SQLiteArchive.repair(
      path: path, matcher: matchers.headlines, texts: matchers.texts, progress: progress, clean: clean)
  }
}
