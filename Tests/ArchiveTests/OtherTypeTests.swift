import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Values that the schema does not allow, as a flipped bit in a record's header makes them.
@Suite struct OtherTypeTests {
  private static let columns = [
    "story.title", "story.captured", "story.isRead", "story.linked", "story.version", "version.text",
    "version.byline", "version.shapes", "version.removed", "version.number", "capture.raw", "capture.size",
    "capture.sha256", "capture.format", "capture.encoding", "related.title", "related.titleKey",
    "link.match", "publisher.name", "import.label", "import.at",
  ]

  @Test(arguments: columns) func isDamageAndNoCrash(_ column: String) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "type-\(UUID().uuidString).sqlite").path
    defer { for end in Specimen.files { try? FileManager.default.removeItem(atPath: path + end) } }
    for value in ["NULL", "x'00ff'", "1.5", "'word'"] {
      try? FileManager.default.removeItem(atPath: path)
      try fill(path)
      try set(column, to: value, in: path)
      let archive = try SQLiteArchive(path: path, access: .reading)
      for question in Self.questions {
        do {
          try question(archive)
        } catch let fault as ArchiveFault {
          guard case .damaged = fault else { throw fault }
        }
      }
      try archive.close()
    }
  }

  private static let questions: [@Sendable (SQLiteArchive) throws -> Void] = [
    { _ = try $0.page(Query(), limit: 9) }, { _ = try $0.page(Query(words: "texte "), limit: 9) },
    { _ = try $0.story(1) }, { _ = try $0.story(2) }, { _ = try $0.rawCapture(of: 1) },
    { _ = try $0.versions(of: 1) }, { _ = try $0.wanted(limit: 9) }, { _ = try $0.statistics() },
    { _ = try $0.sources() }, { _ = try $0.recleanable([1, 2]) }, { _ = try $0.publisherCounts() },
    { _ = try $0.check() },
  ]

  private func fill(_ path: String) throws {
    let archive = try SQLiteArchive(path: path, access: .writing)
    let number = try archive.beginImport(label: "test", at: 0)
    let related = [RelatedLink(title: "Deux"), RelatedLink(title: "Trois")]
    _ = try archive.save(
      [Specimen.entry("Un", related: related), Specimen.entry("Deux", day: 2)], import: number)
    try archive.close()
  }

  /// The schema's own conditions are taken away for it.
  private func set(_ column: String, to value: String, in path: String) throws {
    let (table, name) = (column.prefix { $0 != "." }, column.drop { $0 != "." }.dropFirst())
    let condition = "WHERE type = 'table' AND name = '\(table)'"
    let old = try String.fetchOne(queue(path), sql: "SELECT sql FROM sqlite_master \(condition)")
    let sql = try #require(old).replacing("NOT NULL", with: "").replacing(
      /CHECK \((?:[^()]|\([^()]*\))*\)/, with: ""
    )
    .replacing(" INTEGER", with: "").replacing(" TEXT", with: "").replacing(" BLOB", with: "")
    .replacing("PRIMARY KEY AUTOINCREMENT", with: "INTEGER PRIMARY KEY AUTOINCREMENT")
    .replacing("id PRIMARY KEY", with: "id INTEGER PRIMARY KEY").replacing(/,(?=\s*[,)])/, with: "")
    // A connection of the archive's own would not let anybody write there.
    try DatabaseQueue(path: path).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      try db.execute(sql: "UPDATE sqlite_master SET sql = ? \(condition)", arguments: [sql])
      try db.execute(sql: "PRAGMA writable_schema = RESET")
    }
    try queue(path).writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: "UPDATE OR IGNORE \(table) SET \(name) = \(value)")
    }
  }

  private func queue(_ path: String) throws -> DatabaseQueue {
    try DatabaseQueue(path: path, configuration: SQLiteArchive.configuration(isReadOnly: false))
  }
}

extension String {
  fileprivate static func fetchOne(_ queue: DatabaseQueue, sql: String) throws -> String? {
    try queue.read { try String.fetchOne($0, sql: sql) }
  }
}
