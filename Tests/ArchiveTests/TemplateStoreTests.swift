import Archive
import GRDB
import SQLiteArchive
import Stories
import Testing
import Text

@Suite struct TemplateStoreTests {
  private static let prose =
    "Le port a rouvert hier matin après trois jours de tempête, et les chalutiers sont repartis vers le large."

  private func entry(
    _ number: Int, lines: [String] = ["Partager"], related: [String] = [], source: String? = "Le Fanal",
    url: String? = nil, version: String = ""
  ) -> PreparedCapture {
    let title = "Titre \(number)"
    let text = ([title, Self.prose + version] + lines).joined(separator: "\n\n")
    var story = Story(title: title)
    story.source = source
    story.url = url
    story.date = StoryDate(year: 2026, month: 3, day: 1 + number, origin: .manifest)
    story.blocks = [Block(.paragraph, Self.prose + version)]
    story.related = related.map { RelatedLink(title: $0) }
    return PreparedCapture(
      capture: Capture(
        bytes: Array(text.utf8), text: text, format: .text, url: url, time: 1_770_000_000), story: story)
  }

  private func share(_ archive: SQLiteArchive, _ line: String, source: String = "Le Fanal") throws -> [Int] {
    let templates = try archive.templates(sources: [source])
    guard let template = templates.template(source: source, time: 1_770_000_000) else { return [] }
    let share = template.share(of: LineKey.hash(of: line), in: .tail)
    return [share.stories, share.of]
  }

  @Test func everyNewStoryTeachesAndNothingElseDoes() throws {
    let (archive, _) = try Specimen.archive((0..<4).map { entry($0) })
    #expect(try share(archive, "PARTAGER") == [4, 4])
    let number = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save([entry(0), entry(1, version: " Suite.")], import: number)
    #expect(try share(archive, "Partager") == [4, 4])
    _ = try archive.save([entry(9)], import: number)
    #expect(try share(archive, "Partager") == [5, 5])
    #expect(try share(archive, "Partager", source: "La Marée") == [])
  }

  @Test func headlinesAreNoFurnitureHoweverOftenTheyRecur() throws {
    let (archive, _) = try Specimen.archive(
      [entry(0, lines: ["Titre 7", "Plus tard"])]
        + (1..<5).map { entry($0, lines: ["Titre 7", "Plus tard", "Déjà là", "Partager"]) })
    #expect(try share(archive, "Titre 7") == [0, 5])
    #expect(try share(archive, "Plus tard") == [5, 5])
    let number = try archive.beginImport(label: "b", at: 0)
    _ = try archive.save([entry(8, related: ["Plus tard"])], import: number)
    #expect(try share(archive, "Plus tard") == [0, 6])
    #expect(try archive.headlines(among: ["PLUS TARD", "titre 8", "Partager"]) == ["PLUS TARD", "titre 8"])
  }

  @Test func aHeadlineThatIsStoredIsKnownAtTheSecondSighting() throws {
    let (archive, _) = try Specimen.archive(
      [entry(7, lines: [])] + (0..<4).map { entry($0, lines: ["Titre 7"]) })
    #expect(try share(archive, "Titre 7") == [0, 5])
  }

  @Test func allIsLearntAnewFromTheFirstCaptureOfEachStory() throws {
    let (archive, _) = try Specimen.archive((0..<4).map { entry($0) })
    try archive.learnAgain { _, _ in "" }
    #expect(try share(archive, "Partager") == [])
    try archive.learnAgain { String(decoding: $1.bytes, as: UTF8.self) }
    #expect(try share(archive, "Partager") == [4, 4])
    try archive.learnAgain { $0 == 2 ? nil : String(decoding: $1.bytes, as: UTF8.self) }
    #expect(try share(archive, "Partager") == [3, 3])
  }

  @Test func aHostStandsForASourceWithoutAName() throws {
    let (archive, _) = try Specimen.archive(
      (0..<3).map { entry($0, source: nil, url: "https://www.quai.example/\($0)") })
    #expect(try share(archive, "Partager", source: "quai.example") == [3, 3])
  }
}
