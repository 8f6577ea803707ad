import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

@Suite struct VersionTests {
  private func entry(
    _ text: String, title: String = "Le port rouvre", captured: Instant, mark: String = "",
    related: [RelatedLink] = []
  ) -> PreparedCapture {
    var story = Story(title: title)
    story.source = "Le Fanal"
    story.url = "https://fanal.example/port"
    story.blocks = [Block(.paragraph, text)]
    story.related = related
    let bytes = Array("\(title)|\(text)|\(captured)|\(mark)".utf8)
    let capture = Capture(
      bytes: bytes, text: "", format: .text, path: "p\(captured)", url: story.url, time: captured)
    return PreparedCapture(capture: capture, story: story)
  }

  @Test func theSameTextIsOneMoreCaptureOfTheSameVersion() throws {
    let (archive, ids) = try Specimen.archive([entry("Un.", captured: 10), entry("Un.", captured: 20)])
    #expect(ids == [1, 1])
    let versions = try archive.versions(of: 1)
    #expect(versions.map(\.number) == [1])
    #expect(versions[0].captures.map(\.time) == [20, 10])
    #expect(versions[0].captures.map(\.path) == ["p20", "p10"])
    #expect(versions[0].size == 3)
  }

  @Test func theNewestCaptureIsTheOneThatIsReadWhateverComesLater() throws {
    let (archive, _) = try Specimen.archive([
      entry("Deux.", title: "Titre deux", captured: 20), entry("Un.", title: "Titre un", captured: 10),
    ])
    #expect(try archive.story(1)?.story.body == ["Deux."])
    #expect(try archive.story(1)?.story.title == "Titre deux")
    #expect(try archive.count(Query(words: "deux ")) == 1)
    #expect(try archive.count(Query(words: "un ")) == 0)
    let versions = try archive.versions(of: 1)
    #expect(versions.map(\.number) == [1, 2])
    #expect(versions.map(\.isShown) == [true, false])
    #expect(versions.map(\.title) == ["Titre deux", "Titre un"])
    #expect(try archive.story(1, version: 2)?.story.body == ["Un."])
    #expect(try archive.story(1, version: 2)?.story.title == "Titre un")
    #expect(try archive.story(1, version: 2)?.story.captured == 10)
    #expect(try archive.story(1, version: 3) == nil)
    #expect(try archive.check().isEmpty)
  }

  @Test func aTextThatComesBackIsItsOldVersionAgain() throws {
    let (archive, _) = try Specimen.archive([
      entry("Un.", captured: 10), entry("Deux.", captured: 20), entry("Un.", captured: 30),
    ])
    #expect(try archive.story(1)?.story.body == ["Un."])
    let versions = try archive.versions(of: 1)
    #expect(versions.map(\.number) == [1, 2])
    #expect(versions[0].captures.map(\.time) == [30, 10])
    #expect(try archive.rawCapture(of: 1)?.time == 30)
    #expect(try archive.rawCapture(of: 1, version: 2)?.time == 20)
    #expect(try archive.count(Query(words: "deux ")) == 0)
    #expect(try archive.check().isEmpty)
  }

  @Test func marksAndWhatTheReaderSaidOfLinksStay() throws {
    let related = [RelatedLink(title: "Ailleurs")]
    let (archive, ids) = try Specimen.archive([
      entry("Un.", captured: 10, related: related), Specimen.entry("Ailleurs"),
    ])
    _ = try archive.mark([ids[0]], read: true, at: 0)
    _ = try archive.mark([ids[0]], starred: true, at: 0)
    _ = try archive.refuse(ids[1], for: 0, of: ids[0], at: 0)
    let number = try archive.beginImport(label: "again", at: 0)
    _ = try archive.save([entry("Deux.", captured: 20, related: related)], import: number)
    let stored = try #require(try archive.story(ids[0]))
    #expect(stored.story.body == ["Deux."])
    #expect(stored.headline.isRead && stored.headline.isStarred)
    #expect(stored.relations.map(\.refused.count) == [1])
  }

  @Test func whatTheFirstCaptureDidNotSayANewerOneMay() throws {
    var dated = entry("Deux.", captured: 20).story
    dated.date = StoryDate(year: 2026, month: 3, day: 4, origin: .metadata)
    dated.language = "fr"
    let capture = Capture(bytes: [1], text: "", format: .html, url: dated.url, time: 20)
    let (archive, ids) = try Specimen.archive([
      entry("Un.", captured: 10), PreparedCapture(capture: capture, story: dated),
    ])
    #expect(ids == [1, 1])
    #expect(try archive.story(1)?.headline.date == dated.date)
    #expect(try archive.count(Query(words: "deux ")) == 1)
    #expect(try archive.check().isEmpty)
  }

  @Test func versionsThatOnlyCleaningMadeDifferentBecomeOne() throws {
    let (archive, _) = try Specimen.archive([
      entry("Un. Partager", captured: 10), entry("Un.", captured: 20),
    ])
    let number = try archive.beginImport(label: "again", at: 0)
    _ = try archive.save([entry("Trois.", captured: 30)], import: number)
    let captures = try archive.unsettled(1)
    #expect(captures.count == 2, "the new one and the one before it")
    #expect(captures.map(\.capture.time) == [20, 30])
    let clean = try #require(try archive.story(1)).story
    try archive.settle([(1, captures.map { ($0.version, clean) })])
    let versions = try archive.versions(of: 1)
    #expect(versions.map(\.number) == [2, 1])
    #expect(versions[0].captures.map(\.time) == [30, 20])
    #expect(versions[0].isShown)
    #expect(try archive.story(1)?.story.body == ["Trois."])
    #expect(try archive.unsettled(1).isEmpty)
    #expect(try archive.check().isEmpty)
  }

  @Test func aForgottenStoryComesBackWithItsVersions() throws {
    let (archive, _) = try Specimen.archive([entry("Un.", captured: 10), entry("Deux.", captured: 20)])
    let before = try archive.versions(of: 1)
    _ = try archive.forget(.query(Query()))
    #expect(try archive.versions(of: 1).isEmpty)
    _ = try archive.remember()
    #expect(try archive.versions(of: 1) == before)
  }
}
