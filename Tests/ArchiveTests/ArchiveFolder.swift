import Foundation
import GRDB
import Stories

@testable import Archive
@testable import SQLiteArchive

/// A folder of its own for one archive, gone when the test is over.
final class ArchiveFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "opening-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  var archive: String { path + "/archive.sqlite" }
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// A program that can leave its transaction open.
  func stranger() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    return try DatabaseQueue(path: archive, configuration: configuration)
  }

  /// An archive of one story as an earlier version wrote it.
  func fillOlder() throws {
    let queue = try DatabaseQueue(
      path: archive, configuration: SQLiteArchive.configuration(isReadOnly: false))
    try Migrations.all.migrate(queue, upTo: "10 tags that can be undone")
    try queue.write {
      try $0.execute(
        sql: """
          INSERT INTO story (shelf, title, titleKey, captured) VALUES (1, 'Titre', 'titre', 0);
          INSERT INTO version (story, number, byline, section, standfirst, text, shapes, removed, words)
            VALUES (1, 1, '', '', '', 'Texte.', 'p', '', 1);
          UPDATE story SET version = 1;
          """)
    }
    try queue.close()
  }

  func fill(_ count: Int = 3) throws {
    let archive = try SQLiteArchive(path: archive, access: .writing)
    let number = try archive.beginImport(label: "test", at: 0)
    _ = try archive.save((1...count).map { Specimen.entry("Titre \($0)") }, import: number)
    try archive.close()
  }
}
