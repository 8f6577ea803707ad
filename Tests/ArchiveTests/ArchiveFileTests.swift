import Dispatch
import Foundation
import GRDB
import Glibc
import Stories
import Synchronization
import Testing

@testable import Archive
@testable import SQLiteArchive

/// What stands on the disk before and after an archive was open.
@Suite struct ArchiveFileTests {
  private func rights(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func anArchiveIsForItsOwnerAloneWhateverTheUmask() throws {
    for mask: mode_t in [0, 0o277, 0o077] {
      let folder = try ArchiveFolder()
      let path = folder.path + "/new/deep/archive.sqlite"
      let before = umask(mask)
      defer { umask(before) }
      let archive = try SQLiteArchive(path: path, access: .writing)
      let number = try archive.beginImport(label: "test", at: 0)
      _ = try archive.save([Specimen.entry("Titre")], import: number)
      for end in ["", "-wal", "-shm"] { #expect(try rights(path + end) == 0o600) }
      try archive.backUp(to: folder.path + "/copy", replacing: false)
      #expect(try rights(folder.path + "/copy") == 0o600)
      #expect(try rights(folder.path + "/new/deep") == 0o700)
      #expect(try rights(folder.path + "/new") == 0o700)
      try archive.close()
    }
  }

  @Test func aNewArchiveThatCannotBeMadeLeavesNothing() throws {
    let folder = try ArchiveFolder()
    // With what SQLite appends to it, the name of its log is longer than a name may be.
    let name = String(repeating: "a", count: 253)
    #expect(throws: ArchiveFault.self) {
      try SQLiteArchive(path: folder.path + "/new/deep/" + name, access: .writing)
    }
    #expect(folder.names.isEmpty)
  }

  @Test func whatWasThereBeforeANewArchiveCouldNotBeMadeStays() throws {
    let folder = try ArchiveFolder()
    try FileManager.default.createDirectory(
      atPath: folder.archive + "-wal", withIntermediateDirectories: true)
    #expect(throws: ArchiveFault.self) { try SQLiteArchive(path: folder.archive, access: .writing) }
    #expect(folder.names == ["archive.sqlite-wal"])
    try Data().write(to: URL(filePath: folder.archive))
    #expect(throws: ArchiveFault.self) { try SQLiteArchive(path: folder.archive, access: .writing) }
    #expect(folder.names == ["archive.sqlite", "archive.sqlite-wal"])
  }

  /// Before its first write-ahead log, or in a copy that another program wrote to.
  @Test(arguments: [ArchiveAccess.reading, .writing]) func halfAWriteIsTakenBack(
    _ access: ArchiveAccess
  ) throws {
    for isNew in [true, false] {
      let (folder, broken) = (try ArchiveFolder(), try ArchiveFolder())
      if !isNew { try folder.fill() }
      let stranger = try folder.stranger()
      try stranger.writeWithoutTransaction { db in
        // Pages go to the file before the end of the transaction.
        try db.execute(
          sql: """
            PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; CREATE TABLE noise (x);
            \(isNew ? "" : "DELETE FROM story; UPDATE version SET text = '';")
            WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 90)
              INSERT INTO noise SELECT randomblob(4000) FROM n
            """)
      }
      for end in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: folder.archive + end, toPath: broken.archive + end)
      }
      let archive = try SQLiteArchive(path: broken.archive, access: access)
      #expect(try archive.page(Query(), limit: 9).headlines.count == (isNew ? 0 : 3))
      #expect(try archive.check().isEmpty)
      try archive.close()
      #expect(broken.names == ["archive.sqlite"])
    }
  }

  @Test func closingLeavesOneFileThatHasEverything() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    #expect(folder.names == ["archive.sqlite"])
    let reader = try SQLiteArchive(path: folder.archive, access: .reading)
    let ids = try reader.page(Query(), limit: 9).headlines.map(\.id)
    _ = try reader.mark(ids, starred: true, at: 0)
    reader.consolidate()
    try FileManager.default.copyItem(atPath: folder.archive, toPath: folder.path + "/copied")
    try reader.close()
    #expect(folder.names == ["archive.sqlite", "copied"])
    #expect(try SQLiteArchive(path: folder.path + "/copied", access: .reading).counts().starred == 3)
  }

  @Test func anotherProgramsDatabaseStaysAsItIs() throws {
    for journal in ["delete", "wal"] {
      for hasOurTable in [false, true] {
        let folder = try ArchiveFolder()
        let queue = try DatabaseQueue(path: folder.archive)
        try queue.writeWithoutTransaction { db in
          try db.execute(
            sql: "PRAGMA journal_mode = \(journal); CREATE TABLE note (text); INSERT INTO note VALUES (1)")
          guard hasOurTable else { return }
          // GRDB is other programs' library too.
          try db.execute(
            sql: "CREATE TABLE grdb_migrations (identifier TEXT); INSERT INTO grdb_migrations VALUES ('v1')")
        }
        try queue.close()
        let before = try Data(contentsOf: URL(filePath: folder.archive))
        for access: ArchiveAccess in [.writing, .reading] {
          #expect(throws: ArchiveFault.foreign(path: folder.archive)) {
            try SQLiteArchive(path: folder.archive, access: access)
          }
        }
        #expect(try Data(contentsOf: URL(filePath: folder.archive)) == before)
      }
    }
  }

  @Test func nothingIsWrittenIntoAFileThatIsGoneOrAnother() throws {
    typealias Way = (name: String, work: (ArchiveFolder) throws -> Void)
    let ways: [Way] = [
      ("moved", { try FileManager.default.moveItem(atPath: $0.archive, toPath: $0.path + "/elsewhere") }),
      ("deleted", { try FileManager.default.removeItem(atPath: $0.archive) }),
      (
        "replaced",
        {
          try FileManager.default.copyItem(atPath: $0.archive, toPath: $0.path + "/other")
          rename($0.path + "/other", $0.archive)
        }
      ),
    ]
    for isOpenForWriting in [false, true] {
      for way in ways {
        let folder = try ArchiveFolder()
        try folder.fill()
        let reader = try SQLiteArchive(path: folder.archive, access: .reading)
        if isOpenForWriting { _ = try reader.mark([1], read: true, at: 0) }
        reader.consolidate()
        try way.work(folder)
        let before = try? Data(contentsOf: URL(filePath: folder.archive))
        #expect(!reader.isInPlace)
        #expect(throws: ArchiveFault.moved(path: folder.archive), "\(way.name)") {
          try reader.mark([1], starred: true, at: 0)
        }
        try reader.close()
        #expect((try? Data(contentsOf: URL(filePath: folder.archive))) == before)
        let moved = folder.path + "/elsewhere"
        if way.name == "moved" {
          #expect(try SQLiteArchive(path: moved, access: .reading).counts().starred == 0)
        }
      }
    }
  }

  @Test func anotherArchivesLogStaysWhereOursWasReplaced() throws {
    let folder = try ArchiveFolder()
    try folder.fill()
    let reader = try SQLiteArchive(path: folder.archive, access: .reading)
    _ = try reader.mark([1], read: true, at: 0)
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.archive + end) }
    let other = try SQLiteArchive(path: folder.archive, access: .writing)
    _ = try other.beginImport(label: "other", at: 0)
    try reader.close()
    #expect(folder.names == ["archive.sqlite", "archive.sqlite-shm", "archive.sqlite-wal"])
    try other.close()
    #expect(
      try SQLiteArchive(path: folder.archive, access: .reading).statistics().imports.map(\.label) == ["other"]
    )
  }

  @Test func ourLogDoesNotRuinTheArchiveThatTookThePlace() throws {
    for isNoticed in [true, false] {
      let folder = try ArchiveFolder()
      try folder.fill(40)
      try FileManager.default.moveItem(atPath: folder.archive, toPath: folder.path + "/other")
      try folder.fill(3)
      let reader = try SQLiteArchive(path: folder.archive, access: .reading)
      _ = try reader.mark([1, 2, 3], starred: true, at: 0)
      #expect(rename(folder.path + "/other", folder.archive) == 0)
      if isNoticed { reader.leavePlace() } else { try reader.close() }
      let other = try SQLiteArchive(path: folder.archive, access: .reading)
      #expect(try other.check().isEmpty)
      #expect(try other.counts() == Counts(stories: 40, unread: 40, starred: 0))
      try other.close()
    }
  }

  @Test(arguments: ["été 100%.sqlite", "a b?c#d.sqlite", "灯台%.sqlite"])
  func anArchiveMayHaveAnyName(_ name: String) throws {
    let folder = try ArchiveFolder()
    let path = folder.path + "/" + name
    for title in ["Un", "Deux"] {
      let archive = try SQLiteArchive(path: path, access: .writing)
      let number = try archive.beginImport(label: title, at: 0)
      _ = try archive.save([Specimen.entry(title)], import: number)
      try archive.close()
    }
    #expect(folder.names == [name])
  }

  @Test func aMissingArchiveIsNoOtherFault() throws {
    let folder = try ArchiveFolder()
    #expect(throws: ArchiveFault.missing(path: folder.archive)) {
      try SQLiteArchive(path: folder.archive, access: .reading)
    }
    try Data("no database at all, but long enough for a header of one hundred bytes or more".utf8)
      .write(to: URL(filePath: folder.archive))
    #expect(throws: ArchiveFault.self) { try SQLiteArchive(path: folder.archive, access: .reading) }
  }

  @Test func anOlderArchiveIsKeptUntilTheNewOneWasOpenedOnce() throws {
    let folder = try ArchiveFolder()
    try folder.fillOlder()
    try SQLiteArchive(path: folder.archive, access: .writing).close()
    let copy = folder.archive + ".before-update"
    #expect(folder.names == ["archive.sqlite", "archive.sqlite.before-update"])
    #expect(try rights(copy) == 0o600)
    let older = try DatabaseQueue(path: copy, configuration: SQLiteArchive.configuration(isReadOnly: true))
    #expect(
      try older.read { try Migrations.all.appliedMigrations($0).last } == "10 tags that can be undone")
    #expect(try older.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM story") } == 1)
    try older.close()
    let reader = try SQLiteArchive(path: folder.archive, access: .reading)
    #expect(try reader.counts().stories == 1)
    try reader.close()
    #expect(!folder.names.contains("archive.sqlite.before-update"))
  }

  @Test func anInterruptedUpdateKeepsTheOldestCopy() throws {
    let folder = try ArchiveFolder()
    try folder.fillOlder()
    let copy = folder.archive + ".before-update"
    try Data("kept".utf8).write(to: URL(filePath: copy))
    try SQLiteArchive(path: folder.archive, access: .writing).close()
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "kept")
  }
}
