import Stories
import Testing
import Text

@testable import Archive
@testable import SQLiteArchive

/// The query language on a real index.
@Suite struct QueryTests {
  private static let stories: [(title: String, text: String)] = [
    ("L’éphéméride du jour", "Ce jour-là, l'Etat fit bâtir un phare."),
    ("Les États au bord de l’eau", "Des élèves regardent l’œuvre ; ils chantaient."),
    ("Le cheval du maire", "On l’a élevé ici, jusqu’à l’hiver. Il chante."),
    ("Des chevaux sur le quai", "Le coeur du port ; une œuvre de bois."),
    ("Tempête", "La hausse des prix, puis la baisse. Le prix de la hausse."),
  ]

  private func archive() throws -> SQLiteArchive {
    let entries = Self.stories.enumerated().map { number, story in
      Specimen.entry(
        story.title, day: number + 1, source: number < 3 ? "Le Fanal" : "La Marée",
        url: "https://fanal.example/\(number)", text: story.text)
    }
    return try Specimen.archive(entries).archive
  }

  /// The numbers of the stories that a query finds, newest first.
  private func found(_ query: String, sort: Query.Sort = .newest, in archive: SQLiteArchive) throws
    -> [StoryID]
  {
    let query = Query(words: query, search: try SearchTree.parse(query), sort: sort)
    let page = try archive.page(query, limit: 20)
    #expect(try archive.count(query) == page.headlines.count)
    return page.headlines.map(\.id)
  }

  @Test(arguments: [
    ("ephemeride", [1]), ("éphéméride", [1]), ("éphémérides", [1]), ("ETAT", [2, 1]), ("état", [2, 1]),
    ("états", [2, 1]), ("l’etat", [2, 1]), ("cheval", [4, 3]), ("chevaux", [4, 3]), ("oeuvre", [4, 2]),
    ("œuvres", [4, 2]), ("cœur", [4]), ("chanter", [3, 2]), ("jusqu'à", [3]), ("phare jour", [1]),
    ("phare AND jour", [1]), ("NOT phare NOT tempête", [4, 3, 2]), ("phare OR tempete", [5, 1]),
    ("-phare", [5, 4, 3, 2]), ("-phare -tempête", [4, 3, 2]),
    ("chev*", [4, 3]), ("\"hausse des prix\"", [5]), ("\"prix des hausses\"", []),
    ("\"prix de la hausse\"", [5]), ("(cheval OR phare) -quai", [3, 1]), ("phare OR -quai", [5, 3, 2, 1]),
  ])
  func wordsAreFoundAsPeopleTypeThem(_ query: String, _ expected: [StoryID]) throws {
    #expect(try found(query, in: archive()) == expected, "\(query)")
  }

  @Test(arguments: [
    ("=etat", [1]), ("=états", [2]), ("=élève", []), ("=élèves", [2]), ("=élevé", [3]), ("=eleve", [3]),
    ("=chevaux", [4]), ("cheval -=cheval", [4]), ("=cœur", []), ("=coeur", [4]), ("=Etat OR =élevé", [3, 1]),
  ])
  func theExactFormIsThatFormAndTheAccentsThatAreTyped(_ query: String, _ expected: [StoryID]) throws {
    #expect(try found(query, in: archive()) == expected, "\(query)")
  }

  @Test(arguments: [
    ("title:cheval", [4, 3]), ("body:cheval", []), ("title:(phare OR tempete)", [5]),
    ("source:fanal", [3, 2, 1]), ("source:\"la marée\" cheval", [4]), ("-source:fanal", [5, 4]),
    ("lang:fr cheval", [4, 3]), ("lang:en", []), ("date:2026-03-02..2026-03-03", [3, 2]),
    ("since:2026-03-04", [5, 4]), ("until:2026-03-01", [1]), ("cheval date:2026-03-04", [4]),
    ("cheval OR date:2026-03-05", [5, 4, 3]), ("-date:2026-03", []), ("date:..2026-03-02", [2, 1]),
    ("date:2026-03-04..", [5, 4]), ("date:2026", [5, 4, 3, 2, 1]),
  ])
  func fieldsNarrowTheList(_ query: String, _ expected: [StoryID]) throws {
    #expect(try found(query, in: archive()) == expected, "\(query)")
  }

