import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// A kind of page that a test damages, and whether with zeros or with noise.
struct DamagedPage: CustomTestStringConvertible, Sendable {
  var table: String
  var kind: String
  var isNoise: Bool
  var testDescription: String { "\(table) \(kind) \(isNoise ? "noise" : "zeros")" }

  static let all = [
    ("search_data", "leaf"), ("search_idx", "leaf"), ("search_docsize", "leaf"), ("storyByTitle", "leaf"),
    ("storyByURL", "leaf"), ("captureByStory", "leaf"), ("headlineKey", "leaf"), ("twinKey", "leaf"),
    ("story", "leaf"), ("story", "internal"), ("version", "leaf"), ("version", "overflow"),
    ("version", "internal"), ("capture", "leaf"), ("capture", "overflow"), ("capture", "internal"),
    ("related", "leaf"), ("related", "internal"), ("link", "leaf"), ("publisher", "leaf"), ("import", "leaf"),
    ("tally", "leaf"), ("changedMark", "leaf"), ("forgottenStory", "leaf"), ("tag", "leaf"),
    ("keptSearch", "leaf"), ("frequentWord", "leaf"), ("grdb_migrations", "leaf"), ("sqlite_schema", "leaf"),
    ("sqlite_schema", "internal"),
  ].enumerated().map { DamagedPage(table: $1.0, kind: $1.1, isNoise: $0 % 2 == 0) }
}

@Suite struct RepairTests {
  @Test(arguments: DamagedPage.all) func aDamagedPageCostsNoText(_ page: DamagedPage) throws {
    let specimen = try RepairSpecimen()
    let before = try specimen.stories()
    let pages = try specimen.pages(of: page.table, page.kind)
    #expect(!pages.isEmpty)
    guard !pages.isEmpty else { return }
    try specimen.damage(page: pages[pages.count / 2], with: page.isNoise)
    let damaged = try specimen.bytes()
    let report = try specimen.repair()
    let original = try #require(report.original)
    #expect(report.stories == RepairSpecimen.count)
    try expectAsBefore(before, specimen, report)
    #expect(try specimen.bytes(original).dropFirst(4096) == damaged.dropFirst(4096), "the original is kept")
    let rights = try FileManager.default.attributesOfItem(atPath: specimen.path)[.posixPermissions] as? Int
    #expect(rights == 0o600)
    let files = try FileManager.default.contentsOfDirectory(atPath: specimen.folder)
    #expect(!files.contains { $0.hasSuffix(".repair") })
  }

  @Test func anyPageOfTheSchemaMayBeBroken() throws {
    let pages = try RepairSpecimen().pages(of: "sqlite_schema", "leaf")
    #expect(pages.count > 2)
    for page in pages {
      let specimen = try RepairSpecimen()
      let before = try specimen.stories()
      try specimen.damage(page: page, with: true)
      let report = try specimen.repair()
      #expect(report.stories == RepairSpecimen.count)
      try expectAsBefore(before, specimen, report)
    }
  }

