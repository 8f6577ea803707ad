import CTokenizer
import GRDB
import Stories

extension Archive {
  /// A short extract around what a search found in each of the stories, matches between U+0002 and U+0003;
  /// where it found something in the title alone, the beginning of the text.
  package func snippets(of query: Query, in headlines: [Headline]) throws -> [StoryID: String] {
    guard let search = query.search, !search.wanted.isEmpty else { return [:] }
    return try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT version.text, version.standfirst FROM story JOIN version ON version.id = story.version
          WHERE story.id = ?
          """)
      guard let finder = SearchFinder(search.wanted, db) else { return [:] }
      var snippets: [StoryID: String] = [:]
      for headline in headlines {
        guard let row = try Row.fetchOne(statement, arguments: [headline.id]) else { continue }
        let texts = [try row["text"] as String, try row["standfirst"] as String]
        let found = texts.lazy.compactMap { text in
          finder.snippet(of: text, headline.language, isNeeded: true)
        }.first
        let beginning = texts.last.flatMap(\.nonEmpty) ?? texts[0]
        snippets[headline.id] = found ?? finder.snippet(of: beginning, headline.language, isNeeded: false)
      }
      return snippets
    }
  }

  /// The words of each title that a search has found, as they are written there.
  package func marks(of query: Query, in headlines: [Headline]) throws -> [StoryID: [String]] {
    guard let search = query.search, !search.wanted.isEmpty else { return [:] }
    return try read { db in
      guard let finder = SearchFinder(search.wanted, db) else { return [:] }
      return Dictionary(
        headlines.map { ($0.id, finder.marks(of: $0.title, $0.language)) },
        uniquingKeysWith: { first, _ in first })
    }
  }
}

/// Finds in texts what a search found in the index; to be used while its connection is.
private final class SearchFinder {
  private let finder: OpaquePointer
  /// A snippet has so many bytes, the match after the first third.
  private static let length = 160
  /// So many matches are marked in one text.
  private static let most = 12

  init?(_ words: [SearchWords], _ db: Database) {
    guard let finder = kq_finder_new(db.sqliteConnection) else { return nil }
    self.finder = finder
    for words in words {
      var text = words.text
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          kq_finder_add(finder, $0.baseAddress, Int32($0.count), Self.form(words.form))
        }
      }
      if words.form == .unfinished {
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            kq_finder_add(finder, $0.baseAddress, Int32($0.count), KQ_FIND_ANY_FORM)
          }
        }
      }
    }
  }

  deinit { kq_finder_free(finder) }

  private static func form(_ form: SearchWords.Form) -> kq_find {
    switch form {
    case .anyForm: KQ_FIND_ANY_FORM
    case .prefix, .unfinished, .unfinishedPhrase: KQ_FIND_BEGINNING
    case .exact, .phrase: KQ_FIND_WRITTEN
    }
  }

  /// Ranges of bytes, `most` of them at most.
  private func matches(
    _ text: UnsafeBufferPointer<UInt8>, _ language: String?, most: Int = SearchFinder.most
  ) -> [Range<Int>] {
    var bounds = [Int32](repeating: 0, count: 2 * most)
    let count = text.withMemoryRebound(to: CChar.self) {
      kq_finder_find(finder, language ?? "", $0.baseAddress, Int32(clamping: $0.count), &bounds, Int32(most))
    }
    return (0..<Int(count)).map { Int(bounds[2 * $0])..<Int(bounds[2 * $0 + 1]) }
  }

  func marks(of title: String, _ language: String?) -> [String] {
    var title = title
    return title.withUTF8 { bytes in
      matches(bytes, language).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  /// Nil where a match is needed and there is none.
  func snippet(of text: String, _ language: String?, isNeeded: Bool) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = matches(bytes, language, most: 1).first ?? (isNeeded ? nil : 0..<0) else {
        return nil
      }
      let start = Self.edge(bytes, max(0, first.lowerBound - Self.length / 3))
      let begin = min(start, first.lowerBound)
      let end = Self.edge(bytes, min(bytes.count, max(begin + Self.length, first.upperBound)))
      let window = UnsafeBufferPointer(rebasing: bytes[begin..<end])
      var snippet: [UInt8] = begin > 0 ? Array("…".utf8) : []
      var place = 0
      for match in matches(window, language) where match.lowerBound >= place {
        snippet += window[place..<match.lowerBound] + [2] + window[match] + [3]
        place = match.upperBound
      }
      snippet += window[place...]
      if end < bytes.count { snippet += Array("…".utf8) }
      return String(decoding: Self.oneLine(snippet), as: UTF8.self)
    }
  }

  private static func oneLine(_ bytes: [UInt8]) -> [UInt8] {
    var line: [UInt8] = []
    for byte in bytes {
      let isSpace = byte == 10 || byte == 9 || byte == 32
      if !isSpace { line.append(byte) } else if line.last != 32 { line.append(32) }
    }
    return line
  }

  /// The next place from one on where a word begins or ends.
  private static func edge(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    guard place > 0 else { return 0 }
    var place = place
    // Some scripts have no spaces: a code point's beginning must do.
    let limit = min(bytes.count, place + 40)
    while place < limit, bytes[place] != 32, bytes[place] != 10 { place += 1 }
    while place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += 1 }
    return place
  }
}
