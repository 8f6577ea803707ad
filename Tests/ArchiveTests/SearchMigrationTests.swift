import Foundation
import GRDB
import Locking
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// An archive that an earlier version wrote, opened by this one.
@Suite struct SearchMigrationTests {
  @Test func anOlderArchiveGetsItsIndexAnew() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID().uuidString).sqlite").path
    defer { for end in Specimen.files { try? FileManager.default.removeItem(atPath: path + end) } }
    try write(path)
    let told = Mutex<[Int]>([])
    let archive = try SQLiteArchive(path: path, access: .writing) { done, all in
      told.withLock { $0 += [done, all] }
    }
    #expect(told.withLock { $0 } == [4, 4])
    #expect(try archive.check().isEmpty)
    let rows = try archive.page(Query(), limit: 9).headlines
    #expect(rows.map(\.id) == [3, 2, 1, 4], "two of one second stand as they would in any archive")
    #expect(rows.last?.date == nil)
    #expect(try archive.page(Query(words: "etats "), limit: 9).headlines.map(\.id) == [3, 2, 1, 4])
    let day = try #require(CivilDay(year: 2015, month: 11, day: 17))
    #expect(try archive.count(Query(words: "état ", since: day, until: day)) == 2)
    let number = try archive.beginImport(label: "new", at: 0)
    _ = try archive.save([Specimen.entry("Les états", day: 3)], import: number)
    #expect(try archive.page(Query(words: "etat "), limit: 9).headlines.first?.title == "Les états")
    try archive.close()
    _ = try SQLiteArchive(path: path, access: .reading)
  }

  @Test func anIndexOfOtherWordsIsBuiltAnew() throws {
    let folder = try ArchiveFolder()
    let queue = try DatabaseQueue(
      path: folder.archive, configuration: SQLiteArchive.configuration(isReadOnly: false))
    try Migrations.all.migrate(queue, upTo: "11 fewer merges")
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT INTO story (shelf, title, titleKey, captured) VALUES (1, 'Titre', 'titre', 0);
          INSERT INTO version (story, number, byline, section, standfirst, text, shapes, removed, words)
            VALUES (1, 1, '', '', '', '岬の灯台。 Sou\u{AD}vent 1\u{202F}500.', 'p', '', 1);
          UPDATE story SET version = 1;
          INSERT INTO search (rowid, text) VALUES (1, 'autres mots');
          """)
    }
    try queue.close()
    let told = Mutex<[Int]>([])
    let archive = try SQLiteArchive(path: folder.archive, access: .writing) { done, all in
      told.withLock { $0 += [done, all] }
    }
    #expect(told.withLock { $0 } == [1, 1])
    for words in ["灯台", "souvent", "1500"] {
      #expect(try archive.page(Query(words: words), limit: 9).headlines.map(\.id) == [1], "\(words)")
    }
    #expect(try archive.count(Query(words: "autres")) == 0)
    #expect(try archive.check().isEmpty)
    try archive.close()
  }

  /// Four stories as they were kept before: two at one time, one without a date.
  private func write(_ path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try Migrations.all.migrate(queue, upTo: "6 profiles that matched")
    let second: Int64 = 1_447_779_600
    let stories: [(id: Int64, shelf: Int64, date: Int64?)] = [
      (1, (second - 86400) << 20, second - 86400), (2, second << 20 | 1, second), (3, second << 20, second),
      (4, (second << 20) - 1 << 60, nil),
    ]
    try queue.write { db in
      for story in stories {
        try db.execute(
          sql: """
            INSERT INTO story (id, shelf, title, titleKey, language, date, datePrecision, dateOrigin,
              captured, version) VALUES (?, ?, ?, ?, 'fr', ?, ?, ?, ?, ?)
            """,
          arguments: [
            story.id, story.shelf, "Titre \(story.id)", "titre \(story.id)", story.date,
            story.date.map { _ in "minute" }, story.date.map { _ in "manifest" }, second, story.id,
          ])
        try db.execute(
          sql: """
            INSERT INTO version
              (id, story, number, byline, section, standfirst, text, shapes, removed, words)
            VALUES (?, ?, 1, '', '', '', 'Aux frais de l’État.', 'p', '', 4)
            """, arguments: [story.id, story.id])
      }
      try db.execute(sql: "INSERT INTO search (search) VALUES ('rebuild')")
    }
  }
}
