import Foundation
import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

private func entry(_ title: String, month: Int, layout: String?, tried: Bool = true) -> PreparedCapture {
  var story = Story(title: title)
  story.source = "Le Fanal"
  story.blocks = [Block(.paragraph, title)]
  if tried { story.profile = ProfileMatch(profile: "fanal", layout: layout) }
  let time = StoryDate(year: 2023, month: month, day: 5, origin: .metadata)?.instant
  return PreparedCapture(
    capture: Capture(bytes: Array(title.utf8), text: "", format: .html, time: time), story: story)
}

private func archive(_ entries: [PreparedCapture]) throws -> SQLiteArchive {
  let archive = try SQLiteArchive()
  _ = try archive.save(entries, import: archive.beginImport(label: "test", at: 0))
  return archive
}

@Suite struct ProfileMatchTests {
  @Test func matchesAreCountedByMonthAndYear() throws {
    let archive = try archive([
      entry("Un", month: 3, layout: "2020"), entry("Deux", month: 3, layout: nil),
      entry("Trois", month: 5, layout: "2020"), entry("Quatre", month: 5, layout: nil, tried: false),
    ])
    let count = try #require(try archive.publisherCounts().first)
    #expect(count.name == "Le Fanal")
    let numbers: [Int] = [count.stories, count.captures, count.tried, count.matched]
    #expect(numbers == [4, 4, 3, 2] as [Int])
    #expect(
      count.months == [
        PublisherCount.Period(name: "2023-03", captures: 2, tried: 2, matched: 1),
        PublisherCount.Period(name: "2023-05", captures: 2, tried: 1, matched: 1),
      ])
    #expect(count.years == [PublisherCount.Period(name: "2023", captures: 4, tried: 3, matched: 2)])
    #expect(count.silence?.captures == nil)
  }

  @Test func aProfileThatStoppedFittingIsNoticed() throws {
    let before = (1...3).map { entry("Avant \($0)", month: 3, layout: "2020") }
    let after = (1...6).map { entry("Après \($0)", month: $0 < 3 ? 5 : 6, layout: nil) }
    let silence = try #require(try archive(before + after).publisherCounts().first?.silence)
    #expect(silence.month == "2023-05")
    #expect(silence.captures == 6)
    let never = try #require(try archive(after).publisherCounts().first?.silence)
    #expect(never.month == nil)
    #expect(never.captures == 6)
    let few = try archive(before + after.prefix(4)).publisherCounts().first
    #expect(few?.silence?.captures == nil)
  }

  @Test func aNewCleaningCountsAnew() throws {
    let archive = try archive([
      entry("Un", month: 3, layout: nil), entry("Deux", month: 3, layout: "2020"),
    ])
    let match = ProfileMatch(profile: "fanal", layout: "2023")
    for _ in 0..<2 { try archive.recount([(1, match), (2, nil), (99, match)]) }
    let count = try #require(try archive.publisherCounts().first)
    #expect(count.tried == 1)
    #expect(count.matched == 1)
  }

  @Test func forgettingTakesMatchesAndBringsThemBack() throws {
    let archive = try archive([
      entry("Un", month: 3, layout: "2020"), entry("Deux", month: 4, layout: nil),
    ])
    let before = try archive.publisherCounts()
    #expect(try archive.forget(.importNumber(1)) == 2)
    #expect(try archive.publisherCounts().isEmpty)
    #expect(try archive.remember() == 2)
    #expect(try archive.publisherCounts() == before)
    #expect(try archive.check().isEmpty)
  }

  /// An archive as versions before this table wrote it, with something forgotten in it.
  @Test func anOlderArchiveIsTakenOver() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID().uuidString).sqlite").path
    defer { for end in Specimen.files { try? FileManager.default.removeItem(atPath: path + end) } }
    do {
      let queue = try DatabaseQueue(path: path)
      try Migrations.all.migrate(queue, upTo: "3 changes that can be undone")
      try queue.write { db in
        try db.execute(
          sql: """
            INSERT INTO import (id, at, label) VALUES (1, 1700000000, 'old');
            INSERT INTO publisher (id, name) VALUES (1, 'Le Fanal');
            INSERT INTO story (id, shelf, title, titleKey, publisher, captured, version)
              VALUES (1, 5, 'Ancien', 'ancien', 1, 0, 1);
            INSERT INTO version (id, story, number, byline, section, standfirst, text, shapes, removed, words)
              VALUES (1, 1, 1, '', '', '', 'Texte.', 'p', '', 1);
            INSERT INTO capture (id, sha256, story, version, import, captured, format, encoding, size, raw)
              VALUES (1, zeroblob(32), 1, 1, 1, 0, 'html', 'utf-8', 0, x'');
            CREATE TABLE forgottenStory AS SELECT * FROM story WHERE 0;
            CREATE TABLE forgottenVersion AS SELECT * FROM version WHERE 0;
            CREATE TABLE forgottenCapture AS SELECT * FROM capture WHERE 0;
            CREATE TABLE forgottenRelated AS SELECT * FROM related WHERE 0;
            CREATE TABLE forgottenLink AS SELECT * FROM link WHERE 0;
            """)
      }
      try queue.close()
    }
    let archive = try SQLiteArchive(path: path, access: .writing)
    let old = try #require(try archive.publisherCounts().first)
    let numbers: [Int] = [old.stories, old.captures, old.tried]
    #expect(numbers == [1, 1, 0] as [Int])
    #expect(old.months.map(\.name) == ["2023-11"])
    #expect(try archive.remember() == 0)
    let number = try archive.beginImport(label: "new", at: 0)
    _ = try archive.save([entry("Neuf", month: 12, layout: "2020")], import: number)
    #expect(try archive.publisherCounts().first?.matched == 1)
    try archive.close()
  }
}
