/// RFC 4648, section 4, with line breaks passed over.
enum Base64 {
  /// Nil where a byte means nothing; what stands behind `=` is left out.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count * 3 / 4)
    var (bits, count) = (UInt32(0), 0)
    for byte in text where !isSpace(byte) {
      if byte == UInt8(ascii: "=") { break }
      guard let value = value(byte) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  private static func value(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}

/// RFC 2045, section 6.7.
enum QuotedPrintable {
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
      guard text[at] == UInt8(ascii: "=") else {
        bytes.append(text[at])
        at += 1
        continue
      }
      let next = text[(at + 1)...].prefix(2)
      if next.first == 0x0A {
        at += 2
      } else if next.starts(with: [0x0D, 0x0A]) {
        at += 3
      } else if next.count == 2, let value = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
        bytes.append(value)
        at += 3
      } else {
        bytes.append(text[at])
        at += 1
      }
    }
    return bytes
  }
}
