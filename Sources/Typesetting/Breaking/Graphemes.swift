/// Edges of what a reader takes for one sign.
enum Graphemes {
  /// The last edge of a grapheme at or before an offset (UAX #29), behind `start`; the offset itself where
  /// only one grapheme stands between them. `value` is the scalar at the offset.
  static func edge(
    in bytes: UnsafeBufferPointer<UInt8>, after start: TextOffset, upTo offset: TextOffset,
    before value: UInt32
  ) -> TextOffset {
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
    return TextOffset(byte: edge, scalar: offset.scalar - between)
  }
}