  /// Sound, and each story as it was but for what is named.
  private func expectAsBefore(
    _ before: [StoryID: RepairSpecimen.Kept], _ specimen: RepairSpecimen, _ report: RepairReport
  ) throws {
    let archive = try SQLiteArchive(path: specimen.path, access: .writing)
    #expect(try archive.check().isEmpty)
    #expect(try archive.count(Query(words: "rouvre ")) == RepairSpecimen.count)
    let after = try specimen.stories()
    for (id, old) in before.sorted(by: { $0.key < $1.key }) {
      let new = try #require(after[id])
      #expect(new.story.title == old.story.title)
      #expect(new.story.blocks == old.story.blocks)
      #expect(new.story.related == old.story.related)
      #expect(new.story.source == old.story.source)
      #expect(new.stored == old.stored)
      if !report.losses.contains(.marks(id, title: old.story.title)) {
        #expect((new.isRead, new.isStarred) == (old.isRead, old.isStarred), "\(id)")
      }
      if !report.losses.contains(.capture(id, title: old.story.title)) { #expect(new.capture == old.capture) }
    }
    let counts = try archive.counts()
    #expect(counts.unread == after.values.count { !$0.isRead })
    #expect(counts.starred == after.values.count { $0.isStarred })
    try archive.close()
  }

  @Test func whatIsNotDamagedIsNotNamedAsLost() throws {
    for (table, kind) in [("search_data", "leaf"), ("storyByTitle", "leaf"), ("version", "leaf")] {
      let specimen = try RepairSpecimen()
      let pages = try specimen.pages(of: table, kind)
      try specimen.damage(page: pages[pages.count / 2], with: true)
      let report = try specimen.repair()
      #expect(report.losses == [], "\(table)")
      #expect(report.cleaned.isEmpty == (table != "version"))
      let archive = try SQLiteArchive(path: specimen.path, access: .writing)
      #expect(try archive.tags(of: 77) == ["Mer"])
      #expect(try archive.keptSearches().map(\.name) == ["Les ports"])
      #expect(try archive.remember() == 1)
      #expect(try archive.undo()?.kind == .tag)
      #expect(try archive.check().isEmpty)
    }
  }

  @Test func aNumberThatNoStoryEverHadIsNotNamed() throws {
    let specimen = try RepairSpecimen()
    var configuration = SQLiteArchive.configuration(isReadOnly: false)
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: specimen.path, configuration: configuration)
    try queue.write { db in
      for number in [0, -7, 29_668_694_567_107_960] as [Int64] {
        try db.execute(
          sql: "INSERT INTO related (story, position, title, titleKey) VALUES (?, 0, 'x', 'x')",
          arguments: [number])
      }
    }
    try queue.close()
    try specimen.damage(page: try specimen.pages(of: "storyByTitle", "leaf")[0], with: true)
    #expect(try specimen.repair().losses == [])
  }

  @Test func aLostCaptureIsNamedAndComesBackWithItsPage() throws {
    let specimen = try RepairSpecimen()
    let pages = try specimen.pages(of: "capture", "overflow")
    try specimen.damage(page: pages[0], with: true)
    let named = try SQLiteArchive(path: specimen.path, access: .reading).check()
    let lost = named.compactMap { if case .story(let id, _, .capture) = $0 { id } else { nil } }
    #expect(lost.count == 1)
    let id = try #require(lost.first)
    let report = try specimen.repair()
    #expect(report.losses == [.capture(id, title: RepairSpecimen.title(Int(id)))])
    let archive = try SQLiteArchive(path: specimen.path, access: .writing)
    let number = try archive.beginImport(label: "again", at: 0)
    let outcome = try archive.save([RepairSpecimen.entry(Int(id))], import: number)
    #expect(outcome == [.updated(id)])
    #expect(try archive.rawCapture(of: id)?.bytes == RepairSpecimen.entry(Int(id)).capture.bytes)
  }

  @Test func aStoryOfWhichNothingIsLeftIsNamed() throws {
    let specimen = try RepairSpecimen()
    let queue = try DatabaseQueue(
      path: specimen.path, configuration: SQLiteArchive.configuration(isReadOnly: false))
    try queue.write { db in
      try db.execute(sql: "UPDATE capture SET sha256 = zeroblob(32) WHERE story = 12")
      try db.execute(sql: "PRAGMA defer_foreign_keys = ON; PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: "UPDATE version SET text = x'00' WHERE story = 12")
    }
    try queue.close()
    let findings = try SQLiteArchive(path: specimen.path, access: .reading).check()
    #expect(findings == [.story(12, title: RepairSpecimen.title(12), .brokenText)])
    #expect(try specimen.repair().losses == [.story(12, title: RepairSpecimen.title(12))])
    #expect(try specimen.stories().count == RepairSpecimen.count - 1)
  }
}
