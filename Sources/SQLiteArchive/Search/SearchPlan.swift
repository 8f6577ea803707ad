import Archive
import GRDB
import Stories
import Text

/// How a phrase of a search contributes to the ranking, by the letters that `closeness` takes.
enum PhraseKind: Character {
  /// By how often it occurs in a story, and how few stories have it.
  case weighed = "a"
  /// By how often it occurs in a story.
  case unweighed = "b"
  /// By whether it occurs in the form in which it was typed.
  case typed = "e"
  /// Not at all.
  case ignored = "x"
}

/// A search as conditions on the index and on the tables.
struct SearchPlan {
  typealias Arguments = [(any DatabaseValueConvertible)?]

  /// The FTS5 expression that every story must match; nil where only the tables are used.
  var match: String?
  /// How each phrase of it contributes to the ranking.
  var kinds: [PhraseKind] = []
  /// The conditions that every story must fulfil in the tables.
  var conditions: [(sql: String, arguments: Arguments)] = []
  /// The days of which every story must be; nil ends are open.
  var days: [(first: CivilDay?, last: CivilDay?)] = []
  /// Tables and conditions of marks that every story must have, since few stories may have them.
  var marks: [String] = []

  /// A part of the expression, and whether it is negated.
  private struct Piece {
    var text: String
    var kinds: [PhraseKind]
    var isNegative = false

    var ignored: [PhraseKind] { kinds.map { _ in .ignored } }
  }

  let db: Database
  /// Whether forms as typed are distinguished from others, which costs more.
  private let isRanking: Bool
  private let isTyping: Bool
  /// Those languages of the tokenizer that stories are in.
  private let languages: [String]

  /// A page of a list is read from one end: conditions that most stories fulfil are tested on each of them.
  init(_ query: Query, isPage: Bool = false, _ db: Database) throws {
    self.db = db
    isRanking = query.sort == .relevance
    isTyping = query.isTyping
    languages = query.search == nil ? [] : try Self.languages(db)
    var pieces: [Piece] = []
    for tree in query.parts {
      if isPage, !isRanking, let condition = try commonBeginning(tree) {
        conditions.append(condition)
      } else if let piece = try piece(tree) {
        pieces.append(piece)
      } else {
        try add(tree, to: &pieces)
      }
    }
    if !pieces.isEmpty, let publisher = try query.source.map(publisher) {
      pieces.append(Piece(text: Self.mark("p\(publisher ?? 0)"), kinds: [.ignored]))
    }
    if let all = Self.all(pieces) {
      let whole = Self.positive(all)
      (match, kinds) = (whole.text, whole.kinds)
      // With a single word, the rarity of its forms means nothing.
      if query.search?.plain != nil { kinds = kinds.map { $0 == .weighed ? .unweighed : $0 } }
    }
  }

  static let starred = "story WHERE story.isStarred = 1"
  static let unread = "story WHERE story.isRead = 0"

  private mutating func add(_ tree: SearchTree, to pieces: inout [Piece]) throws {
    if let (words, part) = tree.plain {
      pieces.append(self.words(words, part))
      conditions.append(Self.spelling(words.text, part))
      return
    }
    switch tree {
    case .filter(.state(.starred)): marks.append(Self.starred)
    case .filter(.state(.unread)): marks.append(Self.unread)
    case .filter(.days(let first, let last)):
      days.append((first, last))
      return
    case .filter(.tag(let name, let columns)):
      marks.append(
        "story JOIN storyTag ON storyTag.story = story.id WHERE storyTag.tag = \(try tag(name, columns))")
    default: break
    }
    conditions.append(try condition(tree))
  }

  // MARK: - In the index

  /// Nil for what the index cannot answer.
  private func piece(_ tree: SearchTree, _ part: StoryPart? = nil) throws -> Piece? {
    switch tree {
    case .words(let words):
      return words.form == .exact && Self.isAccented(words.text) ? nil : self.words(words, part)
    case .part(let part, let tree): return try piece(tree, part)
    case .filter(.source(let name, let columns)):
      let marks = try sources(name, columns).map { Self.mark("p\($0)") }
      return Self.any(marks.map { Piece(text: $0, kinds: [.ignored]) })
    case .filter(.language(let tag)): return Piece(text: Self.mark("l" + tag), kinds: [.ignored])
    case .filter: return nil
    case .not(let tree):
      guard var piece = try piece(tree, part) else { return nil }
      piece.isNegative.toggle()
      return piece
    case .all(let trees):
      let pieces = try trees.compactMap { try piece($0, part) }
      return pieces.count == trees.count ? Self.all(pieces) : nil
    case .any(let trees):
      let pieces = try trees.compactMap { try piece($0, part) }.map(Self.positive)
      guard pieces.count == trees.count else { return nil }
      return Self.any(pieces)
    }
  }

