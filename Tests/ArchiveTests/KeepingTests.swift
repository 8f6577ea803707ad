import Foundation
import GRDB
import Locking
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct MarkingTests {
  @Test func everyChangeIsTakenBackInTurn() throws {
    let (archive, _) = try Specimen.archive(
      (1...5).map { (day: Int) in Specimen.entry("Titre \(day)", day: day) })
    #expect(try archive.mark([2], read: true, at: 0) == Change(kind: .read, stories: 1))
    #expect(try archive.mark([2], read: true, at: 0) == nil)
    #expect(try archive.mark([3], starred: true, at: 0) == Change(kind: .star, stories: 1))
    #expect(try archive.markAllRead(Query(), at: 0) == Change(kind: .allRead, stories: 4))
    #expect(try archive.counts() == Counts(stories: 5, unread: 0, starred: 1))
    #expect(try archive.undo() == Change(kind: .allRead, stories: 4))
    #expect(try archive.counts() == Counts(stories: 5, unread: 4, starred: 1))
    #expect(try archive.undo()?.kind == .star)
    #expect(try archive.undo()?.kind == .read)
    #expect(try archive.counts() == Counts(stories: 5, unread: 5, starred: 0))
    #expect(try archive.undo() == nil)
  }

  @Test func markAllReadKeepsToTheList() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("Un"), Specimen.entry("Deux", source: "La Marée"),
      Specimen.entry("Trois", text: "Le phare."),
    ])
    _ = try archive.markAllRead(Query(words: "phare "), at: 0)
    #expect(try archive.counts().unread == 2)
    _ = try archive.markAllRead(Query(source: "La Marée"), at: 0)
    #expect(try archive.counts().unread == 1)
  }

  @Test func tagsAreGivenAndTakenBack() throws {
    let (archive, _) = try Specimen.archive(
      (1...3).map { (day: Int) in Specimen.entry("Titre \(day)", day: day) })
    #expect(try archive.tag([1, 2], with: ["Mer"], without: [], at: 0) == Change(kind: .tag, stories: 2))
    #expect(try archive.tag([1], with: ["mer"], without: ["port"], at: 0) == nil)
    #expect(try archive.tag([1], with: ["port"], without: ["MER"], at: 0) == Change(kind: .tag, stories: 1))
    #expect(try archive.tag([2], with: [], without: ["mer"], at: 0)?.stories == 1)
    #expect(try archive.tags() == [TagCount(name: "port", stories: 1)])
    #expect(try archive.undo() == Change(kind: .tag, stories: 1))
    #expect(try archive.tags(of: 2) == ["Mer"])
    #expect(try archive.undo() == Change(kind: .tag, stories: 1))
    #expect(try archive.tags(of: 1) == ["Mer"])
    #expect(try archive.undo() == Change(kind: .tag, stories: 2))
    #expect(try archive.tags() == [])
    #expect(try archive.undo() == nil)
  }

  @Test func progressIsKept() throws {
    let (archive, ids) = try Specimen.archive([Specimen.entry("Un")])
    try archive.keepProgress(0.4, of: ids[0])
    #expect(try archive.story(ids[0])?.progress == 0.4)
  }
}

@Suite struct ForgettingTests {
  @Test func whatWasForgottenComesBackWhole() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("Le phare", text: "La lumière.", related: [RelatedLink(title: "Le port")]),
      Specimen.entry("Le port", day: 2, related: [RelatedLink(title: "Le phare")]),
    ])
    _ = try archive.mark([1], starred: true, at: 0)
    let before = try archive.story(1)
    #expect(try archive.count(of: .query(Query(words: "lumiere "))) == 1)
    #expect(try archive.forget(.query(Query(words: "lumiere "))) == 1)
    #expect(try archive.story(1) == nil)
    #expect(try archive.count(Query(words: "lumiere ")) == 0)
    #expect(try archive.story(2)?.headline.linked == 0)
    #expect(try archive.check().isEmpty)
    #expect(try archive.remember() == 1)
    #expect(try archive.story(1) == before)
    #expect(try archive.count(Query(words: "lumiere ")) == 1)
    #expect(try archive.story(2)?.headline.linked == 1)
    #expect(try archive.check().isEmpty)
    #expect(try archive.remember() == 0)
  }

  @Test func anImportIsTakenBackWithoutWhatOthersBrought() throws {
    let archive = try SQLiteArchive()
    let first = try archive.beginImport(label: "a", at: 0)
    let second = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save(
      [Specimen.entry("Un"), Specimen.entry("Deux", url: "https://x.example/2")], import: first)
    _ = try archive.save(
      [Specimen.entry("Deux", url: "https://x.example/2", text: "Encore.")], import: second)
    #expect(try archive.forget(.importNumber(first)) == 1)
    #expect(try archive.page(Query(), limit: 9).headlines.map(\.title) == ["Deux"])
  }

  @Test func whatCameAgainMeanwhileStays() throws {
    let (archive, _) = try Specimen.archive([Specimen.entry("Un", url: "https://x.example/1")])
    _ = try archive.forget(.query(Query(words: "un ")))
    let number = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save([Specimen.entry("Un", url: "https://x.example/1")], import: number)
    _ = try archive.remember()
    #expect(try archive.counts().stories == 1)
    #expect(try archive.check().isEmpty)
  }
}

