/// Counting words.
package enum Words {
  /// Runs of letters and digits; an ideograph or a kana counts as half a word, as reading speed has it.
  package static func count(_ text: String) -> Int {
    var words = 0
    var halves = 0
    var inside = false
    for scalar in text.unicodeScalars {
      if isIdeographic(scalar) {
        halves += 1
        inside = false
      } else if isWordPart(scalar) {
        if !inside { words += 1 }
        inside = true
      } else if !isMark(scalar) {
        inside = false
      }
    }
    return words + (halves + 1) / 2
  }

  /// Minutes to read that many words at 230 a minute; at least 1.
  package static func minutes(_ words: Int) -> Int {
    max(1, (words + 115) / 230)
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (scalar.value | 0x20) >= 0x61 && (scalar.value | 0x20) <= 0x7A
        || scalar.value >= 0x30 && scalar.value <= 0x39
    }
    // The letters of Latin script need no table.
    if (0xC0...0x24F).contains(scalar.value) { return scalar.value != 0xD7 && scalar.value != 0xF7 }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// An accent that stands by itself parts no word.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
  }

  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    (0x3040...0x30FF).contains(scalar.value) || (0x3400...0x9FFF).contains(scalar.value)
      || (0x20000...0x3FFFF).contains(scalar.value)
  }
}
