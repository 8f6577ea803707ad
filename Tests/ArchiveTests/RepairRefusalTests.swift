import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct RepairRefusalTests {
  @Test func aSoundArchiveStaysAsItIs() throws {
    let specimen = try RepairSpecimen()
    let before = try specimen.bytes()
    #expect(try specimen.repair() == RepairReport(stories: RepairSpecimen.count))
    #expect(try specimen.bytes() == before)
  }

  @Test func nothingIsWrittenIntoADamagedArchiveUntilItIsRepaired() throws {
    let specimen = try RepairSpecimen()
    let pages = try specimen.pages(of: "version", "leaf")
    try specimen.damage(page: pages[1], with: true)
    #expect(try !SQLiteArchive(path: specimen.path, access: .reading).isKnownAsDamaged)
    #expect(try !SQLiteArchive(path: specimen.path, access: .reading).check().isEmpty)
    let archive = try SQLiteArchive(path: specimen.path, access: .writing)
    #expect(archive.isKnownAsDamaged)
    let fault = SQLiteArchive.knownDamage(specimen.path)
    #expect(throws: fault) { try archive.beginImport(label: "a", at: 0) }
    #expect(throws: fault) { try archive.mark([1], read: true, at: 0) }
    #expect(throws: fault) { try archive.forget(.query(Query(source: "Le Quai"))) }
    #expect(try archive.counts().stories == RepairSpecimen.count)
    try archive.close()
    _ = try specimen.repair()
    let repaired = try SQLiteArchive(path: specimen.path, access: .writing)
    #expect(!repaired.isKnownAsDamaged)
    #expect(try repaired.mark([1], read: true, at: 0) != nil)
  }

  @Test func damageThatAnImportMeetsIsRemembered() throws {
    let specimen = try RepairSpecimen()
    for page in try specimen.pages(of: "storyByURL", "leaf") { try specimen.damage(page: page, with: true) }
    let archive = try SQLiteArchive(path: specimen.path, access: .writing)
    let number = try archive.beginImport(label: "a", at: 0)
    let fault = SQLiteArchive.knownDamage(specimen.path)
    #expect(throws: ArchiveFault.self) { try archive.save([RepairSpecimen.entry(900)], import: number) }
    #expect(archive.isKnownAsDamaged)
    #expect(throws: fault) { try archive.beginImport(label: "b", at: 0) }
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    let specimen = try RepairSpecimen()
    let path = specimen.folder + "/other.sqlite"
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)") }
    try queue.close()
    let text = specimen.folder + "/notes.txt"
    try Data("These are notes, and no database at all.".utf8).write(to: URL(filePath: text))
    for path in [path, text] {
      let before = try specimen.bytes(path)
      #expect(throws: RepairFault.foreign(path: path)) {
        try SQLiteArchive.repair(path: path, clean: RepairSpecimen.clean)
      }
      #expect(try specimen.bytes(path) == before)
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: specimen.folder).sorted()
    #expect(files.filter { $0.contains("other") || $0.contains("notes") } == ["notes.txt", "other.sqlite"])
  }

  @Test func anArchiveOfANewerVersionIsLeftAlone() throws {
    let specimen = try RepairSpecimen()
    let queue = try DatabaseQueue(path: specimen.path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 of tomorrow')") }
    try queue.close()
    #expect(throws: ArchiveFault.tooNew(path: specimen.path)) { try specimen.repair() }
  }

  @Test func whatStandsInTheLogIsRepairedToo() throws {
    let specimen = try RepairSpecimen()
    let copy = specimen.folder + "/copy.sqlite"
    let archive = try SQLiteArchive(path: specimen.path, access: .writing)
    let number = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save((200...205).map(RepairSpecimen.entry), import: number)
    for ending in ["", "-wal"] {
      try specimen.bytes(specimen.path + ending).write(to: URL(filePath: copy + ending))
    }
    try archive.close()
    let page = try #require(try specimen.pages(of: "version", "leaf").first)
    let file = try FileHandle(forUpdating: URL(filePath: copy))
    try file.seek(toOffset: UInt64((page - 1) * 4096))
    try file.write(contentsOf: Data(count: 4096))
    try file.close()
    let report = try SQLiteArchive.repair(path: copy, clean: RepairSpecimen.clean)
    #expect(report.stories == RepairSpecimen.count + 6)
    #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
    let repaired = try SQLiteArchive(path: copy, access: .reading)
    #expect(try repaired.story(157)?.story.title == RepairSpecimen.title(205))
    #expect(try repaired.check().isEmpty)
  }

  @Test func whatAKilledRepairLeftIsTakenAway() throws {
    let specimen = try RepairSpecimen()
    let left = specimen.path + ".repair"
    mkdir(left, 0o700)
    for name in ["archive.sqlite", "archive.sqlite-wal", "archive.sqlite-shm"] {
      try Data("half".utf8).write(to: URL(filePath: left + "/" + name))
    }
    try specimen.overwrite(at: 0, with: Array(repeating: 0, count: 4096))
    let report = try specimen.repair()
    #expect(report.stories == RepairSpecimen.count)
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test func theHeaderOfTheFileIsNotNeeded() throws {
    let specimen = try RepairSpecimen()
    let before = try specimen.stories()
    try specimen.overwrite(at: 0, with: Array("Nothing of SQLite".utf8))
    let report = try specimen.repair()
    #expect(report.losses == [])
    #expect(try specimen.stories() == before)
  }

  /// Twenty archives, each with five pages overwritten anywhere, or with flipped bits.
  @Test func whateverIsDamagedEndsSoundOrWithAList() throws {
    var (all, kept) = (0, 0)
    for seed in 0..<20 {
      let specimen = try RepairSpecimen()
      let before = try specimen.stories()
      let size = try specimen.bytes().count
      var state = UInt64(seed) &* 977 &+ 5
      func random(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
      }
      for _ in 0..<(seed % 2 == 0 ? 5 : 64) {
        if seed % 2 == 0 {
          try specimen.damage(page: 1 + random(size / 4096), with: seed % 4 == 0, seed: state)
        } else {
          let offset = random(size)
          try specimen.overwrite(at: offset, with: [try specimen.bytes()[offset] ^ 1 << UInt8(random(8))])
        }
      }
      let report = try specimen.repair()
      let after = try specimen.stories()
      #expect(try SQLiteArchive(path: specimen.path, access: .reading).check().isEmpty)
      let lost = Set(report.losses.compactMap { if case .story(let id, _) = $0 { id } else { nil } })
      all += before.count
      kept += before.count { after[$0.key]?.story.blocks == $0.value.story.blocks }
      for id in before.keys where after[id] == nil { #expect(lost.contains(id), "\(seed): \(id)") }
    }
    #expect(Double(kept) >= 0.95 * Double(all), "\(kept) of \(all)")
  }
}
