import Archive
import SQLiteArchive
import Stories
import Testing

@Suite struct LinkingTests {
  private func targets(_ archive: SQLiteArchive, _ id: StoryID) throws -> [[StoryID]] {
    try #require(try archive.story(id)).relations.map { $0.stored.map(\.id) }
  }

  @Test func aStoryImportedLaterMakesOlderLinksLive() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Hollande", related: [RelatedLink(title: "Lyon : la Fête des lumières")])
    ])
    #expect(try targets(archive, ids[0]) == [[]])
    #expect(try archive.story(ids[0])?.headline.linked == 0)
    let number = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save([Specimen.entry("LYON: la fete des lumières")], import: number)
    #expect(try targets(archive, ids[0]) == [[2]])
    #expect(try archive.story(ids[0])?.headline.linked == 1)
    #expect(try archive.story(2)?.citedBy.map(\.id) == [1])
    #expect(try archive.wanted(limit: 10).isEmpty)
  }

  @Test func anAddressOutranksAHeadline() throws {
    let link = RelatedLink(title: "Le même titre", url: "https://fanal.example/b")
    let (archive, _) = try Specimen.archive([
      Specimen.entry("Le même titre", day: 2, text: "Un autre."),
      Specimen.entry("Point de départ", related: [link]),
      Specimen.entry("Tout autre titre", day: 3, url: "https://www.fanal.example/b/"),
    ])
    #expect(try targets(archive, 2) == [[3]])
    let relation = try #require(try archive.story(2)?.relations.first)
    #expect(relation.isAltered)
  }

  @Test func quotesAndDashesAreNoAlterationAccentsAre() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("L’Assaillant « assume » — son acte"),
      Specimen.entry("L'État des lieux", day: 2),
      Specimen.entry(
        "Départ",
        related: [
          RelatedLink(title: "L'Assaillant \"assume\" - son acte"), RelatedLink(title: "L’Etat des lieux"),
        ]),
    ])
    let relations = try #require(try archive.story(3)).relations
    #expect(relations.map { $0.stored.count } == [1, 1])
    #expect(relations.map(\.isAltered) == [false, true])
  }

  @Test func twoThatFitAreBothOfferedAndTheChoiceIsRemembered() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("L’éphéméride", day: 13, text: "13"),
      Specimen.entry("L’éphéméride", day: 19, text: "19"),
      Specimen.entry("Départ", related: [RelatedLink(title: "L'éphéméride")]),
    ])
    #expect(try targets(archive, 3) == [[2, 1]])
    #expect(try archive.choose(1, for: 0, of: 3, at: 0) == Change(kind: .choose, stories: 1))
    #expect(try targets(archive, 3) == [[1]])
    #expect(try archive.undo()?.kind == .choose)
    #expect(try targets(archive, 3) == [[2, 1]])
  }

  @Test func theSameSourceIsPreferred() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("La météo", source: "La Marée", text: "a"), Specimen.entry("La météo", text: "b"),
      Specimen.entry("Départ", related: [RelatedLink(title: "La météo")]),
    ])
    #expect(try targets(archive, 3) == [[2]])
  }

  @Test func whatWasRefusedStaysRefusedUntilItIsUndone() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("La météo"), Specimen.entry("Départ", related: [RelatedLink(title: "La météo")]),
    ])
    #expect(try archive.refuse(1, for: 0, of: 2, at: 0)?.kind == .refuse)
    #expect(try targets(archive, 2) == [[]])
    #expect(try archive.story(2)?.headline.linked == 0)
    let number = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save([Specimen.entry("Autre", day: 9)], import: number)
    #expect(try targets(archive, 2) == [[]])
    _ = try archive.undo()
    #expect(try targets(archive, 2) == [[1]])
    #expect(try archive.story(2)?.headline.linked == 1)
  }

  @Test func aStoryNeverPointsToItself() throws {
    let (archive, _) = try Specimen.archive([
      Specimen.entry("La météo", related: [RelatedLink(title: "La météo")])
    ])
    #expect(try targets(archive, 1) == [[]])
  }

  @Test func theMostWantedComesFirst() throws {
    let wanted = RelatedLink(title: "Le grand absent")
    let (archive, _) = try Specimen.archive([
      Specimen.entry("Un", related: [wanted, RelatedLink(title: "Le petit absent")]),
      Specimen.entry("Deux", related: [RelatedLink(title: "LE GRAND ABSENT")]),
    ])
    let list = try archive.wanted(limit: 5)
    #expect(list.map(\.citations) == [2, 1])
    #expect(list.last?.title == "Le petit absent")
  }
}
