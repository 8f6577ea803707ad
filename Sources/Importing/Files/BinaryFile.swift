/// Recognises files that are not text.
enum BinaryFile {
  /// First bytes of binary formats that no text begins with.
  private static let certain: [[UInt8]] = [
    [0x7F, 0x45, 0x4C, 0x46], [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0x1F, 0x8B],
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x28, 0xB5, 0x2F, 0xFD],
    [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], [0x00, 0x61, 0x73, 0x6D],
    [0xCA, 0xFE, 0xBA, 0xBE], [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A],
    [0xD0, 0xCF, 0x11, 0xE0], Array("SQLite format 3\0".utf8), Array("%PDF-".utf8),
  ]
  /// First bytes of binary formats that a text could begin with; they count where control bytes follow.
  private static let likely: [[UInt8]] = [
    "GIF8", "RIFF", "BZh", "ID3", "OggS", "wOF", "MZ", "Rar!", "fLaC", "OTTO",
  ].map { Array($0.utf8) }

  /// Whether the file begins like a known binary format.
  static func isKnown(_ bytes: [UInt8]) -> Bool {
    if certain.contains(where: { bytes.starts(with: $0) }) { return true }
    let head = bytes.prefix(512)
    guard head.contains(where: isControl) else { return false }
    return likely.contains { bytes.starts(with: $0) } || head.dropFirst(4).starts(with: "ftyp".utf8)
  }

  /// Whether decoded text consists mostly of control characters.
  ///
  /// A single NUL or ESC does not make a file binary, nor do many of the same kind. Where the charset was
  /// guessed, fewer are allowed, since 10 % of random bytes are control characters.
  static func looks(_ decoded: Decoded, of bytes: [UInt8]) -> Bool {
    var counts = [Int](repeating: 0, count: 32)
    var text = decoded.text
    let size = text.withUTF8 { bytes in
      let sample = bytes.prefix(1 << 16)
      for byte in sample where isControl(byte) { counts[Int(byte)] += 1 }
      return sample.count
    }
    let controls = counts.reduce(0, +)
    guard decoded.isValid else { return controls * 25 > size }
    let isVaried = counts.count { $0 > 0 } >= 5
    return counts[0] * 10 > size * 3 || isVaried && controls * 10 > size * 3
  }

  /// A C0 control, except white space and ESC, which coloured logs contain.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x20 && !isSpace(byte) && byte != 0x1B
  }
}
