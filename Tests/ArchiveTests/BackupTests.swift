import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Copies of an archive that is in use.
@Suite struct BackupTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID().uuidString)")
    .path

  private func archive(_ count: Int) throws -> SQLiteArchive {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let archive = try SQLiteArchive(path: folder + "/archive.sqlite", access: .writing)
    let number = try archive.beginImport(label: "test", at: 0)
    _ = try archive.save((1...count).map { Specimen.entry("Titre \($0)") }, import: number)
    return archive
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test func aCopyIsWholeAndStandsAlone() throws {
    let archive = try archive(20)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try archive.backUp(to: folder + "/copy", replacing: false) == 20)
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy"])
    let copy = try SQLiteArchive(path: folder + "/copy", access: .reading)
    #expect(try copy.check().isEmpty)
    #expect(try copy.page(Query(words: "titre "), limit: 99).headlines.count == 20)
    try copy.close()
  }

  @Test func nothingIsReplacedUnasked() throws {
    let archive = try archive(2)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (target, itself) = (folder + "/copy", folder + "/archive.sqlite")
    try Data("mine".utf8).write(to: URL(filePath: target))
    #expect(throws: BackupFault.exists(path: target)) { try archive.backUp(to: target, replacing: false) }
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "mine")
    for (replacing, end) in [(false, ""), (true, ""), (true, "-wal"), (true, "-shm")] {
      #expect(throws: BackupFault.isTheArchive(path: itself + end)) {
        try archive.backUp(to: itself + end, replacing: replacing)
      }
    }
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: target)
    #expect(mkfifo(folder + "/pipe", 0o600) == 0)
    for name in ["link", "pipe"] {
      #expect(throws: BackupFault.exists(path: folder + "/" + name)) {
        try archive.backUp(to: folder + "/" + name, replacing: true)
      }
    }
    try Data("an old log".utf8).write(to: URL(filePath: target + "-wal"))
    #expect(try archive.backUp(to: target, replacing: true) == 2)
    #expect(!names.contains("copy-wal"), "another file's log would be taken for the copy's")
    #expect(throws: BackupFault.self) { try archive.backUp(to: folder + "/no/copy", replacing: false) }
    #expect(!names.contains { $0.hasSuffix(".part") })
  }

  @Test func nothingOfTheNeighboursIsTakenAway() throws {
    let archive = try archive(2)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try archive.close()
    let itself = folder + "/copy.part"
    try FileManager.default.moveItem(atPath: folder + "/archive.sqlite", toPath: itself)
    let moved = try SQLiteArchive(path: itself, access: .reading)
    #expect(try moved.backUp(to: folder + "/copy", replacing: false) == 2)
    #expect(names.contains("copy.part") && moved.isInPlace, "a copy's draft takes no archive's place")
    #expect(names.filter { $0.hasSuffix(".part") } == ["copy.part"])
    try moved.close()
  }

  @Test func whatOthersWriteMeanwhileDoesNotBeginTheCopyAnew() throws {
    let archive = try archive(400)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/archive.sqlite"
    let other = try SQLiteArchive(path: path, access: .reading)
    let stories = try other.backUp(to: folder + "/copy", replacing: false) { _, _ in
      _ = try? archive.mark([1], read: true, at: 0)
      _ = try? archive.mark([1], read: false, at: 0)
    }
    #expect(stories == 400)
    #expect(try SQLiteArchive(path: folder + "/copy", access: .reading).check().isEmpty)
  }

  @Test func aDamagedArchiveIsCopiedAndCalledSo() throws {
    try archive(300).close()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/archive.sqlite"
    let page = try DatabaseQueue(path: path).read {
      try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_master WHERE name = 'storyByTitle'") ?? 0
    }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: UInt64((page - 1) * 4096))
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try file.close()
    let archive = try SQLiteArchive(path: path, access: .reading)
    #expect(throws: BackupFault.self) { try archive.backUp(to: folder + "/copy", replacing: false) }
    #expect(names.contains("copy"))
    try Data("an older, sound copy".utf8).write(to: URL(filePath: folder + "/older"))
    do {
      try archive.backUp(to: folder + "/older", replacing: true)
      Issue.record("a damaged copy took a sound one's place")
    } catch BackupFault.worse {}
    #expect(try String(contentsOfFile: folder + "/older", encoding: .utf8) == "an older, sound copy")
  }
}
