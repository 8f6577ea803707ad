import Archive
import Foundation
import Relating
import SQLiteArchive

/// A way to keep stories that answers every question like all others.
struct Engine: CustomStringConvertible, Sendable {
  let description: String
  /// Opens a new, empty archive.
  let open: @Sendable () throws -> any StoryArchive

  private static let sqlite = SQLiteEngine(
    ArchiveMatchers(headlines: Relating.matcher, texts: Similarity.matcher))

  static let all = [
    Engine(description: "SQLite in memory") { try sqlite.temporary() },
    Engine(description: "SQLite on disk") {
      let folder = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try sqlite.open(folder.path + "/archive.sqlite", .writing, lockWait: LockWait()) { _, _ in }
    },
  ]
}
