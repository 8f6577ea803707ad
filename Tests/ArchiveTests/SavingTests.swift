import Archive
import SQLiteArchive
import Stories
import Testing

@Suite struct SavingTests {
  @Test func theSameBytesAreKnownTheSecondTime() throws {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "a", at: 0)
    let entry = Specimen.entry("Le port rouvre")
    let first = try archive.save([entry], import: number)
    let second = try archive.save([entry], import: number)
    #expect(first == [.stored(1)])
    #expect(second == [.known(1)])
    #expect(try archive.counts().stories == 1)
  }

  @Test func outcomesStandInTheOrderOfTheDeposits() throws {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "a", at: 0)
    let outcomes = try archive.save(
      [Specimen.entry("Trois", day: 3), Specimen.entry("Un", day: 1), Specimen.entry("Deux", day: 2)],
      import: number)
    let titles = try outcomes.map { try archive.story($0.story)?.story.title }
    #expect(titles == ["Trois", "Un", "Deux"])
  }

  @Test func aStoryComesBackAsItWasSaved() throws {
    var story = Story(title: "Le port rouvre")
    story.byline = ["Ana Le Goff", "Yves Prigent"]
    story.date = StoryDate(iso: "2026-03-14T18:30:00+01:00", origin: .metadata)
    story.source = "La Marée"
    story.url = "https://maree.example/port"
    story.language = "fr"
    story.section = "Région"
    story.standfirst = "Six ans de vase."
    story.blocks = [
      Block(.paragraph, "Un paragraphe."), Block(.heading, "Un intertitre", level: 2),
      Block(.quote, "« Enfin ! »"),
      Block(.item, "un", level: 1, ordered: true), Block(.item, "sous-point", level: 2),
      Block(.preformatted, "a\n\nb"), Block(.rule, ""), Block(.table, "x\ty\nz\tw"),
    ]
    story.related = [RelatedLink(title: "Ailleurs", url: "https://maree.example/ailleurs")]
    story.removed = [RemovedLine("Partager\tcet article", rule: "general.share")]
    story.captured = 12
    let capture = Capture(bytes: [1, 2, 3], text: "", format: .html, time: 12)
    let (archive, ids) = try Specimen.archive([PreparedCapture(capture: capture, story: story)])
    var expected = story
    expected.blocks[5].text = "a\n \nb"
    expected.removed[0].text = "Partager cet article"
    let stored = try #require(try archive.story(ids[0]))
    #expect(stored.story == expected)
    #expect(stored.headline.date == story.date)
  }

  @Test func theRawCaptureIsKeptByteForByte() throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 7) }
    let capture = Capture(bytes: bytes, text: "", format: .html, encoding: "windows-1252", path: "a/b.html")
    let (archive, ids) = try Specimen.archive([
      PreparedCapture(capture: capture, story: Story(title: "Octets"))
    ])
    let kept = try #require(try archive.rawCapture(of: ids[0]))
    #expect(kept.bytes == bytes)
    #expect(kept.encoding == "windows-1252")
    #expect(kept.path == "a/b.html")
  }

  @Test func theSameAddressIsTheSameStoryAndANewTextANewVersion() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Titre", url: "https://www.fanal.example/a/?utm_source=x", text: "Avant."),
      Specimen.entry("Titre corrigé", url: "http://fanal.example/a", text: "Après."),
    ])
    #expect(ids == [1, 1])
    #expect(try archive.story(1)?.story.body == ["Après."])
    #expect(try archive.story(1)?.story.title == "Titre corrigé")
    #expect(try archive.count(Query(words: "avant ")) == 0)
    #expect(try archive.count(Query(words: "apres ")) == 1)
  }

  @Test func theSameColumnOfAnotherDayIsAnotherStory() throws {
    let (_, ids) = try Specimen.archive([
      Specimen.entry("L’éphéméride du jour", day: 13, text: "Le 13."),
      Specimen.entry("L’éphéméride du jour", day: 19, text: "Le 19."),
      Specimen.entry("L’éphéméride du jour", day: 13, source: "La Marée", text: "Le 13 en Bretagne."),
    ])
    #expect(Set(ids).count == 3)
  }

  @Test func aKnownSourceAndAnUnknownOneAreTwoStories() throws {
    let (_, ids) = try Specimen.archive([
      Specimen.entry("Accueil", source: nil, text: "Un."), Specimen.entry("Accueil", text: "Deux."),
      Specimen.entry("Accueil", source: nil, text: "Trois."),
    ])
    #expect(ids == [1, 2, 3])
  }

  @Test func withoutASourceOnlyTheSameTextIsTheSameStory() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Titre", source: nil, text: "Un."),
      Specimen.entry("Titre", source: nil, text: "Deux."),
      Specimen.entry("TITRE", source: nil, text: "Un."),
    ])
    #expect(ids == [1, 2, 1])
    #expect(try archive.statistics().captures == 3)
  }
}
