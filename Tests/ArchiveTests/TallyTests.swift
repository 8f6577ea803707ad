import GRDB
import Relating
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct TallyTests {
  /// The tally, and the same counted.
  private func expectTallyIsTrue(_ archive: SQLiteArchive) throws {
    let (told, counted) = try archive.read { db in
      let told = try #require(try Tally.counts(db))
      let row = try #require(
        try Row.fetchOne(
          db,
          sql: """
            SELECT count(*) AS stories, coalesce(sum(1 - isRead), 0) AS unread,
              coalesce(sum(isStarred), 0) AS starred, count(leader) AS copies FROM story
            """))
      return (
        [told.counts.stories, told.counts.unread, told.counts.starred, told.copies],
        [
          try row.decode(Int.self, atIndex: 0), try row.decode(Int.self, atIndex: 1),
          try row.decode(Int.self, atIndex: 2), try row.decode(Int.self, atIndex: 3),
        ]
      )
    }
    #expect(told == counted)
  }

  @Test func theTallyIsTrueWhateverHappens() throws {
    let archive = try SQLiteArchive(texts: Similarity.matcher)
    let number = try archive.beginImport(label: "test", at: 0)
    let text = (1...60).map { "mot\($0) de la phrase" }.joined(separator: " ")
    try expectTallyIsTrue(archive)
    for (title, source) in [
      ("Un", "Le Fanal"), ("Deux", "La Marée"), ("Trois", "La Criée"), ("Quatre", "Quai"),
    ] {
      _ = try archive.save([Specimen.entry(title, source: source, text: text)], import: number)
    }
    try expectTallyIsTrue(archive)
    #expect(try archive.counts() == Counts(stories: 4, unread: 4, starred: 0))
    _ = try archive.mark([1, 2], read: true, at: 0)
    _ = try archive.mark([2], starred: true, at: 0)
    try expectTallyIsTrue(archive)
    #expect(try archive.count(Query(unreadOnly: true)) == 2)
    #expect(try archive.count(Query(starredOnly: true)) == 1)
    _ = try archive.undo()
    try expectTallyIsTrue(archive)
    _ = try archive.forget(.query(Query(words: "un ")))
    try expectTallyIsTrue(archive)
    _ = try archive.remember()
    try expectTallyIsTrue(archive)
    _ = try archive.markAllRead(Query(), at: 0)
    try expectTallyIsTrue(archive)
    #expect(try archive.counts().unread == 0)
  }
}
