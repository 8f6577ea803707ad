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
      } else {
        nil
      }
    return found.map { Decoded(text: $0.text, encoding: $0.encoding, isValid: false, isWide: true) }
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
