import Archive
import Foundation
import Relating

/// A way to keep stories that answers every question like all others.
struct Engine: CustomStringConvertible, Sendable {
  let description: String
  /// Opens a new, empty archive.
  let open: @Sendable () throws -> any StoryArchive

  static let all = [
    Engine(description: "SQLite in memory") {
      try Archive(matcher: Relating.matcher, texts: Similarity.matcher)
    },
    Engine(description: "SQLite on disk") {
      let folder = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      return try Archive(
        path: folder.path + "/archive.sqlite", access: .writing, matcher: Relating.matcher,
        texts: Similarity.matcher)
    },
  ]
}