@Suite struct RepairingTests {
  @Test func theSearchIndexIsBuiltAnewBatchByBatch() throws {
    let (archive, _) = try Specimen.archive((1...501).map { Specimen.entry("Le phare \($0)") })
    _ = try archive.write { db in
      try db.execute(sql: "INSERT INTO search (search) VALUES ('delete-all')")
    }
    #expect(try archive.check() == [.unindexed(501)])
    let told = Mutex<[Int]>([])
    try archive.rebuildIndex { done, all in told.withLock { $0 += [done, all] } }
    #expect(told.withLock { $0 } == [500, 501, 501, 501])
    #expect(try archive.check().isEmpty)
    #expect(try archive.count(Query(words: "phare ")) == 501)
    #expect(try archive.count(Query(words: "\"le phare 501\" ")) == 1)
  }
}

@Suite struct OpeningTests {
  /// A folder of its own for a test, gone afterwards.
  private func inFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID().uuidString)").path
    mkdir(path, 0o700)
    defer { _ = system("chmod -R u+w '\(path)'; rm -rf '\(path)'") }
    try body(path)
  }

  @Test func anArchiveIsThereAgainAfterItWasClosed() throws {
    try inFolder { folder in
      let path = folder + "/deep/er/archive.sqlite"
      do {
        let archive = try SQLiteArchive(path: path, access: .writing)
        let number = try archive.beginImport(label: "a", at: 0)
        _ = try archive.save([Specimen.entry("Un")], import: number)
        try archive.close()
      }
      #expect(try SQLiteArchive(path: path, access: .reading).counts().stories == 1)
    }
  }

  @Test func whatIsAcknowledgedIsSynced() throws {
    try inFolder { folder in
      for access in [ArchiveAccess.writing, .reading] {
        let archive = try SQLiteArchive(path: folder + "/archive.sqlite", access: access)
        let level = try archive.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(level == 2, "FULL")
        try archive.close()
      }
    }
  }

  @Test func anArchiveOpenedForReadingSeesWhatItWritesAndWhatOthersWrite() throws {
    try inFolder { folder in
      let path = folder + "/archive.sqlite"
      let writing = try SQLiteArchive(path: path, access: .writing)
      let number = try writing.beginImport(label: "a", at: 0)
      _ = try writing.save([Specimen.entry("Un")], import: number)
      let reading = try SQLiteArchive(path: path, access: .reading)
      #expect(try reading.counts().unread == 1)
      _ = try reading.mark([1], read: true, at: 0)
      #expect(try reading.counts().unread == 0)
      _ = try writing.save([Specimen.entry("Deux", day: 2)], import: number)
      #expect(try reading.counts().stories == 2)
    }
  }

  @Test func readingNeverCreates() throws {
    try inFolder { folder in
      #expect(throws: ArchiveFault.self) {
        try SQLiteArchive(path: folder + "/none.sqlite", access: .reading)
      }
      #expect(!SQLiteArchive.exists(at: folder + "/none.sqlite"))
    }
  }

  @Test func anotherProgramsFileIsRefusedAndLeftAlone() throws {
    try inFolder { folder in
      let path = folder + "/notes.txt"
      _ = system("printf 'These are notes, and no database at all.' > '\(path)'")
      #expect { try SQLiteArchive(path: path, access: .writing) } throws: { error in
        if case .notAnArchive = error as? ArchiveFault { true } else { false }
      }
      #expect(system("grep -q 'no database' '\(path)'") == 0)
    }
  }

  /// Root may write everywhere: the end-to-end tests try the same as another user.
  @Test(.enabled(if: getuid() != 0, "skipped: root may write everywhere"))
  func aReadOnlyArchiveIsReadAndSaysSoWhenItIsWritten() throws {
    try inFolder { folder in
      let path = folder + "/archive.sqlite"
      do {
        let archive = try SQLiteArchive(path: path, access: .writing)
        let number = try archive.beginImport(label: "a", at: 0)
        _ = try archive.save([Specimen.entry("Un")], import: number)
        try archive.close()
      }
      _ = system("chmod a-w '\(path)' '\(folder)'")
      let archive = try SQLiteArchive(path: path, access: .reading)
      #expect(try archive.counts().stories == 1)
      #expect(!archive.isWritable)
      #expect(throws: ArchiveFault.readOnly(path: path)) { try archive.mark([1], read: true, at: 0) }
      #expect(throws: ArchiveFault.readOnly(path: path)) { try SQLiteArchive(path: path, access: .writing) }
    }
  }
}
