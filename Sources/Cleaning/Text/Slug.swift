/// Finds words of the headline in an address.
enum Slug {
  /// Hashes of the words of the longest part of the path, of four letters and more, as `LineReader` computes
  /// them.
  static func words(_ url: String) -> [Word] {
    let path = url.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" }
    let best = path.split(separator: "/").max { weight($0) < weight($1) }
    guard let best else { return [] }
    let parts = Fold.phrase(decoded(best)).split { !WordHash.isLetter($0) }.filter { $0.count >= 4 }
    guard parts.count >= 2 else { return [] }
    return parts.prefix(24).map { part in
      let plain = withoutUmlauts(part)
      return Word(hash: hash(part), plain: plain.count < 4 ? 0 : hash(plain[...]))
    }
  }

  /// A word of an address: its hash, and in `plain` that of the word without the `e` of `ae`, `oe` and `ue`,
  /// since folded text has `a` for `ä`. 0 for none.
  struct Word: Sendable {
    var hash: UInt32
    var plain: UInt32
  }

  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    UInt32(truncatingIfNeeded: bytes.reduce(WordHash.start) { WordHash.add($1, to: $0) } >> 16)
  }

  private static func withoutUmlauts(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    for byte in word {
      if byte == 0x65, let last = plain.last, [0x61, 0x6F, 0x75].contains(last) { continue }
      plain.append(byte)
    }
    return plain
  }

  private static func weight(_ part: Substring) -> Int {
    part.utf8.count { $0 == 0x2D || $0 == 0x5F || $0 == 0x2B } * 10 + min(part.utf8.count, 9)
  }

  /// Decodes percent-encoding (RFC 3986, section 2.1).
  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var at = text.utf8.startIndex
    let utf8 = text.utf8
    while at < utf8.endIndex {
      let next = utf8.index(after: at)
      if utf8[at] == 0x25, let end = utf8.index(next, offsetBy: 2, limitedBy: utf8.endIndex),
        let value = UInt8(text[next..<end], radix: 16)
      {
        bytes.append(value)
        at = end
      } else {
        bytes.append(utf8[at])
        at = next
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
