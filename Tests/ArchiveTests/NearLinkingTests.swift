import Archive
import Relating
import SQLiteArchive
import Stories
import Testing

@Suite struct NearLinkingTests {
  private static let stored = "Le port de Castelvar rouvre après trois jours de tempête"
  private static let printed = "Vidéo : le port de Castelvar rouvre après trois jours de tempête"

  private func archive(_ entries: [PreparedCapture]) throws -> SQLiteArchive {
    let archive = try SQLiteArchive(matcher: Relating.matcher)
    try save(entries, archive)
    return archive
  }

  private func save(_ entries: [PreparedCapture], _ archive: SQLiteArchive) throws {
    let number = try archive.beginImport(label: "test", at: 0)
    for entry in entries { _ = try archive.save([entry], import: number) }
  }

  private func citing(_ title: String = printed, url: String? = nil, source: String = "Le Fanal")
    -> PreparedCapture
  {
    Specimen.entry("Départ", day: 9, source: source, related: [RelatedLink(title: title, url: url)])
  }

  private func relation(_ archive: SQLiteArchive, _ id: StoryID) throws -> Relation {
    try #require(try archive.story(id)?.relations.first)
  }

  @Test func aNearHeadlineIsFoundInEitherOrder() throws {
    for isCitingFirst in [true, false] {
      let entries = [Specimen.entry(Self.stored), citing()]
      let archive = try archive(isCitingFirst ? entries.reversed() : entries)
      let relation = try relation(archive, isCitingFirst ? 1 : 2)
      #expect(relation.stored.map(\.title) == [Self.stored])
      #expect(relation.match == .near)
      #expect(relation.score.map { $0 > 0.86 && $0 < 1 } == true)
      #expect(relation.isAltered)
      #expect(try archive.story(isCitingFirst ? 1 : 2)?.headline.linked == 1)
      #expect(try archive.wanted(limit: 5).isEmpty)
      #expect(try archive.check().isEmpty)
    }
  }

  @Test func withoutAMatcherOnlyEqualHeadlinesMatch() throws {
    let (archive, _) = try Specimen.archive([Specimen.entry(Self.stored), citing()])
    #expect(try relation(archive, 2).stored.isEmpty)
    #expect(try relation(archive, 2).match == nil)
  }

  @Test func anExactMatchTakesThePlaceOfANearOne() throws {
    let archive = try archive([Specimen.entry(Self.stored), citing()])
    try save([Specimen.entry(Self.printed, day: 3)], archive)
    let relation = try relation(archive, 2)
    #expect(relation.stored.map(\.id) == [3])
    #expect(relation.match == .headline)
    #expect(relation.score == nil)
  }

  @Test func anotherPublisherOrAddressIsNotMeant() throws {
    let archive = try archive([
      Specimen.entry(Self.stored, url: "https://fanal.example/a"), citing(source: "La Marée"),
      Specimen.entry(
        "Autre départ", day: 10, related: [RelatedLink(title: Self.printed, url: "https://fanal.example/b")]),
    ])
    #expect(try relation(archive, 2).stored.isEmpty)
    #expect(try relation(archive, 3).stored.isEmpty)
  }

  @Test func twoThatFitAlikeAreNotGuessedAt() throws {
    let archive = try archive([
      Specimen.entry("Le port de Castelvar rouvre enfin après trois jours de tempête"),
      Specimen.entry("Le port de Castelvar rouvre après trois longs jours de tempête", day: 2),
      citing(Self.stored),
    ])
    #expect(try relation(archive, 3).stored.isEmpty)
    let column = try self.archive([
      Specimen.entry(Self.stored, day: 1, text: "a"), Specimen.entry(Self.stored, day: 2, text: "b"),
      citing(),
    ])
    #expect(try relation(column, 3).stored.isEmpty)
  }

  @Test func aStoryThatMakesAMatchDoubtfulTakesItAway() throws {
    let archive = try archive([
      Specimen.entry("Le port de Castelvar rouvre enfin après trois jours de tempête"), citing(Self.stored),
    ])
    #expect(try relation(archive, 2).stored.map(\.id) == [1])
    try save(
      [Specimen.entry("Le port de Castelvar rouvre après trois longs jours de tempête", day: 2)], archive)
    #expect(try relation(archive, 2).stored.isEmpty)
    #expect(try archive.story(2)?.headline.linked == 0)
  }

  @Test func aRefusedNearMatchStaysRefusedAndCanBeChosenAgain() throws {
    let archive = try archive([Specimen.entry(Self.stored), citing()])
    _ = try archive.refuse(1, for: 0, of: 2, at: 0)
    try save([Specimen.entry("Autre chose encore", day: 5)], archive)
    #expect(try relation(archive, 2).stored.isEmpty)
    #expect(try relation(archive, 2).refused.map(\.id) == [1])
    _ = try archive.choose(1, for: 0, of: 2, at: 0)
    #expect(try relation(archive, 2).match == .chosen)
    _ = try archive.refuse(1, for: 0, of: 2, at: 0)
    _ = try archive.undo()
    _ = try archive.undo()
    _ = try archive.undo()
    #expect(try relation(archive, 2).match == .near)
  }

  @Test func whatIsForgottenIsFoundAgainWhenItIsRemembered() throws {
    let archive = try archive([Specimen.entry(Self.stored), citing()])
    #expect(try archive.forget(.query(Query(words: "castelvar"))) == 1)
    #expect(try relation(archive, 2).stored.isEmpty)
    #expect(try archive.remember() == 1)
    #expect(try relation(archive, 2).match == .near)
    #expect(try archive.forget(.query(Query(words: "castelvar"))) == 1)
    try save([Specimen.entry(Self.stored, day: 4)], archive)
    #expect(try relation(archive, 2).stored.map(\.id) == [3])
  }

  @Test func aKeyThatManyBearIsPassedOver() throws {
    let many = (0..<40).map {
      Specimen.entry(
        "Le grand marché de la semaine à quai, numéro \($0) du mois", day: 1 + $0 % 28, text: "\($0)")
    }
    let archive = try archive(
      many + [citing("Vidéo : le grand marché de la semaine à quai, numéro 7 du mois")])
    #expect(try relation(archive, 41).stored.count <= 1)
  }
}