  private static func all(_ pieces: [Piece]) -> Piece? {
    let wanted = pieces.filter { !$0.isNegative }
    let unwanted = pieces.filter(\.isNegative)
    let negative = Piece(
      text: "(" + unwanted.map(\.text).joined(separator: " OR ") + ")",
      kinds: unwanted.flatMap(\.ignored), isNegative: true)
    guard !wanted.isEmpty else { return unwanted.isEmpty ? nil : negative }
    let positive = Piece(
      text: "(" + wanted.map(\.text).joined(separator: " AND ") + ")", kinds: wanted.flatMap(\.kinds))
    guard !unwanted.isEmpty else { return positive }
    return Piece(text: "(\(positive.text) NOT \(negative.text))", kinds: positive.kinds + negative.kinds)
  }

  private static func positive(_ piece: Piece) -> Piece {
    guard piece.isNegative else { return piece }
    return Piece(text: "(\(mark("a")) NOT \(piece.text))", kinds: [.ignored] + piece.ignored)
  }

  private func words(_ words: SearchWords, _ part: StoryPart?) -> Piece {
    let spellings = NumberSpelling.variants(of: words.text)
    if spellings.count > 1, words.form != .exact {
      return Self.any(spellings.map { spelt(SearchWords($0, words.form), part) })
    }
    return spelt(words, part)
  }

  /// One spelling of a number, or words without numbers.
  private func spelt(_ words: SearchWords, _ part: StoryPart?) -> Piece {
    let written = Self.column(part) + Self.quoted(words.text)
    switch words.form {
    case .anyForm:
      let typed = isRanking ? [Piece(text: written, kinds: [.typed])] : []
      return Self.any(typed + anyForm(words.text, part))
    case .unfinished:
      return Self.any(beginnings(words.text, part) + anyForm(words.text, part))
    case .unfinishedPhrase: return Self.any(unfinishedPhrase(words.text, part))
    case .prefix:
      return Piece(text: Self.column(part) + Self.quoted(words.text, isBeginning: true), kinds: [.weighed])
    case .exact, .phrase: return Piece(text: written, kinds: [.weighed])
    }
  }

  private func beginnings(_ word: String, _ part: StoryPart?) -> [Piece] {
    let frequent = isTyping ? frequentWords(word).map { pieces($0, part) } : nil
    return frequent ?? [
      Piece(text: Self.column(part) + Self.quoted(word, isBeginning: true), kinds: [.typed])
    ]
  }

  /// Words that replace a prefix for which the index would have to read too much.
  private func frequentWords(_ beginning: String) -> [String]? {
    (try? FrequentWords.beginning(with: beginning, isRanking: isRanking, db)) ?? nil
  }

  private func pieces(_ words: [String], _ part: StoryPart?) -> [Piece] {
    words.map { Piece(text: Self.column(part) + Self.quoted($0), kinds: [.unweighed]) }
  }

  /// A phrase whose last word may be incomplete: as it is and, where many words have that prefix, with the
  /// most frequent ones.
  private func unfinishedPhrase(_ phrase: String, _ part: StoryPart?) -> [Piece] {
    let column = Self.column(part)
    let last = phrase.reversed().prefix { $0.isLetter || $0.isNumber }.count
    let head = phrase.dropLast(last)
    guard isTyping, let words = frequentWords(String(phrase.suffix(last))) else {
      return [Piece(text: column + Self.quoted(phrase, isBeginning: true), kinds: [.weighed])]
    }
    return ([phrase] + words.map { head + $0 }).map {
      Piece(text: column + Self.quoted($0), kinds: [.unweighed])
    }
  }

