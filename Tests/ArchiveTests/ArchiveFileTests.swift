import Dispatch
import Foundation
import GRDB
import Glibc
import Stories
import Synchronization
import Testing

@testable import Archive

/// What stands on the disk before and after an archive was open.
@Suite struct ArchiveFileTests {
  private final class Folder {
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
      let queue = try DatabaseQueue(path: archive, configuration: Archive.configuration(isReadOnly: false))
      try Schema.migrator.migrate(queue, upTo: "10 tags that can be undone")
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
      let archive = try Archive(path: archive, access: .writing)
      let number = try archive.beginImport(label: "test", at: 0)
      _ = try archive.save((1...count).map { Specimen.deposit("Titre \($0)") }, import: number)
      try archive.close()
    }
  }

  private func rights(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func anArchiveIsForItsOwnerAloneWhateverTheUmask() throws {
    for mask: mode_t in [0, 0o277, 0o077] {
      let folder = try Folder()
      let path = folder.path + "/new/deep/archive.sqlite"
      let before = umask(mask)
      defer { umask(before) }
      let archive = try Archive(path: path, access: .writing)
      let number = try archive.beginImport(label: "test", at: 0)
      _ = try archive.save([Specimen.deposit("Titre")], import: number)
      for end in ["", "-wal", "-shm"] { #expect(try rights(path + end) == 0o600) }
      try archive.backUp(to: folder.path + "/copy", replacing: false)
      #expect(try rights(folder.path + "/copy") == 0o600)
      #expect(try rights(folder.path + "/new/deep") == 0o700)
      #expect(try rights(folder.path + "/new") == 0o700)
      try archive.close()
    }
  }

  @Test func closingLeavesOneFileThatHasEverything() throws {
    let folder = try Folder()
    try folder.fill()
    #expect(folder.names == ["archive.sqlite"])
    let reader = try Archive(path: folder.archive, access: .reading)
    let ids = try reader.page(Query(), limit: 9).headlines.map(\.id)
    _ = try reader.mark(ids, starred: true, at: 0)
    reader.emptyLog()
    try FileManager.default.copyItem(atPath: folder.archive, toPath: folder.path + "/copied")
    try reader.close()
    #expect(folder.names == ["archive.sqlite", "copied"])
    #expect(try Archive(path: folder.path + "/copied", access: .reading).counts().starred == 3)
  }

  @Test func anotherProgramsDatabaseStaysAsItIs() throws {
    for journal in ["delete", "wal"] {
      for hasOurTable in [false, true] {
        let folder = try Folder()
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
        for access: Archive.Access in [.writing, .reading] {
          #expect(throws: ArchiveFault.foreign(path: folder.archive)) {
            try Archive(path: folder.archive, access: access)
          }
        }
        #expect(try Data(contentsOf: URL(filePath: folder.archive)) == before)
      }
    }
  }

  @Test func nothingIsWrittenIntoAFileThatIsGoneOrAnother() throws {
    typealias Way = (name: String, work: (Folder) throws -> Void)
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
        let folder = try Folder()
        try folder.fill()
        let reader = try Archive(path: folder.archive, access: .reading)
        if isOpenForWriting { _ = try reader.mark([1], read: true, at: 0) }
        reader.emptyLog()
        try way.work(folder)
        let before = try? Data(contentsOf: URL(filePath: folder.archive))
        #expect(!reader.isInPlace)
        #expect(throws: ArchiveFault.moved(path: folder.archive), "\(way.name)") {
          try reader.mark([1], starred: true, at: 0)
        }
        try reader.close()
        #expect((try? Data(contentsOf: URL(filePath: folder.archive))) == before)
        let moved = folder.path + "/elsewhere"
        if way.name == "moved" { #expect(try Archive(path: moved, access: .reading).counts().starred == 0) }
      }
    }
  }

  @Test func anotherArchivesLogStaysWhereOursWasReplaced() throws {
    let folder = try Folder()
    try folder.fill()
    let reader = try Archive(path: folder.archive, access: .reading)
    _ = try reader.mark([1], read: true, at: 0)
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.archive + end) }
    let other = try Archive(path: folder.archive, access: .writing)
    _ = try other.beginImport(label: "other", at: 0)
    try reader.close()
    #expect(folder.names == ["archive.sqlite", "archive.sqlite-shm", "archive.sqlite-wal"])
    try other.close()
    #expect(
      try Archive(path: folder.archive, access: .reading).statistics().imports.map(\.label) == ["other"])
  }

  @Test func ourLogDoesNotRuinTheArchiveThatTookThePlace() throws {
    for isNoticed in [true, false] {
      let folder = try Folder()
      try folder.fill(40)
      try FileManager.default.moveItem(atPath: folder.archive, toPath: folder.path + "/other")
      try folder.fill(3)
      let reader = try Archive(path: folder.archive, access: .reading)
      _ = try reader.mark([1, 2, 3], starred: true, at: 0)
      #expect(rename(folder.path + "/other", folder.archive) == 0)
      if isNoticed { reader.leaveNoLog() } else { try reader.close() }
      let other = try Archive(path: folder.archive, access: .reading)
      #expect(try other.check().isEmpty)
      #expect(try other.counts() == Counts(stories: 40, unread: 40, starred: 0))
      try other.close()
    }
  }

  @Test func aMissingArchiveIsNoOtherFault() throws {
    let folder = try Folder()
    #expect(throws: ArchiveFault.missing(path: folder.archive)) {
      try Archive(path: folder.archive, access: .reading)
    }
    try Data("no database at all, but long enough for a header of one hundred bytes or more".utf8)
      .write(to: URL(filePath: folder.archive))
    #expect(throws: ArchiveFault.self) { try Archive(path: folder.archive, access: .reading) }
  }

  @Test func anOlderArchiveIsKeptUntilTheNewOneWasOpenedOnce() throws {
    let folder = try Folder()
    try folder.fillOlder()
    try Archive(path: folder.archive, access: .writing).close()
    let copy = folder.archive + ".before-update"
    #expect(folder.names == ["archive.sqlite", "archive.sqlite.before-update"])
    #expect(try rights(copy) == 0o600)
    let older = try DatabaseQueue(path: copy, configuration: Archive.configuration(isReadOnly: true))
    #expect(
      try older.read { try Schema.migrator.appliedMigrations($0).count } == Schema.migrator.migrations.count
        - 1)
    #expect(try older.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM story") } == 1)
    try older.close()
    let reader = try Archive(path: folder.archive, access: .reading)
    #expect(try reader.counts().stories == 1)
    try reader.close()
    #expect(!folder.names.contains("archive.sqlite.before-update"))
  }

  @Test func anInterruptedUpdateKeepsTheOldestCopy() throws {
    let folder = try Folder()
    try folder.fillOlder()
    let copy = folder.archive + ".before-update"
    try Data("kept".utf8).write(to: URL(filePath: copy))
    try Archive(path: folder.archive, access: .writing).close()
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "kept")
  }

  @Test func aLockIsWaitedForNoLongerThanSaid() throws {
    let folder = try Folder()
    try folder.fill()
    let holder = try folder.stranger()
    try holder.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let told = Atomic(0)
    let archive = try Archive(
      path: folder.archive, access: .reading,
      lockWait: LockWait(seconds: 0.2) { told.wrappingAdd(1, ordering: .relaxed) })
    #expect(throws: ArchiveFault.busy(path: folder.archive)) { try archive.mark([1], read: true, at: 0) }
    #expect(try archive.counts().stories == 3, "reading waits for nobody")
    #expect(told.load(ordering: .relaxed) == 0)
    try holder.inDatabase { try $0.execute(sql: "COMMIT") }
    #expect(try archive.mark([1], read: true, at: 0) != nil)
    try archive.close()
  }

  @Test func whoWaitsLongIsToldOnce() {
    let told = Atomic(0)
    let wait = LockWait(seconds: 3.3) { told.wrappingAdd(1, ordering: .relaxed) }
    var tries = 0
    while wait.mayTryAgain(after: tries) { tries += 1 }
    #expect(told.load(ordering: .relaxed) == 1)
    #expect((30...50).contains(tries))
    let ended = LockWait(seconds: 1000)
    ended.end()
    #expect(!ended.mayTryAgain(after: 0))
  }

  @Test func aLogThatReadersAlwaysHoldIsEmptiedAllTheSame() throws {
    let folder = try Folder()
    try folder.fill()
    let isOver = Atomic(false)
    let readers = DispatchGroup()
    for reader in 0..<2 {
      let queue = try folder.stranger()
      DispatchQueue.global().async(group: readers) {
        usleep(UInt32(reader) * 15_000)
        while !isOver.load(ordering: .relaxed) {
          _ = try? queue.read { db in
            _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM story")
            usleep(30_000)
          }
        }
      }
    }
    let archive = try Archive(path: folder.archive, access: .writing)
    let number = try archive.beginImport(label: "test", at: 0)
    var largest = 0
    for round in 0..<16 {
      let words = (0..<200_000).map { String(($0 &* 7_919 &+ round &* 104_729) % 9_999_991, radix: 36) }
      let text = words.joined(separator: " ")
      _ = try archive.save([Specimen.deposit("Titre \(round)", text: text)], import: number)
      let size = try FileManager.default.attributesOfItem(atPath: folder.archive + "-wal")[.size] as? Int
      largest = max(largest, size ?? 0)
    }
    isOver.store(true, ordering: .relaxed)
    readers.wait()
    #expect(largest > 8 << 20)
    #expect(largest < 64 << 20)
  }
}
