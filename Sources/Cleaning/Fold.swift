/// A line in the form in which furniture is compared.
///
/// Lower case, no accents on Latin letters, one kind of space, apostrophe, quote and dash, a run of digits
/// as one `0`; no bullet before, no closing punctuation behind. Bytes of UTF-8, for speed.
enum Fold {
  static func key(_ text: some StringProtocol) -> [UInt8] {
    key(Substring(text).utf8)
  }

  static func key(_ text: Substring.UTF8View) -> [UInt8] {
    trimmed(folded(text))
  }

  /// The same with its closing punctuation, for a phrase within a line: `photo:` is not the `photo` of
  /// `photographe`.
  static func phrase(_ text: String) -> [UInt8] {
    folded(text[...].utf8)
  }

  private static func folded(_ text: Substring.UTF8View) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(text.count)
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
      if byte < 0x80 {
        append(byte, to: &key)
      } else if byte < 0xE0 {
        two(byte, iterator.next() ?? 0x80, to: &key)
      } else if byte < 0xF0 {
        three(byte, iterator.next() ?? 0x80, iterator.next() ?? 0x80, to: &key)
      } else {
        key += [byte, iterator.next() ?? 0x80, iterator.next() ?? 0x80, iterator.next() ?? 0x80]
      }
    }
    return key
  }

  private static func append(_ byte: UInt8, to key: inout [UInt8]) {
    switch byte {
    case 0x41...0x5A: key.append(byte | 0x20)
    case 0x30...0x39: if key.last != 0x30 { key.append(0x30) }
    case 0x09...0x0D, 0x20: if key.last != 0x20 && !key.isEmpty { key.append(0x20) }
    case 0x60: key.append(0x27)
    default: key.append(byte)
    }
  }

  private static func two(_ lead: UInt8, _ next: UInt8, to key: inout [UInt8]) {
    switch (lead, next) {
    case (0xC2, 0xA0): append(0x20, to: &key)
    case (0xC2, 0xAB), (0xC2, 0xBB): key.append(0x22)
    case (0xC2, 0xB4): key.append(0x27)
    case (0xC2, 0xAD): break
    case (0xC3, 0x80...0xBF): letters(latin1[Int(next - 0x80)], lead, next, to: &key)
    case (0xC4, 0x80...0xBF): letters(latinA[Int(next - 0x80)], lead, next, to: &key)
    case (0xC5, 0x80...0xBF): letters(latinA[Int(next - 0x80) + 64], lead, next, to: &key)
    case (0xCA, 0xBC): key.append(0x27)
    case (0xCE...0xD1, _): lowered(lead, next, to: &key)
    default: key += [lead, next]
    }
  }

  /// Greek and Cyrillic.
  private static func lowered(_ lead: UInt8, _ next: UInt8, to key: inout [UInt8]) {
    let scalar = Unicode.Scalar(UInt32(lead & 0x1F) << 6 | UInt32(next & 0x3F))
    key += Array((scalar?.properties.lowercaseMapping ?? "").utf8)
  }

  private static func letters(_ letters: [UInt8], _ lead: UInt8, _ next: UInt8, to key: inout [UInt8]) {
    if letters == [0x2A] { key += [lead, next] } else { key += letters }
  }

  private static func three(_ lead: UInt8, _ second: UInt8, _ third: UInt8, to key: inout [UInt8]) {
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80): append(0x20, to: &key)
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, 0xA0...0xA4),
      (0xEF, 0xBB, 0xBF):
      break
    case (0xE2, 0x80, 0x90...0x95): key.append(0x2D)
    case (0xE2, 0x80, 0x98...0x9B): key.append(0x27)
    case (0xE2, 0x80, 0x9C...0x9F), (0xE2, 0x80, 0xB9), (0xE2, 0x80, 0xBA): key.append(0x22)
    case (0xE2, 0x80, 0xA6): key += [0x2E, 0x2E, 0x2E]
    default: key += [lead, second, third]
    }
  }

  /// Bullets in front; spaces and closing punctuation at both ends.
  private static func trimmed(_ key: [UInt8]) -> [UInt8] {
    let isEdge = { (byte: UInt8) in [0x20, 0x2E, 0x3A, 0x2C, 0x21, 0x3E, 0x7C, 0x2D, 0x2A].contains(byte) }
    var from = key.startIndex
    var to = key.endIndex
    while from < to {
      if isEdge(key[from]) {
        from += 1
      } else if key[from...].starts(with: [0xE2, 0x80, 0xA2]) {
        from += 3
      } else {
        break
      }
    }
    while to > from, isEdge(key[to - 1]) { to -= 1 }
    return Array(key[from..<to])
  }

  /// U+00C0 to U+00FF, `*` where the sign stays as it is.
  private static let latin1 = table(
    "a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th ss "
      + "a a a a a a ae c e e e e i i i i d n o o o o o * o u u u u y th y")
  /// U+0100 to U+017F.
  private static let latinA = table(
    "a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i "
      + "ij ij j j k k k l l l l l l l l l l n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s "
      + "t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s")

  private static func table(_ letters: String) -> [[UInt8]] {
    letters.split(separator: " ").map { Array($0.utf8) }
  }
}
