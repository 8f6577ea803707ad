/// What can be seen of one line by itself.
struct LineFeatures: Sendable {
  /// How the line ends, closing quotes and brackets apart.
  enum End: UInt8, CaseIterable { case none, full, asking, colon, dots, comma }
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
  /// Bits of `WordTable` of all its words.
  var classes: WordTable.Bits = 0
  /// How many of its words are of each kind of `WordTable.kinds`, a byte for each.
  var kinds: UInt64 = 0
  /// The lexicon's verdict, by its number there.
  var verdict: Int?
  /// Of the folded line without bullet and closing punctuation; 0 where nothing is left of it.
  var key: UInt64 = 0
  /// Of its bytes as they are, the first 96 where it is long.
  var bytes: UInt64 = 0
  /// Of the first bytes of the folded line; 0 where it is short.
  var opening: UInt64 = 0
  /// Whether it begins with two to four words in capitals: 1 and no more, 2 and a mark or a number behind
  /// them, 3 and other words.
  var lead: UInt8 = 0
  /// Hashes of its words of four letters and more, in `LineReader.words`.
  var long: Range<Int> = 0..<0

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
    /// Begins as reports do: `LYON (AFP) —`.
    static let dateline = Marks(rawValue: 1 << 20)
  }

  /// What lines have in common that say the same: lines of a list that differ by their numbers do not.
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

  /// Long enough, or enough of a sentence, to be nothing but running text.
  var isProse: Bool {
    length >= 220 || end.isSentence && (length >= 90 || length >= 50 && words >= 8)
  }

  /// Two to four words that begin with capitals, and nothing else.
  var isName: Bool {
    (2...4).contains(words) && capitals == words && digits == 0 && length < 48 && !end.isSentence
      && marks.isDisjoint(with: [.pipe, .slash, .at, .address, .colon, .shouted])
  }
}

extension LineFeatures.End {
  var isSentence: Bool { self == .full || self == .asking || self == .dots }
}
