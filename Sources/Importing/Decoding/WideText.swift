/// Decodes UTF-16 and UTF-32, recognised by a byte order mark or by the positions of NUL bytes.
enum WideText {
  static func decode(_ bytes: [UInt8]) -> Decoded? {
    switch bytes.prefix(4) {
    case [0xFF, 0xFE, 0, 0]: return utf32(bytes.dropFirst(4), little: true)
    case [0, 0, 0xFE, 0xFF]: return utf32(bytes.dropFirst(4), little: false)
    default: break
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), little: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), little: false) }
    return unmarked(bytes)
  }

  /// Latin text in UTF-16 has a NUL in nearly every pair of bytes, always at the same position.
  private static func unmarked(_ bytes: [UInt8]) -> Decoded? {
    let sample = bytes.prefix(1024)
    guard sample.count >= 8, sample.contains(0) else { return nil }
    var nuls = [0, 0, 0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { nuls[index % 4] += 1 }
    let quarter = sample.count / 4
    let many = { (index: Int) in nuls[index] * 10 > quarter * 6 }
    let few = { (index: Int) in nuls[index] * 20 <= quarter }
    let found: Decoded? =
      if few(0), many(1), many(2), many(3) {
        utf32(bytes[...], little: true)
      } else if many(0), many(1), many(2), few(3) {
        utf32(bytes[...], little: false)
      } else if few(0), many(1), few(2), many(3) {
        utf16(bytes[...], little: true)
      } else if many(0), few(1), many(2), few(3) {
        utf16(bytes[...], little: false)
      } else if let little = littleByBlanks(sample) {
        utf16(bytes[...], little: little)
      } else {
        nil
      }
    return found.map { Decoded(text: $0.text, encoding: $0.encoding, isValid: false, isWide: true) }
  }

  /// Whether text of another alphabet, whose NULs are those of blanks, line ends and markup, has the lower
  /// byte of each pair first; nil where it is no such text.
  ///
  /// Of its letters nearly all have one of two higher bytes, which pairs of 8-bit letters have not.
  private static func littleByBlanks(_ sample: ArraySlice<UInt8>) -> Bool? {
    [true, false].first { little in
      var (ascii, controls, others, higher) = (0, 0, 0, [Int](repeating: 0, count: 256))
      for at in stride(from: sample.startIndex, to: sample.endIndex - 1, by: 2) {
        let (high, low) = little ? (sample[at + 1], sample[at]) : (sample[at], sample[at + 1])
        switch (high, low) {
        case (0, 0x20...0x7E), (0, 0x09...0x0D): ascii += 1
        case (0, ..<0xA0): controls += 1
        // Spaces, quotation marks, dashes (General Punctuation) and the upper half of Latin-1.
        case (0x20, _), (0, _): break
        default: (others, higher[Int(high)]) = (others + 1, higher[Int(high)] + 1)
        }
      }
      let frequent = higher.sorted(by: >).prefix(2).reduce(0, +)
      let units = sample.count / 2
      return ascii * 50 >= units && controls * 100 <= units && others * 5 >= units
        && frequent * 10 >= others * 9
    }
  }

  /// Unpaired surrogates become U+FFFD, and so does an odd last byte.
  private static func utf16(_ bytes: ArraySlice<UInt8>, little: Bool) -> Decoded {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { at in
      little
        ? UInt16(bytes[at + 1]) << 8 | UInt16(bytes[at]) : UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
    }
    let tail = bytes.count % 2 == 0 ? "" : "\u{FFFD}"
    return Decoded(
      text: String(decoding: units, as: UTF16.self) + tail, encoding: little ? "utf-16le" : "utf-16be",
      isValid: true, isWide: true)
  }

  private static func utf32(_ bytes: ArraySlice<UInt8>, little: Bool) -> Decoded {
    var view = String.UnicodeScalarView()
    for at in stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4) {
      let unit = bytes[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      view.append(Unicode.Scalar(little ? unit.byteSwapped : unit) ?? "\u{FFFD}")
    }
    return Decoded(
      text: String(view), encoding: little ? "utf-32le" : "utf-32be", isValid: true, isWide: true)
  }
}
