import Archive
import SQLiteArchive
import Stories
import Testing
import Text

@Suite struct ListingTests {
  /// 57 stories over 7 days, every fifth without a date.
  private func archive() throws -> SQLiteArchive {
    let entries = (0..<57).map { number in
      Specimen.entry(
        "Titre \(number % 10) \(number)", day: number % 5 == 0 ? nil : number % 7 + 1,
        text: "Texte \(number)",
        captured: 1_770_000_000 + Instant(number))
    }
    return try Specimen.archive(entries).archive
  }

  /// The whole list read forward in pages.
  private func forward(_ archive: SQLiteArchive, _ query: Query) throws -> [Headline] {
    var rows: [Headline] = []
    var place = ListPosition.start
    while true {
      let page = try archive.page(query, from: place, limit: 7)
      #expect(page.hasEarlier == !rows.isEmpty)
      rows += page.headlines
      guard page.hasLater, let last = rows.last else { return rows }
      place = .after(last)
    }
  }

  /// The whole list read backward in pages.
  private func backward(_ archive: SQLiteArchive, _ query: Query) throws -> [Headline] {
    var rows: [Headline] = []
    var place = ListPosition.end
    while true {
      let page = try archive.page(query, from: place, limit: 7)
      rows = page.headlines + rows
      guard page.hasEarlier, let first = rows.first else { return rows }
      place = .before(first)
    }
  }

  @Test(arguments: Query.Sort.allCases) func pagesInBothDirectionsMakeTheSameList(_ sort: Query.Sort) throws {
    let archive = try archive()
    let query = Query(sort: sort)
    let rows = try forward(archive, query)
    #expect(rows.count == 57)
    #expect(Set(rows.map(\.id)).count == 57)
    #expect(try backward(archive, query) == rows)
    for (index, row) in rows.enumerated() { #expect(try archive.rank(of: row, in: query) == index) }
  }

  @Test func newestComesFirstAndStoriesWithoutADateLast() throws {
    let rows = try forward(archive(), Query())
    let dates = rows.map { $0.date?.instant ?? .min }
    #expect(dates == dates.sorted(by: >))
    #expect(rows.last?.date == nil)
    let undated = rows.filter { $0.date == nil }.map(\.captured)
    #expect(undated == undated.sorted(by: >))
  }

  @Test func aPageCanBeginAtARow() throws {
    let archive = try archive()
    let rows = try forward(archive, Query())
    let page = try archive.page(Query(), from: .at(rows[20]), limit: 5)
    #expect(page.headlines == Array(rows[20..<25]))
    #expect(page.hasEarlier && page.hasLater)
  }

  @Test func filtersNarrowTheList() throws {
    let archive = try archive()
    _ = try archive.mark([1, 2, 3], read: true, at: 0)
    _ = try archive.mark([4], starred: true, at: 0)
    #expect(try archive.count(Query(unreadOnly: true)) == 54)
    #expect(try archive.page(Query(starredOnly: true), limit: 9).headlines.map(\.id) == [4])
    let day = try #require(CivilDay(year: 2026, month: 3, day: 2))
    let ofDay = try archive.page(Query(since: day, until: day), limit: 99).headlines
    #expect(!ofDay.isEmpty && ofDay.allSatisfy { $0.date?.day == day })
    #expect(try archive.count(Query(source: "Personne")) == 0)
  }
}

@Suite struct SearchTests {
  private func ids(_ archive: SQLiteArchive, _ words: String) throws -> [StoryID] {
    try archive.page(Query(words: words), limit: 50).headlines.map(\.id)
  }

  @Test func searchIsBlindToAccentsCaseElisionAndLigatures() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("L’éphéméride", day: 1, text: "L’Œuvre au noir, à l’État."),
      Specimen.entry("Autre chose", day: 2, text: "Le coeur des ETATS-UNIS."),
    ])
    #expect(try ids(archive, "ephemeride ") == [1])
    #expect(try ids(archive, "ÉPHÉMÉRIDE ") == [1])
    #expect(try ids(archive, "oeuvre ") == [1])
    #expect(try ids(archive, "œuvre ") == [1])
    #expect(try ids(archive, "cœur ") == [2])
    #expect(try ids(archive, "etat ") == [2, 1])
    #expect(try ids(archive, "eta") == [2, 1])
    #expect(try ids(archive, "l'état") == [2, 1])
  }

  @Test func allWordsMustOccurAndTheLastMayBeUnfinished() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("Le tram", day: 1, text: "La ligne D ouvre."),
      Specimen.entry("Le tram", day: 2, text: "La ligne E attend."),
    ])
    #expect(try ids(archive, "tram lig") == [2, 1])
    #expect(try ids(archive, "tram ouv") == [1])
    #expect(try ids(archive, "tram ouv ").isEmpty)
  }

  @Test(arguments: ["\"", "(", "NEAR(", "a* OR", "-", "title:", "'; DROP TABLE story", "^", "\u{0}"])
  func nothingTypedBreaksTheSearch(_ words: String) throws {
    let (archive, _) = try Specimen.archive([Specimen.entry("Le tram")])
    _ = try ids(archive, words)
    #expect(try archive.counts().stories == 1)
  }

  @Test func aSnippetShowsWhatWasFound() throws {
    let (archive, _) = try Specimen.archive([Specimen.entry("Le tram", text: "Le conducteur salue.")])
    let rows = try archive.page(Query(words: "conducteur "), limit: 5).headlines
    let snippets = try archive.snippets(of: Query(words: "conducteur "), in: rows)
    #expect(snippets[1]?.runs.contains(Snippet.Run("conducteur", isMatch: true)) == true)
  }
}
