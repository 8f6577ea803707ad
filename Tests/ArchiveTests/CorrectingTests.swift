import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct CorrectingTests {
  /// The specimen's story with its removed line back in the text.
  private func corrected(_ story: Story) -> Story {
    var story = story
    story.removed = []
    story.blocks.append(Block(.paragraph, "PUBLICITÉ"))
    return story
  }

  private let putBack = Correction("PUBLICITÉ", isStory: true)

  @Test func aCorrectionKeepsNumberMarksAndLinksAndIsUndone() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Le phare", related: [RelatedLink(title: "Le port")]),
      Specimen.entry("Le port", day: 2),
      Specimen.entry("Le port", day: 3),
    ])
    _ = try archive.mark([ids[0]], read: true, at: 0)
    _ = try archive.choose(ids[1], for: 0, of: ids[0], at: 0)
    let before = try #require(try archive.story(ids[0]))
    let story = corrected(before.story)
    #expect(
      try archive.correct(ids[0], putBack, cleaned: story, at: 0) == Change(kind: .putBack, stories: 1))
    let after = try #require(try archive.story(ids[0]))
    #expect(after.story.body == ["Un texte.", "PUBLICITÉ"])
    #expect(after.story.removed.isEmpty)
    #expect(after.headline == before.headline)
    #expect(after.relations == before.relations)
    #expect(try archive.corrections(of: ids[0]) == [putBack])
    #expect(try archive.rawCapture(of: ids[0])?.corrections == [putBack])
    #expect(try archive.count(Query(words: "publicite ")) == 1)
    #expect(try archive.check().isEmpty)

    #expect(try archive.undo()?.kind == .putBack)
    #expect(try archive.story(ids[0]) == before)
    #expect(try archive.corrections(of: ids[0]).isEmpty)
    #expect(try archive.count(Query(words: "publicite ")) == 0)
    #expect(try archive.check().isEmpty)
  }

  @Test func whatChangesNothingIsNotRemembered() throws {
    let (archive, ids) = try Specimen.archive([Specimen.entry("Le phare")])
    let story = try #require(try archive.story(ids[0])).story
    #expect(try archive.correct(ids[0], putBack, cleaned: story, at: 0) == nil)
    #expect(try archive.corrections(of: ids[0]).isEmpty)
    #expect(try archive.undo() == nil)
  }

  @Test func aSecondThoughtReplacesTheFirstAndIsUndoneAlone() throws {
    let (archive, ids) = try Specimen.archive([Specimen.entry("Le phare")])
    let plain = try #require(try archive.story(ids[0])).story
    _ = try archive.correct(ids[0], putBack, cleaned: corrected(plain), at: 0)
    let takeOut = Correction("PUBLICITÉ", isStory: false)
    _ = try archive.correct(ids[0], takeOut, cleaned: plain, at: 0)
    #expect(try archive.corrections(of: ids[0]) == [takeOut])
    _ = try archive.undo()
    #expect(try archive.corrections(of: ids[0]) == [putBack])
    #expect(try archive.story(ids[0])?.story.body == ["Un texte.", "PUBLICITÉ"])
  }

  @Test func theSameCaptureComesAgainAndTheCorrectionStays() throws {
    let entry = Specimen.entry("Le phare")
    let (archive, ids) = try Specimen.archive([entry])
    let plain = try #require(try archive.story(ids[0])).story
    _ = try archive.correct(ids[0], putBack, cleaned: corrected(plain), at: 0)
    let number = try archive.beginImport(label: "again", at: 0)
    #expect(try archive.save([entry], import: number) == [.known(ids[0])])
    #expect(try archive.story(ids[0])?.story.body == ["Un texte.", "PUBLICITÉ"])
  }

  @Test func aForgottenStoryComesBackWithItsCorrections() throws {
    let (archive, ids) = try Specimen.archive([Specimen.entry("Le phare")])
    let plain = try #require(try archive.story(ids[0])).story
    _ = try archive.correct(ids[0], putBack, cleaned: corrected(plain), at: 0)
    _ = try archive.forget(.query(Query(words: "phare ")))
    _ = try archive.remember()
    #expect(try archive.corrections(of: ids[0]) == [putBack])
  }

  @Test func aRuleIsOneChangeHoweverManyStoriesAndTitlesItTouches() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Le phare", related: [RelatedLink(title: "Le port neuf")]),
      Specimen.entry("Le port", day: 2, related: [RelatedLink(title: "Le phare")]),
    ])
    let before = try ids.map { try archive.story($0) }
    let rule = PublisherRule(publisher: "Le Fanal", putBack)
    let change = try archive.beginRule(rule, at: 0)
    var port = corrected(try #require(before[1]).story)
    port.title = "Le port neuf"
    port.related = [RelatedLink(title: "Le phare"), RelatedLink(title: "Un autre")]
    #expect(try archive.rewrite([(ids[1], port)], under: change) == 1)
    _ = try archive.mark([ids[0]], starred: true, at: 0)
    #expect(try archive.story(ids[0])?.headline.linked == 1, "the new title is found")
    #expect(try archive.undo()?.kind == .star)
    #expect(try archive.undo() == Change(kind: .rule, stories: 1, rule: rule))
    #expect(try archive.story(ids[1]) == before[1])
    #expect(try archive.check().isEmpty)
  }

  @Test func aLineIsFoundInOtherStoriesOfThePublisher() throws {
    let (archive, ids) = try Specimen.archive([
      Specimen.entry("Un", text: "Temps de lecture : 3 min, 100 % gratuit_"),
      Specimen.entry("Deux", day: 2, text: "Temps de lecture : 12 min, 100 % gratuit_"),
      Specimen.entry("Trois", day: 3, source: "La Marée"),
    ])
    let line = "Temps de lecture : 3 min, 100 % gratuit_"
    #expect(try archive.hasLine(line, of: "Le Fanal", besides: ids[0]))
    #expect(try archive.hasLine("PUBLICITÉ", of: "Le Fanal", besides: ids[0]))
    #expect(try !archive.hasLine("gratuitX", of: "Le Fanal", besides: ids[0]))
    #expect(try !archive.hasLine("PUBLICITÉ", of: "La Marée", besides: ids[2]))
  }

  @Test func aProbabilityIsKeptWithItsLine() throws {
    var story = Story(title: "Le phare")
    story.removed = [
      RemovedLine("a\tb", rule: "label.menu", probability: 0.97314), RemovedLine("c", rule: "general.share"),
    ]
    let stored = StoredText(story).removed
    #expect(stored == "label.menu\ta b\t0.9731\ngeneral.share\tc")
    #expect(
      StoredText.removed(stored) == [
        RemovedLine("a b", rule: "label.menu", probability: 0.9731), RemovedLine("c", rule: "general.share"),
      ])
  }
}
