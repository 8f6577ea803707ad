import Archive
import Cells
import Cleaning
import Glibc
import Importing
import Relating
import SQLiteArchive
import Screens
import Stories
import Testing
import Text
import Typesetting

@testable import Kiosque

/// What a search finds is what the reader sees marked, over the bundled sample.
@Suite struct FoundWordsTests {
  private static func archive() throws -> SQLiteArchive {
    setlocale(LC_CTYPE, "C.UTF-8")
    let folder = try #require(Paths.bundled("Sample"))
    let list = folder + "/manifest.csv"
    let archive = try SQLiteArchive()
    let ingest = Ingest(
      reader: CaptureReader(), pipeline: .installed(),
      manifest: TextFile.read(list).map { Manifest.parse(text: $0, name: list).0 }, pattern: nil)
    let importer = Importer(archive: archive, ingest: ingest, label: "Sample", now: Clock.now)
    var files: [String] = []
    FileWalk.forEach(folder) { if case .success(let path) = $0, path != list { files.append(path) } }
    for file in files { try importer.add(.file(file, isNamed: false)) }
    try importer.flush()
    return archive
  }

  private static let typed = [
    "lampes", "vents", "mer", "an", "gardiens phares", "\"vieux port\"", "title:phare", "body:marées",
    "author:marrec", "ephem*", "=phare", "l’hiver", "tempêtes OR goélands", "phares -tram", "灯台", "灯",
    "bibliothèques", "horses", "boats", "häuser", "linse", "4000", "20e", "=élève OR livres", "sur la",
  ]

  /// Words of the stories as they are, without an end, with a plural: 200 with those that are typed.
  private static func queries(_ stories: [StoredStory]) -> [String] {
    let words = Set(stories.flatMap { $0.story.passages.flatMap(WordCutter.words) }).sorted()
      .filter { $0.count > 1 }
    let wanted = 200 - typed.count
    let picked = (0..<wanted).map { words[$0 * words.count / wanted] }
    return typed
      + picked.enumerated().map { number, word in
        switch number % 5 {
        case 0: word + "s"
        case 1 where word.count > 4: String(word.dropLast(2)) + "*"
        default: word
        }
      }
  }

  @Test func everyHitIsMarkedAndNoMarkLiesWithinAWord() throws {
    let archive = try Self.archive()
    let all = try archive.page(Query(), limit: 1000).headlines
    let stories = try all.compactMap { try archive.story($0.id) }
    #expect(stories.count > 25)
    var hits = 0
    let queries = Self.queries(stories)
    #expect(queries.count == 200)
    for words in queries {
      for isTyped in [false, true] {
        let tree = try SearchTree.parse(words, .spoken, typed: isTyped)
        let found = try archive.page(Query(words: words, search: tree), limit: 1000).headlines
        hits += found.count
        let finder = WordFinder(tree?.terms ?? [])
        for headline in found {
          let stored = try #require(stories.first { $0.headline.id == headline.id })
          let set = SetStory(story: stored.story, byline: byline(stored, .french), measure: 66)
          let matches = set.matches(of: finder)
          #expect(!matches.isEmpty, "\(words) finds \(headline.title)")
          for match in matches { #expect(isWhole(match, in: set), "\(words) in \(headline.title)") }
        }
      }
    }
    #expect(hits > 800)
  }

  /// Whether no letter stands right before and right behind, but for scripts without blanks.
  private func isWhole(_ match: SetStory.Match, in set: SetStory) -> Bool {
    let text = Array(set.passages[match.passage].unicodeScalars)
    func isLetter(_ index: Int) -> Bool {
      guard text.indices.contains(index), text[index].value < 0x3000 else { return false }
      return text[index].properties.isAlphabetic || text[index].properties.numericType != nil
    }
    let (first, last) = (match.range.lowerBound, match.range.upperBound - 1)
    return !(isLetter(first) && isLetter(first - 1)) && !(isLetter(last) && isLetter(last + 1))
  }
}
