import CText

/// A place in a text.
struct TextOffset: Equatable, Sendable {
  var byte = 0
  var scalar = 0
}

/// Where lines of gated text may end: UAX #14, less what French typography forbids.
struct BreakRules {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let breaks: [CChar]

  /// `wrapsWords` false allows none.
  init(_ bytes: UnsafeBufferPointer<UInt8>, wrapsWords: Bool = true) {
    self.bytes = bytes
    breaks = [CChar](unsafeUninitializedCapacity: bytes.count) { buffer, count in
      count = bytes.count
      guard let base = buffer.baseAddress, let first = bytes.baseAddress, count > 0 else { return }
      if wrapsWords { kq_line_breaks(first, count, base) } else { buffer.update(repeating: 0) }
    }
  }

  /// Forbids breaks that UAX #14 allows and French typography does not, and any before a combining mark.
  @inline(__always)
  func mayBreak(at offset: Int, before value: UInt32, length: Int, from start: Int) -> Bool {
    breaks[offset] != 0 && isAllowed(at: offset, before: value, length: length, from: start)
  }

  private func isAllowed(at offset: Int, before value: UInt32, length: Int, from start: Int) -> Bool {
    if value >= 0x300, Gated.width(value) == 0 { return false }
    guard bytes[offset - 1] == 0x20 else { return true }
    if Self.closers.contains(value), !isWord(at: offset + length) { return false }
    return !followsOpener(offset, from: start)
  }

  /// `»` and `›`, and the stops that French sets off by a blank.
  private static let closers: [UInt32] = [0xBB, 0x203A, 0x3B, 0x3A, 0x21, 0x3F]

  /// Whether the blanks before the offset stand after an opening `«`; German closes with it and may break.
  private func followsOpener(_ offset: Int, from start: Int) -> Bool {
    var index = offset - 1
    while index > start, bytes[index] == 0x20 { index -= 1 }
    guard index > start, bytes[index] == 0xAB, bytes[index - 1] == 0xC2 else { return false }
    guard index - 2 >= start else { return true }
    return Letters.opensBehind(UTF8Scalar.before(index - 1, in: bytes))
  }

  private func isWord(at byte: Int) -> Bool {
    guard byte < bytes.count else { return false }
    let value = UTF8Scalar.at(byte, in: bytes).value
    return Letters.isLetter(value) || Letters.isDigit(value)
  }

  func isMark(at byte: Int) -> Bool {
    guard byte < bytes.count, bytes[byte] >= 0xCC else { return false }
    return Gated.width(UTF8Scalar.at(byte, in: bytes).value) == 0
  }
}
