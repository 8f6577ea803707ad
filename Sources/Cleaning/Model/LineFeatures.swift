/// The features of a single line that do not depend on other lines.
struct LineFeatures: Sendable {
  /// How the line ends, closing quotes and brackets apart.
  enum End: UInt8, CaseIterable { case none, full, asking, colon, dots, comma }
  /// What the line's first character is.
  enum Start: UInt8, CaseIterable { case upper, lower, digit, quote, other }

  /// In bytes, the whole line.
  var length = 0
  var words = 0
  var stops = 0
  var capitals = 0
  var digits = 0
  var commas = 0
  var end = End.none
  var start = Start.other
  var marks: Marks = []
  /// The bits that `WordTable` has for its words, all together.
  var classes: WordTable.Bits = 0
  /// How many of its words are of each kind of `WordTable.kinds`, one byte for each kind.
  var kinds: UInt64 = 0
  /// The number of the lexicon's verdict on the line; nil where no rule matches.
  var verdict: Int?
  /// Hash of the folded line without bullet and closing punctuation; 0 where nothing is left of it.
  var key: UInt64 = 0
  /// Hash of its bytes; of a long line, of the first 96.
  var bytes: UInt64 = 0
  /// Hash of the first bytes of the folded line; 0 for a short line.
  var opening: UInt64 = 0
  /// 0, or how a line goes on that begins with two to four words in capitals: 1 it ends there, 2 with a sign
  /// or a number, 3 with other words.
  var lead: UInt8 = 0
  /// Hashes of its words of four letters and more, in `LineReader.words`.
  var long: Range<Int> = 0..<0

  /// Signs and patterns that occur in the line.
  struct Marks: OptionSet {
    let rawValue: UInt32
    static let pipe = Marks(rawValue: 1 << 0)
    static let slash = Marks(rawValue: 1 << 1)
    static let at = Marks(rawValue: 1 << 2)
    static let address = Marks(rawValue: 1 << 3)
    static let copyright = Marks(rawValue: 1 << 4)
    static let bracketed = Marks(rawValue: 1 << 5)
    static let bullet = Marks(rawValue: 1 << 6)
    static let colon = Marks(rawValue: 1 << 7)
    static let dash = Marks(rawValue: 1 << 8)
    static let shouted = Marks(rawValue: 1 << 9)
    static let clock = Marks(rawValue: 1 << 10)
    static let year = Marks(rawValue: 1 << 11)
    static let byline = Marks(rawValue: 1 << 12)
    static let relatedHeading = Marks(rawValue: 1 << 13)
    static let seeAlso = Marks(rawValue: 1 << 14)
    static let dot = Marks(rawValue: 1 << 15)
    static let wide = Marks(rawValue: 1 << 16)
    static let glued = Marks(rawValue: 1 << 17)
    static let quote = Marks(rawValue: 1 << 18)
    static let hash = Marks(rawValue: 1 << 19)
    /// Begins with a dateline: `LYON (AFP) —`.
    static let dateline = Marks(rawValue: 1 << 20)
  }

  /// Equal for lines that say the same. Folding makes all numbers equal, so lines with digits are compared
  /// byte by byte.
  var sameness: UInt64 { digits == 0 ? key : bytes }

  /// Counts a word that is of these kinds.
  mutating func count(kinds bits: UInt64) {
    var rest = bits
    while rest != 0 {
      kinds &+= 1 << UInt64(rest.trailingZeroBitCount * 8)
      rest &= rest - 1
    }
  }

  /// Whether one of its words is of the kind `office`.
  var hasOffice: Bool { kinds >> (8 * UInt64(WordTable.office)) & 255 > 0 }

  /// How many of its words are of a kind of `WordTable.kinds`.
  private func count(ofKind name: String) -> UInt64 {
    WordTable.kinds.firstIndex(of: name).map { kinds >> UInt64($0 * 8) & 255 } ?? 0
  }

  /// Whether it has a word of subscriptions and the like.
  var hasPromotion: Bool { count(ofKind: "promotion") > 0 }

  /// Whether it asks its readers to subscribe, to register or to pay: `Get the newsletter in your inbox`.
  var isPromotion: Bool {
    guard kinds != 0, length <= 300 else { return false }
    let promotion = count(ofKind: "promotion")
    return promotion > 1 && count(ofKind: "you") + count(ofKind: "we") > 0
  }

  /// Whether it has words of subscriptions, readers' comments, pictures or newsrooms.
  var isOfPages: Bool {
    ["promotion", "readers", "picture", "office"].contains { count(ofKind: $0) > 0 }
  }

  /// Whether the line is surely running text: long, or a sentence of some length.
  var isProse: Bool {
    length >= 220 || end.isSentence && (length >= 90 || length >= 50 && words >= 8)
  }

  /// Whether the line consists of two to four words with capitals, as names do.
  var isName: Bool {
    (2...4).contains(words) && capitals == words && digits == 0 && length < 48 && !end.isSentence
      && marks.isDisjoint(with: [.pipe, .slash, .at, .address, .colon, .shouted])
  }
}

extension LineFeatures.End {
  var isSentence: Bool { self == .full || self == .asking || self == .dots }
}
