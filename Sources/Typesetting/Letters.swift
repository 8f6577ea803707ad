/// Kinds of scalars as a compositor sees them.
enum Letters {
  /// Letters and the marks upon them.
  @inline(__always)
  static func isLetter(_ value: UInt32) -> Bool {
    if value < 0x80 { return (0x61...0x7A).contains(value | 0x20) }
    if value < 0x250 {
      return value >= 0xC0 && value != 0xD7 && value != 0xF7 || value == 0xAA || value == 0xBA
    }
    if (0x2000...0x2BFF).contains(value) { return false }
    guard let properties = Unicode.Scalar(value)?.properties else { return false }
    return properties.isAlphabetic || properties.generalCategory == .nonspacingMark
  }

  static func isCapital(_ value: UInt32) -> Bool {
    if value < 0x80 { return (0x41...0x5A).contains(value) }
    return Unicode.Scalar(value)?.properties.isUppercase ?? false
  }

  @inline(__always)
  static func isDigit(_ value: UInt32) -> Bool {
    (0x30...0x39).contains(value)
  }

  /// Blanks of any width, breaking or not.
  @inline(__always)
  static func isSpace(_ value: UInt32) -> Bool {
    value == 0x20 || value == 0xA0 || value == 0x202F || (0x2000...0x200A).contains(value) || value == 0x205F
  }

  /// Whether a quote behind this one opens: blanks, opening brackets, apostrophes, dashes, other openers.
  static func opensBehind(_ value: UInt32) -> Bool {
    switch value {
    case 0x28, 0x5B, 0x7B, 0x27, 0x2019, 0x2D, 0x2F, 0xAB, 0x201C, 0x201E, 0x2039: true
    default: isSpace(value) || (0x2010...0x2015).contains(value)
    }
  }

  static func isNoBreakSpace(_ value: UInt32) -> Bool {
    value == 0xA0 || value == 0x202F || value == 0x2007
  }
}
