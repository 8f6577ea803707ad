import CText

/// Which part of a text a line is, without the blanks at its end.
struct Extent: Equatable, Sendable {
  var bytes: Range<Int>
  var scalars: Range<Int>

  /// An empty line, after that many bytes and scalars.
  init(emptyBehind bytes: Int, scalars: Int) {
    self.init(bytes: bytes..<bytes, scalars: scalars..<scalars)
  }

  init(bytes: Range<Int>, scalars: Range<Int>) {
    self.bytes = bytes
    self.scalars = scalars
  }

  func moved(by bytes: Int, scalars: Int) -> Extent {
    Extent(
      bytes: self.bytes.lowerBound + bytes..<self.bytes.upperBound + bytes,
      scalars: self.scalars.lowerBound + scalars..<self.scalars.upperBound + scalars)
  }

  /// All of a text.
  init(whole text: String) {
    self.init(bytes: 0..<text.utf8.count, scalars: 0..<text.unicodeScalars.count)
  }
}

/// Fills lines one after the other with gated text. Linear: no byte is looked at more than a few times.
struct Breaker {
  private struct Offset {
    var byte = 0
    var scalar = 0
  }

  /// Where the line may end: the next line's start, the ink's end before it, and the columns used up.
  private struct Chance {
    var next: Offset
    var ink: Offset
    var column: Int
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let breaks: [CChar]
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
    breaks = [CChar](unsafeUninitializedCapacity: bytes.count) { buffer, count in
      count = bytes.count
      guard let base = buffer.baseAddress, let first = bytes.baseAddress, count > 0 else { return }
      if wrapsWords { kq_line_breaks(first, count, base) } else { buffer.update(repeating: 0) }
    }
  }

  private mutating func run() {
    while offset.byte < bytes.count, extents.count < most {
      let (value, length) = UTF8Scalar.at(offset.byte, in: bytes)
      if breaks[offset.byte] != 0, offset.byte > start.byte, mayBreak(before: value, length: length) {
        chance = Chance(next: offset, ink: ink, column: column)
      }
      if value == 0x20, !isMark(at: offset.byte + 1) {
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
      offset = graphemeEdge(before: value)
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

  /// The last edge of a grapheme at or before the offset (UAX #29); the offset itself where the line has only
  /// one.
  private func graphemeEdge(before value: UInt32) -> Offset {
    if value < 0x300 { return offset }
    let ahead = min(bytes.count, offset.byte + 64)
    var edge = start.byte
    for character in String(decoding: bytes[start.byte..<ahead], as: UTF8.self) {
      let next = edge + character.utf8.count
      if next > offset.byte { break }
      edge = next
    }
    if edge == start.byte { return offset }
    let between = bytes[edge..<offset.byte].count { $0 & 0xC0 != 0x80 }
    return Offset(byte: edge, scalar: offset.scalar - between)
  }
}

extension Breaker {
  /// Forbids breaks that UAX #14 allows and French typography does not, and any before a combining mark.
  private func mayBreak(before value: UInt32, length: Int) -> Bool {
    if value >= 0x300, Gated.width(value) == 0 { return false }
    guard bytes[offset.byte - 1] == 0x20 else { return true }
    if Self.closers.contains(value), !isWord(at: offset.byte + length) { return false }
    return !followsOpener()
  }

  /// `»` and `›`, and the stops that French sets off by a blank.
  private static let closers: [UInt32] = [0xBB, 0x203A, 0x3B, 0x3A, 0x21, 0x3F]

  /// Whether the blanks before the offset stand after an opening `«`; German closes with it and may break.
  private func followsOpener() -> Bool {
    var index = offset.byte - 1
    while index > start.byte, bytes[index] == 0x20 { index -= 1 }
    guard index > start.byte, bytes[index] == 0xAB, bytes[index - 1] == 0xC2 else { return false }
    guard index - 2 >= start.byte else { return true }
    return Letters.opensBehind(UTF8Scalar.before(index - 1, in: bytes))
  }

  private func isWord(at byte: Int) -> Bool {
    guard byte < bytes.count else { return false }
    let value = UTF8Scalar.at(byte, in: bytes).value
    return Letters.isLetter(value) || Letters.isDigit(value)
  }

  private func isMark(at byte: Int) -> Bool {
    guard byte < bytes.count, bytes[byte] >= 0xCC else { return false }
    return Gated.width(UTF8Scalar.at(byte, in: bytes).value) == 0
  }
}

/// Reading valid UTF-8 by hand, for loops that may make no strings.
enum UTF8Scalar {
  /// The scalar that ends here; there must be one.
  static func before(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return at(start, in: bytes).value
  }

  @inline(__always)
  static func at(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(bytes[index + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(bytes[index + 2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
  }
}
