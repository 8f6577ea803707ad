import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Archives whose schema was written to do harm: it does none, or is refused.
@Suite struct HostileArchiveTests {
  /// An archive with something added to its schema.
  private func archive(_ sql: String) throws -> ArchiveFolder {
    let folder = try ArchiveFolder()
    try folder.fill()
    let stranger = try DatabaseQueue(path: folder.archive)
    try stranger.writeWithoutTransaction { try $0.execute(sql: sql) }
    try stranger.close()
    return folder
  }

  /// What marking every story as starred ends with; nil where it is done.
  private func fault(of folder: ArchiveFolder) throws -> String? {
    let archive = try SQLiteArchive(path: folder.archive, access: .writing)
    defer { try? archive.close() }
    do {
      _ = try archive.mark([1, 2, 3], starred: true, at: 0)
      return nil
    } catch ArchiveFault.cannotWrite(_, let reason) {
      return reason
    }
  }

  private static let triggers = [
    ("UPDATE search_data SET block = x'00'", "search_data"),
    ("DELETE FROM search_docsize", "search_docsize"),
    ("SELECT begins('a', 'b')", "unsafe use of begins()"),
    ("SELECT load_extension('/tmp/harm.so')", "load_extension"),
    ("INSERT INTO search (search) VALUES ('delete-all')", "unsafe use of virtual table"),
    ("UPDATE sqlite_master SET sql = 'harm'", "sqlite_master"),
  ]

  @Test(arguments: triggers) func aTriggerThatWouldDoHarmIsRefused(_ body: String, _ reason: String) throws {
    let folder = try archive(
      """
      PRAGMA writable_schema = ON;
      INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) VALUES ('trigger', 'harm', 'story', 0,
        'CREATE TRIGGER harm AFTER UPDATE ON story BEGIN \(body.replacing("'", with: "''")); END');
      """)
    let told = try fault(of: folder)
    #expect(told?.contains(reason) == true, "\(told ?? "nothing")")
    let stranger = try DatabaseQueue(path: folder.archive)
    try stranger.write { try $0.execute(sql: "DROP TRIGGER harm") }
    try stranger.close()
    let again = try SQLiteArchive(path: folder.archive, access: .reading)
    defer { try? again.close() }
    #expect(try again.counts().starred == 0)
    #expect(try again.check().isEmpty)
  }

  @Test func noConnectionWritesIntoTheSchema() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let archive = try SQLiteArchive(path: folder.archive, access: .writing)
    defer { try? archive.close() }
    try archive.writing().writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      #expect(throws: DatabaseError.self) {
        try db.execute(sql: "UPDATE sqlite_master SET sql = 'harm' WHERE name = 'story'")
      }
    }
    #expect(try archive.check().isEmpty)
  }
}
