import Archive
import Foundation
import Relating
import SQLiteArchive

/// A way to keep stories that answers every question like all others.
struct Engine: CustomStringConvertible, Sendable {
  let description: String
  let archives: any ArchiveEngine
  /// Where an archive of this name lies that belongs to a test with this folder; nil where archives lie
  /// nowhere and are gone when they are closed.
  let place: (@Sendable (_ folder: String, _ name: String) -> String)?
  /// Whether the place is one file, which can be copied, replaced and damaged.
  let isFile: Bool
  /// What opens the copies that it makes.
  let copies: any ArchiveEngine

  private static let sqlite = SQLiteEngine(
    ArchiveMatchers(headlines: Relating.matcher, texts: Similarity.matcher))

  static let all = [
    Engine(
      description: "SQLite in memory", archives: sqlite, place: nil, isFile: false, copies: sqlite),
    Engine(
      description: "SQLite on disk", archives: sqlite, place: { "\($0)/\($1).sqlite" }, isFile: true,
      copies: sqlite),
  ]
}

/// A folder of its own for one test, gone when the test is over.
final class TestFolder: Sendable {
  let path = FileManager.default.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}
