import Cells

/// Addresses on their way out of the reader, to a browser or the clipboard.
enum Address {
  /// The address with invisible and misleading characters percent-encoded: controls, blanks, bidirectional
  /// and other format characters (RFC 3987, section 3.1). It means the same.
  static func encoded(_ address: String) -> String {
    guard address.unicodeScalars.contains(where: { isHidden($0) }) else { return address }
    var result = ""
    for scalar in address.unicodeScalars {
      guard isHidden(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      for byte in String(scalar).utf8 {
        result += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }

  /// What is copied: an address encoded, any other text as the screen shows it.
  static func copied(_ text: String) -> String {
    isAddress(text) ? encoded(text) : Gate.line(text)
  }

  /// Whether it begins with a scheme (RFC 3986, section 3.1) and `//`.
  private static func isAddress(_ text: String) -> Bool {
    let scheme = text.utf8.prefix { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || [0x2B, 0x2D, 0x2E].contains(byte)
    }
    return !scheme.isEmpty && text.utf8.dropFirst(scheme.count).starts(with: "://".utf8)
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value <= 0x20 || scalar.value == 0x7F
      || (scalar.value > 0x7F && (!Gate.passes(scalar) || scalar.properties.isWhitespace))
  }
}
