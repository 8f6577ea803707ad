import GRDB
import Relating
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Whichever way a stored text changes, the same stays and the same follows.
@Suite struct RewritingTests {
  enum Way: String, CaseIterable {
    case correction, rule, recleaning, settling
  }

  private static let harbour = "Le port de Castelvar rouvre après trois jours de tempête"
  private static let market = "Le grand marché de la semaine se tient à quai ce samedi matin"
  private static let column = "L’éphéméride du jour"
  private let correction = Correction("PUBLICITÉ", isStory: true)

  private static var related: [RelatedLink] {
    [
      RelatedLink(title: "Vidéo : \(harbour)"), RelatedLink(title: "Vidéo : \(market)"),
      RelatedLink(title: column),
    ]
  }

  /// A story with a near link, a near link that is refused, and a chosen one; read, starred, tagged, begun.
  private func archive() throws -> (archive: SQLiteArchive, id: StoryID) {
    let archive = try SQLiteArchive(matcher: Relating.matcher)
    let number = try archive.beginImport(label: "test", at: 0)
    let entries = [
      Specimen.entry(Self.harbour), Specimen.entry(Self.market, day: 2),
      Specimen.entry(Self.column, day: 3, text: "a"), Specimen.entry(Self.column, day: 4, text: "b"),
      Specimen.entry(
        "Une lettre de loin", day: 5,
        related: [RelatedLink(title: "Vidéo : le phare du Gorlé s’est rallumé trois nuits de suite")]),
      Specimen.entry("Départ", day: 9, related: Self.related),
    ]
    let id = try archive.save(entries, import: number).map(\.story)[5]
    _ = try archive.refuse(2, for: 1, of: id, at: 0)
    _ = try archive.choose(4, for: 2, of: id, at: 0)
    _ = try archive.mark([id], read: true, at: 0)
    _ = try archive.mark([id], starred: true, at: 0)
    _ = try archive.tag([id], with: ["mer"], without: [], at: 0)
    try archive.keepProgress(0.5, of: id)
    return (archive, id)
  }

  private func change(_ archive: SQLiteArchive, _ id: StoryID, _ way: Way, to story: Story) throws {
    switch way {
    case .correction: _ = try archive.correct(id, correction, cleaned: story, at: 0)
    case .rule:
      let change = try archive.beginRule(PublisherRule(publisher: "Le Fanal", correction), at: 0)
      #expect(try archive.rewrite([(id, story)], under: change) == 1)
    case .recleaning: try archive.reclean([(id, CleanedStory(story))])
    case .settling:
      let version = try archive.read { db in
        try Int64.fetchOne(db, sql: "SELECT version FROM story WHERE id = ?", arguments: [id])
      }
      try archive.settle([(id, [(try #require(version), story)])])
    }
  }

  @Test(arguments: Way.allCases)
  func marksAndPositionsAndWhatTheReaderSaidOfLinksStay(_ way: Way) throws {
    let (archive, id) = try archive()
    let before = try #require(try archive.story(id))
    #expect(before.relations.map(\.match) == [.near, nil, .chosen])
    var story = before.story
    story.blocks.append(Block(.paragraph, "PUBLICITÉ"))
    story.related = [RelatedLink(title: "Un autre départ")] + Self.related.reversed()
    try change(archive, id, way, to: story)
    let after = try #require(try archive.story(id))
    #expect(after.story.body == ["Un texte.", "PUBLICITÉ"])
    #expect(after.relations.map(\.match) == [nil, .chosen, nil, .near])
    #expect(after.relations.map { $0.stored.map(\.id) } == [[], [4], [], [1]])
    #expect(after.relations.map { $0.refused.map(\.id) } == [[], [], [2], []])
    #expect(after.headline.linked == 2)
    #expect(after.headline.isRead && after.headline.isStarred && after.progress == 0.5)
    #expect(try archive.tags(of: id) == ["mer"])
    #expect(after.headline.date == before.headline.date)
    #expect(try archive.count(Query(words: "publicite ")) == 1)
    #expect(try archive.check().isEmpty)
  }

  @Test(arguments: Way.allCases)
  func aNewHeadlineIsFoundAndTheOldOneIsNot(_ way: Way) throws {
    let (archive, id) = try archive()
    var story = try #require(try archive.story(id)).story
    story.title = "Le phare du Gorlé s’est rallumé trois nuits de suite"
    try change(archive, id, way, to: story)
    let citing = try #require(try archive.story(5)?.relations.first)
    #expect(citing.stored.map(\.id) == [id] && citing.match == .near)
    story.title = "Départ"
    try archive.reclean([(id, CleanedStory(story))])
    #expect(try archive.story(5)?.relations.first?.stored.isEmpty == true)
    #expect(try archive.check().isEmpty)
    let keys = try archive.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM headlineKey") }
    let (fresh, _) = try self.archive()
    let freshKeys = try fresh.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM headlineKey") }
    #expect(keys == freshKeys, "no key of a headline is left behind")
  }

  @Test(arguments: [Way.correction, .rule])
  func whatIsTakenBackIsAsItWas(_ way: Way) throws {
    let (archive, id) = try archive()
    let before = try #require(try archive.story(id))
    var story = before.story
    story.title = "Un départ"
    story.related = [RelatedLink(title: "Un autre départ")]
    try change(archive, id, way, to: story)
    #expect(try archive.story(id)?.relations.map(\.title) == ["Un autre départ"])
    _ = try archive.undo()
    #expect(try archive.story(id) == before)
    #expect(try archive.check().isEmpty)
  }

  @Test func withoutAnythingNewOnlyLinksAreFound() throws {
    let (archive, id) = try archive()
    let before = try archive.story(id)
    for _ in 0..<2 { try archive.reclean([(id, nil), (99, nil)]) }
    #expect(try archive.story(id) == before)
    #expect(try archive.check().isEmpty)
  }
}