  @Test func addressesAreFoundByBeginningAndByHost() throws {
    let addresses = [
      "https://www.fanal.example/2015/port", "http://sport.fanal.example/port?id=1",
      "https://lefanal.example/",
      "https://fanal.example-autre.example/x", nil, "https://fanal.example?p=6",
    ]
    let archive = try Specimen.archive(
      addresses.enumerated().map { Specimen.entry("Titre \($0)", day: $0 + 1, url: $1) }
    ).archive
    for (query, expected) in [
      ("url:fanal.example", [6, 4, 2, 1]), ("url:fanal.example/", [2, 1]),
      ("url:https://www.fanal.example/20", [1]), ("url:FANAL.example/2015/port", [1]),
      ("url:sport.fanal.example", [2]), ("url:example", [6, 4, 3, 2, 1]), ("url:nowhere.example", []),
      ("-url:fanal.example", [5, 3]), ("url:lefanal OR url:sport.fanal", [3, 2]),
      ("titre url:fanal.example/2015", [1]), ("url:anal.example", []),
    ] as [(String, [StoryID])] {
      #expect(try found(query, in: archive) == expected, "\(query)")
    }
  }

  @Test func aMarkThatNoStoryBearsFindsNothing() throws {
    let archive = try archive()
    for query in ["is:starred", "cheval is:starred", "is:starred -cheval"] {
      #expect(try found(query, in: archive) == [], "\(query)")
    }
    _ = try archive.mark([1, 2, 3, 4, 5], read: true, at: 0)
    #expect(try found("is:unread", in: archive) == [])
    #expect(try found("cheval OR is:starred", in: archive) == [4, 3])
  }

