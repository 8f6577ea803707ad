/// Where a line may end.
struct Chance: Sendable {
  enum Sign: UInt8, Sendable {
    /// Behind a blank, or between signs of which each may stand alone.
    case none
    /// Behind a hyphen or dash of the text.
    case dash
    /// In a word: a hyphen is set at the end of the line.
    case hyphen
  }

  /// Where the ink of the line ends, in the text and in columns from its beginning.
  var ink: TextOffset
  var inkColumn: Int
  /// How many gaps stand before that.
  var inkGaps: Int
  /// Where the next line begins.
  var next: TextOffset
  var nextColumn: Int
  var nextGaps: Int
  var sign: Sign
  /// What it costs to end a line here, beside its length.
  var cost: Double
}

/// Collects the chances of a paragraph of gated text, from its beginning to its end, both of them among them.
struct ChanceCollector {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let rules: BreakRules
  private let measure: Int
  private var words: WordBreaks?
  private var chances: [Chance] = []
  private var offset = TextOffset()
  private var ink = TextOffset()
  private var column = 0
  private var inkColumn = 0
  private var gaps = 0
  private var inkGaps = 0
  /// The last sign that was set, for dashes.
  private var last: UInt32 = 0

  static func chances(of text: String, from: Int, measure: Int, words: WordBreaks?) -> [Chance] {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[from...])
      var collector = ChanceCollector(bytes, measure: measure, words: words)
      collector.run()
      return collector.chances
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, measure: Int, words: WordBreaks?) {
    self.bytes = bytes
    self.measure = measure
    self.words = words
    rules = BreakRules(bytes)
    chances.reserveCapacity(bytes.count / 4)
    chances.append(
      Chance(
        ink: offset, inkColumn: 0, inkGaps: 0, next: offset, nextColumn: 0, nextGaps: 0, sign: .none, cost: 0)
    )
  }

  private mutating func run() {
    while offset.byte < bytes.count {
      let (value, length) = UTF8Scalar.at(offset.byte, in: bytes)
      words?.see(value, at: offset, column: column, gaps: gaps, &chances)
      if offset.byte > 0, rules.mayBreak(at: offset.byte, before: value, length: length, from: 0) { add() }
      if value == 0x20, !rules.isMark(at: offset.byte + 1) {
        column += 1
        gaps += 1
        offset.byte += 1
        offset.scalar += 1
        continue
      }
      let width = Gated.width(value)
      force(width, before: value)
      column += width
      offset.byte += length
      offset.scalar += 1
      if width > 0 { last = value }
      (ink, inkColumn, inkGaps) = (offset, column, gaps)
    }
    words?.end(at: offset, column: column, gaps: gaps, &chances)
    add()
  }

  private mutating func add() {
    guard ink.byte > 0 else { return }
    let isDash = gaps == inkGaps && (last == 0x2D || (0x2010...0x2014).contains(last))
    chances.append(
      Chance(
        ink: ink, inkColumn: inkColumn, inkGaps: inkGaps, next: offset, nextColumn: column, nextGaps: gaps,
        sign: isDash ? .dash : .none, cost: isDash ? FitCost.dash : 0))
  }

  /// A chance amid what is longer than a line, at the edge of a grapheme.
  private mutating func force(_ width: Int, before value: UInt32) {
    guard width > 0, let before = chances.last, column + width - before.nextColumn > measure,
      column > before.nextColumn
    else { return }
    let edge = Graphemes.edge(in: bytes, after: before.next, upTo: offset, before: value)
    var chance = Chance(
      ink: ink, inkColumn: inkColumn, inkGaps: inkGaps, next: offset, nextColumn: column, nextGaps: gaps,
      sign: .none, cost: FitCost.forced)
    if edge != offset {
      (chance.ink, chance.next) = (edge, edge)
      chance.inkColumn = before.nextColumn + columns(from: before.next, to: edge)
      chance.nextColumn = chance.inkColumn
    }
    if chance.ink.byte > before.next.byte { chances.append(chance) }
  }

  private func columns(from start: TextOffset, to end: TextOffset) -> Int {
    var (columns, byte) = (0, start.byte)
    while byte < end.byte {
      let (value, length) = UTF8Scalar.at(byte, in: bytes)
      columns += Gated.width(value)
      byte += length
    }
    return columns
  }
}