  /// A word in any form: as written, by the stem that the tokenizer marked as a stem, and, in stories of each
  /// language, by a stem that is a word itself.
  private func anyForm(_ word: String, _ part: StoryPart?) -> [Piece] {
    let column = Self.column(part)
    return [Piece(text: column + Self.quoted(word, behind: "\u{2}"), kinds: [.weighed])]
      + languages.map { language in
        let stem = column + Self.quoted(word, behind: "\u{4}" + language)
        return Piece(text: "(\(stem) AND \(Self.mark("l" + language)))", kinds: [.weighed, .ignored])
      }
  }

  private static func any(_ pieces: [Piece]) -> Piece {
    Piece(
      text: "(" + pieces.map(\.text).joined(separator: " OR ") + ")", kinds: pieces.flatMap(\.kinds))
  }

  private static func column(_ part: StoryPart?) -> String {
    switch part {
    case nil: ""
    case .title: "{title} : "
    case .body: "{text standfirst} : "
    case .author: "{byline} : "
    }
  }

  static func mark(_ name: String) -> String { "\"\u{3}\(name)\"" }

  /// Control characters would be read as separators of marks and languages.
  private static func quoted(
    _ text: String, behind sign: String = "", isBeginning: Bool = false
  ) -> String {
    let plain = String(text.unicodeScalars.filter { $0.value >= 0x20 }.map(Character.init))
    let beginning = isBeginning || WordCutter.endsInLoneLetter(plain) ? " *" : ""
    return "\"" + sign + plain.replacing("\"", with: " ") + "\"" + beginning
  }

  // MARK: - In the tables

  private func condition(_ tree: SearchTree) throws -> (sql: String, arguments: Arguments) {
    if let piece = try piece(tree) {
      let isIn = "story.searchRow IN (SELECT rowid FROM search WHERE search MATCH ?)"
      return (piece.isNegative ? "NOT " + isIn : isIn, [piece.text])
    }
    switch tree {
    case .words(let words): return verySpelling(words, nil)
    case .part(let part, .words(let words)): return verySpelling(words, part)
    case .part(let part, .not(let tree)): return try condition(.not(.part(part, tree)))
    case .part(let part, .all(let trees)): return try condition(.all(trees.map { .part(part, $0) }))
    case .part(let part, .any(let trees)): return try condition(.any(trees.map { .part(part, $0) }))
    case .part(_, let tree): return try condition(tree)
    case .not(let tree):
      let inner = try condition(tree)
      return ("NOT \(inner.sql)", inner.arguments)
    case .all(let trees): return joined(try trees.map(condition), " AND ")
    case .any(let trees): return joined(try trees.map(condition), " OR ")
    case .filter(let filter): return try condition(filter)
    }
  }

  private func verySpelling(
    _ words: SearchWords, _ part: StoryPart?
  ) -> (sql: String, arguments: Arguments) {
    let isIn = "story.searchRow IN (SELECT rowid FROM search WHERE search MATCH ?)"
    return joined([(isIn, [self.words(words, part).text]), Self.spelling(words.text, part)], " AND ")
  }

  private func joined(
    _ parts: [(sql: String, arguments: Arguments)], _ word: String
  ) -> (sql: String, arguments: Arguments) {
    ("(" + parts.map(\.sql).joined(separator: word) + ")", parts.flatMap(\.arguments))
  }

  private func condition(_ filter: SearchFilter) throws -> (sql: String, arguments: Arguments) {
    switch filter {
    case .days(let first, let last):
      let range = try DayRange(first, last, db)
      return joined(range.bounds(ofHits: false) + range.days, " AND ")
    case .state(let state): return (Self.condition(state), [])
    case .tag(let name, let columns):
      return ("story.id IN (SELECT story FROM storyTag WHERE tag = ?)", [try tag(name, columns)])
    case .url(let address): return try isBelow(address)
    case .publisher(let name):
      return ("story.publisher = (SELECT id FROM publisher WHERE name = ?)", [name])
    case .source, .language: return ("1", [])
    }
  }

  /// A condition for a prefix that many stories have: their texts are read rather than all that the index
  /// has. Nil for anything else.
  private func commonBeginning(_ tree: SearchTree) throws -> (sql: String, arguments: Arguments)? {
    guard let (words, part) = tree.plain, words.form == .prefix,
      try FrequentWords.isCommon(words.text, db)
    else { return nil }
    return Self.test("begins", words.text, part)
  }
}