  @Test func statesAndTagsNarrowTheList() throws {
    let archive = try archive()
    _ = try archive.mark([3], starred: true, at: 0)
    _ = try archive.mark([4, 5], read: true, at: 0)
    #expect(try found("is:starred", in: archive) == [3])
    #expect(try found("cheval is:starred", in: archive) == [3])
    #expect(try found("cheval -is:starred", in: archive) == [4])
    #expect(try found("is:unread", in: archive) == [3, 2, 1])
    #expect(try found("cheval is:read", in: archive) == [4])
    #expect(try found("tempete OR is:starred", in: archive) == [5, 3])
    let horses = Query(words: "cheval", search: try SearchTree.parse("cheval"))
    #expect(try archive.tag(horses, with: ["Bêtes à poil", "quai"], without: [], at: 0)?.stories == 2)
    #expect(try archive.tag([3], with: [], without: ["QUAI"], at: 0)?.stories == 1)
    #expect(
      try archive.tags() == [TagCount(name: "Bêtes à poil", stories: 2), TagCount(name: "quai", stories: 1)])
    #expect(try found("tag:\"betes a poil\"", in: archive) == [4, 3])
    #expect(try found("cheval tag:quai", in: archive) == [4])
    #expect(try archive.tags(of: 3) == ["Bêtes à poil"])
  }

  @Test func linkedAndWantedAreTold() throws {
    let archive = try Specimen.archive([
      Specimen.entry("Un", related: [RelatedLink(title: "Deux")]),
      Specimen.entry("Deux", day: 2, related: [RelatedLink(title: "Trois qui manque")]),
    ]).archive
    #expect(try found("is:linked", in: archive) == [1])
    #expect(try found("is:wanted", in: archive) == [2])
  }

  @Test func namesThatTheArchiveLacksAreFaults() throws {
    let archive = try archive()
    #expect(throws: SearchFault(.noSource("nimporte"), 7..<15)) {
      _ = try found("source:nimporte", in: archive)
    }
    #expect(throws: SearchFault(.noTag("mer"), 4..<7)) { _ = try found("tag:mer", in: archive) }
  }

  @Test func theTypedFormComesFirstByRelevance() throws {
    let archive = try archive()
    #expect(try found("cheval", sort: .relevance, in: archive) == [3, 4])
    #expect(try found("chevaux", sort: .relevance, in: archive) == [4, 3])
    #expect(try found("états", sort: .relevance, in: archive) == [2, 1])
    let query = Query(words: "-phare", search: try SearchTree.parse("-phare"), sort: .relevance)
    #expect(try archive.page(query, limit: 9).headlines.map(\.id) == [5, 4, 3, 2])
  }

  @Test func aListByRelevanceIsReadInPages() throws {
    let entries = (0..<40).map { number in
      Specimen.entry(
        "Titre \(number)", day: number % 28 + 1,
        text: String(repeating: "Le phare. ", count: number % 7 + 1) + "\(number)")
    }
    let archive = try Specimen.archive(entries).archive
    let query = Query(words: "phares", search: try SearchTree.parse("phares"), sort: .relevance)
    let all = try archive.page(query, limit: 99).headlines
    #expect(all.count == 40)
    var rows: [Headline] = []
    var place = ListPosition.start
    while true {
      let page = try archive.page(query, from: place, limit: 7)
      #expect(page.hasEarlier == !rows.isEmpty)
      rows += page.headlines
      guard page.hasLater, let last = page.headlines.last else { break }
      place = .after(last)
    }
    #expect(rows == all)
    #expect(try archive.page(query, from: .before(all[20]), limit: 7).headlines == Array(all[13..<20]))
    #expect(try archive.page(query, from: .end, limit: 7).headlines == Array(all[33...]))
    #expect(try archive.rank(of: all[20], in: query) == 20)
  }

  @Test func snippetsMarkWhatWasFound() throws {
    let archive = try archive()
    let query = Query(words: "etat", search: try SearchTree.parse("etat"))
    let page = try archive.page(query, limit: 9)
    let snippets = try archive.snippets(of: query, in: page.headlines)
    #expect(shown(snippets[1]) == "Ce jour-là, l'[Etat] fit bâtir un phare.")
    #expect(shown(snippets[2]) == "Des élèves regardent l’œuvre ; ils chantaient.")
    let phrase = Query(words: "x", search: try SearchTree.parse("\"prix de la\" chant*"))
    let stories = try archive.headlines([3, 5])
    let found = try archive.snippets(of: phrase, in: stories)
    #expect(shown(found[5]).contains("Le [prix de la] hausse"))
    #expect(shown(found[3]).contains("Il [chante]."))
  }

  private func shown(_ snippet: Snippet?) -> String {
    snippet?.runs.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined() ?? ""
  }

  @Test(arguments: [
    ("灯台", [1]), ("震度", [1]), ("震度5", [1]), ("灯", [1]), ("台灯", []), ("中国", [2]), ("中", [2]), ("停戦", [2]),
    ("=灯台", [1]), ("\"最大震度\"", [1]), ("ข่าว", [3]), ("등대", [3]), ("منارة", [3]), ("souvent", [4]),
    ("vent", []),
    ("=souvent", [4]), ("1500", [5, 4]), ("1 500", [5, 4]), ("1\u{A0}500", [5, 4]), ("=1500", [5]),
    ("500", [4]),
    ("20e", [5, 4]), ("20ᵉ", [5, 4]), ("title:灯台", []), ("body:1500", [5, 4]), ("1500 souvent", [4]),
  ])
  func wordsOfEveryScriptAreFound(_ query: String, _ expected: [StoryID]) throws {
    let texts = [
      "岬の灯台は明るい。最大震度5強の地震。", "关于中国的报道。停戦協定。", "หนังสือพิมพ์ข่าวสด 등대 منارة",
      "Sou\u{AD}vent 1\u{202F}500 euros au 20ᵉ siècle", "1500 francs au 20e",
    ]
    let archive = try Specimen.archive(
      texts.enumerated().map { Specimen.entry("Titre \($0)", day: $0 + 1, text: $1) }
    ).archive
    #expect(try found(query, in: archive) == expected, "\(query)")
  }

  @Test func storiesOfOneDayFindTheirPlaces() throws {
    let entries =
      (0..<300).map { Specimen.entry("Titre \($0)", day: 3, text: "Texte \($0)") }
      + [Specimen.entry("Le lendemain", day: 4), Specimen.entry("La veille", day: 2)]
    let archive = try Specimen.archive(entries).archive
    let day = try #require(CivilDay(year: 2026, month: 3, day: 3))
    #expect(try archive.count(Query(since: day, until: day)) == 300)
    let rows = try archive.page(Query(), limit: 400).headlines
    #expect(rows.first?.title == "Le lendemain" && rows.last?.title == "La veille")
    #expect(Set(rows.map(\.sortKey)).count == 302)
  }

  @Test func countsAreByWhatIsAsked() throws {
    let archive = try archive()
    let all = Query()
    #expect(try archive.count(all, by: .month).lines == [CountLine(name: "2026-03", stories: 5)])
    #expect(try archive.count(all, by: .year).lines == [CountLine(name: "2026", stories: 5)])
    let horses = Query(words: "cheval", search: try SearchTree.parse("cheval"))
    let days = try archive.count(horses, by: .day)
    #expect(
      days.lines == [CountLine(name: "2026-03-03", stories: 1), CountLine(name: "2026-03-04", stories: 1)])
    #expect(days.stories == 2 && days.all == 5)
    #expect(
      try archive.count(all, by: .source).lines
        == [CountLine(name: "Le Fanal", stories: 3), CountLine(name: "La Marée", stories: 2)])
    _ = try archive.tag(horses, with: ["bêtes"], without: [], at: 0)
    #expect(
      try archive.count(all, by: .tag).lines
        == [CountLine(name: "bêtes", stories: 2), CountLine(name: nil, stories: 3)])
    #expect(try archive.count(all, by: .author).lines == [CountLine(name: nil, stories: 5)])
  }

  @Test func whatIsForgottenIsNotFound() throws {
    let archive = try archive()
    let horses = Query(words: "chevaux", search: try SearchTree.parse("chevaux"))
    _ = try archive.tag(horses, with: ["bêtes"], without: [], at: 0)
    #expect(try archive.forget(.query(horses)) == 2)
    #expect(try found("cheval", in: archive).isEmpty)
    #expect(try archive.remember() == 2)
    #expect(try found("cheval tag:betes", in: archive) == [4, 3])
    #expect(try archive.check().isEmpty)
  }

  @Test func aBeginningThatManyStoriesHaveIsReadInTheirTexts() throws {
    let archive = try Specimen.archive([
      Specimen.entry("Le port rouvre", text: "La pompe."), Specimen.entry("L’apport", day: 2),
      Specimen.entry("Un navire", day: 3, text: "Il vient d’Oporto, l’PÔTE."),
      Specimen.entry("Le potager", day: 4),
    ]).archive
    let searches = [
      "po*", "title:po*", "body:po*", "pom* po*", "navire po*", "po* -potager", "(po* OR navire)",
    ]
    let before = try searches.map { try found($0, in: archive) }
    #expect(before == [[4, 3, 1], [4, 1], [3, 1], [1], [3], [3, 1], [4, 3, 1]])
    try archive.write {
      try $0.execute(sql: "INSERT OR REPLACE INTO frequentWord VALUES ('port', 9000), ('potager', 8000)")
    }
    #expect(try searches.map { try found($0, in: archive) } == before)
    #expect(try found("po*", sort: .relevance, in: archive).sorted() == [1, 3, 4])
  }

  @Test func aPhraseThatIsTypedGoesOnWithFrequentWords() throws {
    let archive = try Specimen.archive([
      Specimen.entry("Le port rouvre"), Specimen.entry("Le potager", day: 2),
      Specimen.entry("La porte", day: 3),
    ]).archive
    func typed(_ words: String) throws -> [StoryID] {
      var query = Query(words: words, search: try SearchTree.parse(words, typed: true))
      query.isTyping = true
      return try archive.page(query, limit: 10).headlines.map(\.id)
    }
    #expect(try typed("\"le po") == [2, 1])
    // Where many words begin so, the most frequent of them stand for all.
    try archive.write {
      try $0.execute(sql: "INSERT OR REPLACE INTO frequentWord VALUES ('port', 9000), ('porte', 8000)")
    }
    #expect(try typed("\"le po") == [1])
    #expect(try typed("\"la po") == [3])
    #expect(try typed("\"le port") == [1])
    #expect(try typed("\"p") == [3, 1])
  }
}
