import Glibc

/// Converts legacy charsets to text; invalid bytes become U+FFFD.
enum Conversion {
  /// Nil where the C library does not know the charset.
  static func text(_ bytes: [UInt8], from name: String) -> String? {
    switch name {
    case "windows-1252": return Windows1252.text(bytes)
    case "iso-8859-15": return Windows1252.latin9(bytes)
    default: return iconv(bytes, from: CharsetLabel.libraryName(name))
    }
  }

  private static func iconv(_ bytes: [UInt8], from name: String) -> String? {
    let converter = iconv_open("UTF-8", name)
    guard converter != iconv_t(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 3 / 2)
    var source = bytes.map { CChar(bitPattern: $0) }
    var room = [CChar](repeating: 0, count: 1 << 14)
    source.withUnsafeMutableBufferPointer { source in
      room.withUnsafeMutableBufferPointer { room in
        var from = source.baseAddress
        var left = source.count
        while left > 0 {
          var into = room.baseAddress
          var free = room.count
          let result = Glibc.iconv(converter, &from, &left, &into, &free)
          let code = errno
          output += room.prefix(room.count - free).map { UInt8(bitPattern: $0) }
          guard result == -1 as Int || left > 0 else { break }
          if code != E2BIG, left > 0 {
            // EILSEQ, or EINVAL where the end cuts a sequence: one byte is skipped.
            output += [0xEF, 0xBF, 0xBD]
            from = from?.advanced(by: 1)
            left -= 1
          }
        }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}

/// windows-1252, the superset of Latin-1 that browsers use for it (WHATWG Encoding, index windows-1252).
enum Windows1252 {
  /// The characters of 0x80 to 0x9F; nil where the charset has none.
  static let high: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]
  private static let euroEight: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]

  static func text(_ bytes: [UInt8]) -> String {
    decoded(
      bytes, (0x80...0xFF).map { $0 < 0xA0 ? high[$0 - 0x80] ?? "\u{FFFD}" : Unicode.Scalar(UInt8($0)) })
  }

  /// Decodes UTF-8, and as windows-1252 the bytes that are not valid UTF-8, as in pages assembled from
  /// several sources. The rest of a character that was cut becomes U+FFFD.
  static func mended(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let length = byte < 0x80 ? 1 : UTF8Shape.length(bytes, at) ?? 0
      if length > 0 {
        text += bytes[at..<at + length]
        at += length
        continue
      }
      let tail = byte >= 0xE0 ? bytes[(at + 1)...].prefix(2).prefix { $0 & 0xC0 == 0x80 }.count : 0
      let isCut = tail > 0 || byte == 0xC2 || byte == 0xC3 || byte == 0xFF
      let meant = byte < 0xA0 ? high[Int(byte - 0x80)] : Unicode.Scalar(byte)
      text += String(isCut ? "\u{FFFD}" : meant ?? "\u{FFFD}").utf8
      at += 1 + tail
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Decodes a single-byte charset, given the characters of 0x80 to 0xFF.
  private static func decoded(_ bytes: [UInt8], _ meanings: [Unicode.Scalar]) -> String {
    let upper = meanings.map { Array(String($0).utf8) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      if byte < 0x80 { text.append(byte) } else { text += upper[Int(byte - 0x80)] }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Decodes ISO-8859-15. A byte from 0x80 to 0x9F shows that a page really is windows-1252; then the eight
  /// characters that differ (¤ ¦ ¨ ´ ¸ ¼ ½ ¾) are those of windows-1252.
  static func latin9(_ bytes: [UInt8]) -> String {
    if bytes.contains(where: { (0x80...0x9F).contains($0) }) { return text(bytes) }
    return decoded(bytes, (0x80...0xFF).map { euroEight[$0] ?? Unicode.Scalar($0) })
  }

  /// The byte of a character; C1 controls are their own bytes.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value < 0x100 { return UInt8(scalar.value) }
    return bytes[scalar]
  }

  private static let bytes: [Unicode.Scalar: UInt8] = {
    var bytes: [Unicode.Scalar: UInt8] = [:]
    for (index, scalar) in high.enumerated() {
      if let scalar { bytes[scalar] = UInt8(0x80 + index) }
    }
    return bytes
  }()
}
