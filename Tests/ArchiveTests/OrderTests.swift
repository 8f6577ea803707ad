import GRDB
import Stories
import Testing

@testable import Archive
@testable import SQLiteArchive

/// Stories stand in one order, whichever was imported first.
@Suite struct OrderTests {
  private static let second: Instant = 1_780_000_000

  /// A story of an instant; `nil` is without a date, captured when it was imported.
  private static func entry(_ number: Int, at instant: Instant?) -> PreparedCapture {
    var story = Story(title: "Titre \(number)")
    story.date = instant.map { StoryDate(instant: $0, offset: 0, precision: .minute, origin: .manifest) }
    story.language = "fr"
    story.source = "Le Fanal"
    story.blocks = [Block(.paragraph, "Un texte du port.")]
    let capture = Capture(
      bytes: Array("\(number)".utf8), text: "", format: .text, time: second + Int64(number % 2))
    return PreparedCapture(capture: capture, story: story)
  }

  /// An archive in memory, the entries saved one by one or in one batch.
  private static func archive(_ entries: [PreparedCapture], apart: Bool = true) throws -> SQLiteArchive {
    let archive = try SQLiteArchive()
    let number = try archive.beginImport(label: "test", at: 0)
    for batch in apart ? entries.map({ [$0] }) : [entries] {
      _ = try archive.save(batch, import: number)
    }
    return archive
  }

  /// The titles of a list, read in pages of a few rows, and the same from its other end.
  private static func titles(_ archive: SQLiteArchive, _ query: Query, pages limit: Int = 3) throws
    -> [String]
  {
    var (titles, place) = ([String](), ListPosition.start)
    while true {
      let page = try archive.page(query, from: place, limit: limit)
      titles += page.headlines.map(\.title)
      guard page.hasLater, let last = page.headlines.last else { break }
      #expect(try archive.rank(of: last, in: query) == titles.count - 1)
      place = .after(last)
    }
    var (back, end) = ([String](), ListPosition.end)
    while true {
      let page = try archive.page(query, from: end, limit: limit)
      back = page.headlines.map(\.title) + back
      guard page.hasEarlier, let first = page.headlines.first else { break }
      end = .before(first)
    }
    #expect(back == titles, "the same from the end")
    return titles
  }

  private static let lists = [
    Query(), Query(sort: .oldest), Query(words: "port "), Query(words: "port ", sort: .oldest),
    Query(words: "port ", sort: .relevance), Query(words: "port ", unreadOnly: true), Query(unreadOnly: true),
  ]

  @Test(arguments: [[0, 7, 15, 22, 30], [0, 0, 0, 0, 0], [0, 0, 30, 30, 45], [59, 60, 61, 74, 75]])
  func fiveStoriesOfAMinuteStandInTheSameOrder(_ seconds: [Int64]) throws {
    let entries = seconds.enumerated().map { Self.entry($0, at: Self.second + $1) }
    let expected = entries.sorted { $0.sortKey > $1.sortKey }.map(\.title)
    for order in [entries, entries.reversed(), [2, 4, 0, 3, 1].map { entries[$0] }] {
      for apart in [true, false] {
        let archive = try Self.archive(order, apart: apart)
        for query in Self.lists {
          let titles = try Self.titles(archive, query)
          #expect(titles == (query.sort == .oldest ? expected.reversed() : expected), "\(query)")
        }
        #expect(try archive.check().isEmpty)
      }
    }
  }

  @Test func manyStoriesOfOneDayStandInTheOrderOfTheirTimes() throws {
    var random = SystemRandomNumberGenerator()
    let entries = (0..<120).map { number in
      Self.entry(number, at: number % 7 == 0 ? nil : Self.second + Int64(number * number % 300))
    }
    let expected = entries.sorted { $0.sortKey > $1.sortKey }.map(\.title)
    for _ in 0..<3 {
      let archive = try Self.archive(entries.shuffled(using: &random))
      for query in Self.lists {
        let titles = try Self.titles(archive, query, pages: 11)
        #expect(titles == (query.sort == .oldest ? expected.reversed() : expected), "\(query)")
      }
    }
  }

  @Test func whatIsForgottenComesBackToItsPlace() throws {
    let entries = (0..<9).map { Self.entry($0, at: Self.second + Int64($0 % 3)) }
    let archive = try Self.archive(entries.reversed())
    let before = try Self.titles(archive, Query(words: "port "))
    #expect(try archive.forget(.query(Query(words: "=4 "))) == 1)
    #expect(try archive.remember() == 1)
    #expect(try Self.titles(archive, Query(words: "port ")) == before)
  }

  @Test func aDayIsGoneToByItsName() throws {
    let day = CivilDay(instant: Self.second)
    let archive = try Self.archive([
      Self.entry(1, at: Self.second), Self.entry(2, at: Self.second + 86400), Self.entry(3, at: nil),
    ])
    for query in [Query(), Query(words: "port ")] {
      let page = try archive.page(query, from: .day(day), limit: 9)
      #expect(page.headlines.map(\.title) == ["Titre 1", "Titre 3"])
      #expect(page.hasEarlier)
      #expect(try archive.page(query, from: .undated, limit: 9).headlines.map(\.title) == ["Titre 3"])
    }
  }

  @Test func aKeyFollowsFromTheStoryAlone() {
    func key(_ date: Instant?, _ url: String? = nil, _ title: String = "titre") -> SortKey {
      SortKey(date: date, captured: Self.second, urlKey: url, titleKey: title, source: nil)
    }
    #expect(key(1) < key(2))
    #expect(key(-1) < key(0))
    #expect(key(nil) < key(.min))
    #expect(key(nil) < .lowestDated && SortKey.lowestDated < key(.min))
    #expect(key(5) >= .lowest(of: 5) && key(5) < .lowest(of: 6))
    #expect(key(1, "a") != key(1, "b"))
    #expect(key(1, "a", "titre") == key(1, "a", "autre"))
    // What was written must be found again: a hash that is made otherwise would shuffle every archive.
    #expect(key(0, "https://quai.example/1").value == 2_166_327)
  }
}
