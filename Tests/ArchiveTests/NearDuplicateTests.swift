import Relating
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct NearDuplicateTests {
  private static let text = (1...12).map {
    "Phrase \($0) : le préfet annonce que le port numéro \($0 * 7) rouvre après \($0 * 3) jours de tempête."
  }.joined(separator: " ")

  private static let other = (1...12).map {
    "Alinéa \($0) : la criée \($0 * 11) du vieux quai ne reprendra pas avant le \($0) mars, dit un pêcheur."
  }.joined(separator: " ")

  private func archive(_ deposits: [PreparedCapture]) throws -> SQLiteArchive {
    let archive = try SQLiteArchive(texts: Similarity.matcher)
    try save(deposits, archive)
    return archive
  }

  private func save(_ deposits: [PreparedCapture], _ archive: SQLiteArchive) throws {
    let number = try archive.beginImport(label: "test", at: 0)
    for deposit in deposits { _ = try archive.save([deposit], import: number) }
  }

  private func copy(
    _ title: String, day: Int? = 3, source: String? = "Le Fanal", text: String = text, url: String? = nil
  ) -> PreparedCapture {
    Specimen.deposit(title, day: day, source: source, url: url, text: text)
  }

  private func folded(_ archive: SQLiteArchive, unread: Bool = false) throws -> [StoryID] {
    var query = Query(unreadOnly: unread)
    query.isFolded = true
    let ids = try archive.page(query, limit: 50).headlines.map(\.id)
    #expect(try archive.count(query) == ids.count)
    return ids
  }

  @Test func copiesInOtherPapersStandBelowTheFirst() throws {
    let archive = try archive([
      copy("Le port rouvre"), copy("Réouverture du port", day: 4, source: "La Marée"),
      copy("Autre chose", source: "La Marée", text: Self.other), copy("Port : c’est rouvert", source: nil),
    ])
    #expect(Set(try folded(archive)) == [3, 1])
    #expect(try archive.nearDuplicates(below: 1).map(\.id) == [2, 4])
    #expect(try archive.story(1)?.headline.twins == 2)
    #expect(try archive.story(2)?.headline.leader == 1)
    #expect(try archive.story(2)?.similar.map(\.id) == [1, 4])
    #expect(try archive.story(3)?.similar.isEmpty == true)
    #expect(try archive.page(Query(), limit: 50).headlines.count == 4, "not folded, every story has its row")
    #expect(try archive.count(Query(words: "tempete ")) == 3)
    #expect(try archive.counts().stories == 4)
    #expect(try archive.check().isEmpty)
  }

  @Test func oneSourceOtherDaysAndShortTextsStayApart() throws {
    let archive = try archive([
      copy("Un"), copy("Deux"), copy("Trois", day: 20, source: "La Marée"),
      copy("Quatre", day: nil, source: "La Marée"),
      copy("Cinq", source: "La Criée", text: "Le port rouvre."),
      copy("Six", source: "La Digue", text: "Le port rouvre."),
    ])
    #expect(try folded(archive).count == 6)
  }

  @Test func daysOnEitherSideOfAPeriodMeet() throws {
    for day in 1...24 {
      let archive = try archive([copy("Un", day: day), copy("Deux", day: day + 3, source: "La Marée")])
      #expect(try archive.story(1)?.headline.twins == 1, "day \(day)")
    }
  }

  @Test func aReadHeadlineHidesNoUnreadCopy() throws {
    let archive = try archive([copy("Un"), copy("Deux", source: "La Marée")])
    #expect(try folded(archive, unread: true) == [1])
    _ = try archive.mark([1], read: true, at: 0)
    #expect(try folded(archive, unread: true) == [2])
    _ = try archive.undo()
    _ = try archive.markAllRead(Query(), at: 0)
    #expect(try archive.counts().unread == 0, "copies are read with all others")
  }

  @Test func aGroupOutlivesTheStoryThatLedIt() throws {
    let archive = try archive([
      copy("Premier"), copy("Deux", source: "La Marée"), copy("Trois", source: "La Criée"),
    ])
    _ = try archive.forget(.query(Query(words: "premier ")))
    #expect(try folded(archive) == [2])
    #expect(try archive.story(2)?.headline.twins == 1)
    #expect(try archive.story(3)?.headline.leader == 2)
    _ = try archive.remember()
    #expect(try archive.story(1)?.headline.leader == 2)
    #expect(try archive.story(2)?.headline.twins == 2)
    #expect(try archive.check().isEmpty)
  }

  @Test func aNewTextFindsItsGroupAnew() throws {
    let page = { (text: String) in
      Specimen.deposit("Page", day: 3, source: "La Marée", url: "https://maree.example/a", text: text)
    }
    let archive = try archive([
      copy("Un"), page(Self.other), copy("Autre", source: "La Criée", text: Self.other),
    ])
    #expect(try archive.story(3)?.headline.leader == 2)
    try save([page(Self.text)], archive)
    #expect(try archive.story(2)?.headline.leader == 1)
    #expect(try archive.story(2)?.headline.twins == 0)
    #expect(try archive.story(3)?.headline.leader == nil)
    #expect(try archive.check().isEmpty)
  }

  @Test func aCorrectionLeavesTheGroupAsItIs() throws {
    let archive = try archive([copy("Un"), copy("Deux", source: "La Marée")])
    var story = try #require(try archive.story(2)).story
    story.blocks.append(Block(.paragraph, "PUBLICITÉ"))
    _ = try archive.correct(2, Correction("PUBLICITÉ", isStory: true), cleaned: story, at: 0)
    #expect(try archive.story(2)?.headline.leader == 1)
    _ = try archive.undo()
    #expect(try archive.story(2)?.headline.leader == 1)
    try save([copy("Trois", source: "La Criée")], archive)
    #expect(try archive.story(1)?.headline.twins == 2)
  }

  @Test func aTextThatEverybodyPrintsIsFoundByItsKeysTogether() throws {
    let archive = try archive((1...60).map { copy("Titre \($0)", source: "Journal \($0)") })
    #expect(try archive.story(1)?.headline.twins == 59)
    #expect(try folded(archive) == [1])
  }
}
