/// Fills lines one after the other with gated text. Linear: no byte is looked at more than a few times.
struct Breaker {
  private typealias Offset = TextOffset

  /// Where the line may end: the next line's start, the ink's end before it, and the columns used up.
  private struct Chance {
    var next: Offset
    var ink: Offset
    var column: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let rules: BreakRules
  private var measure: Int
  private var hang = 0
  private var extents: [Extent] = []
  private var most: Int
  private var start = Offset()
  private var offset = Offset()
  private var ink = Offset()
  private var column = 0
  private var chance: Chance?

  /// The lines of gated text; `wrapsWords` false breaks at the measure, wherever that is, as code wants it.
  /// Lines after the first are shorter by `hang`.
  /// Extents count from the byte `from`, where the first line begins.
  static func extents(
    of text: String, from: Int = 0, measure: Int, hang: Int = 0, most: Int = .max, wrapsWords: Bool = true
  ) -> [Extent] {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeBufferPointer(rebasing: bytes[from...])
      var breaker = Breaker(bytes, measure: max(1, measure), most: most, wrapsWords: wrapsWords)
      breaker.hang = hang
      breaker.run()
      return breaker.extents
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, measure: Int, most: Int, wrapsWords: Bool) {
    self.bytes = bytes
    self.measure = measure
    self.most = most
    rules = BreakRules(bytes, wrapsWords: wrapsWords)
  }

  private mutating func run() {
    while offset.byte < bytes.count, extents.count < most {
      let (value, length) = UTF8Scalar.at(offset.byte, in: bytes)
      if offset.byte > start.byte,
        rules.mayBreak(at: offset.byte, before: value, length: length, from: start.byte)
      {
        chance = Chance(next: offset, ink: ink, column: column)
      }
      if value == 0x20, !rules.isMark(at: offset.byte + 1) {
        column += 1
        advance(1)
        continue
      }
      let width = Gated.width(value)
      if width > 0, column + width > measure {
        if ink.byte > start.byte {
          endLine(before: value)
          continue
        }
        start = offset
        column = 0
      }
      column += width
      advance(length)
      ink = offset
    }
    if extents.count < most { emit(upTo: ink) }
  }

  private mutating func advance(_ length: Int) {
    offset.byte += length
    offset.scalar += 1
  }

  private mutating func emit(upTo end: Offset) {
    guard end.byte > start.byte else { return }
    extents.append(Extent(bytes: start.byte..<end.byte, scalars: start.scalar..<end.scalar))
  }

  /// Ends the line at the last chance, or amid a word that is longer than the line.
  private mutating func endLine(before value: UInt32) {
    if let chance {
      emit(upTo: chance.ink)
      start = chance.next
      column -= chance.column
    } else {
      offset = Graphemes.edge(in: bytes, after: start, upTo: offset, before: value)
      if offset.byte < ink.byte { ink = offset }
      emit(upTo: ink)
      start = offset
      column = 0
    }
    chance = nil
    if hang > 0 { narrow() }
  }

  /// Goes on at the measure of a hanging line, from its beginning.
  private mutating func narrow() {
    measure = max(1, measure - hang)
    hang = 0
    offset = start
    ink = start
    column = 0
  }
}
