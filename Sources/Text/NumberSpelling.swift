/// Spellings of numbers with and without blanks between groups of three digits.
package enum NumberSpelling {
  /// The spellings of a number, its own first: `1500` and `1 500`. A text that is not a number has only
  /// itself.
  ///
  /// Groups of three digits are separated by one blank of any width (ISO 80000-1, section 7.3.1).
  package static func variants(of text: String) -> [String] {
    let digits = text.unicodeScalars.filter { !isBlank($0) }
    guard (4...15).contains(digits.count), digits.allSatisfy(isDigit) else { return [text] }
    let plain = String(String.UnicodeScalarView(digits))
    if digits.count == text.unicodeScalars.count { return [text, grouped(plain)] }
    return groupEnd(Array(text), from: 0) == text.count ? [text, plain] : [text]
  }

  private static func grouped(_ digits: String) -> String {
    var groups = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { groups.append(" ") }
      groups.append(digit)
    }
    return groups
  }

  /// The end of a number in groups at a position: one to three digits, then at least once a blank and three
  /// digits; nil where there is none.
  package static func groupEnd(_ text: [Character], from start: Int) -> Int? {
    var end = start
    while end < text.count, end - start < 3, isDigit(text[end]) { end += 1 }
    guard end > start else { return nil }
    var isGrouped = false
    while end + 3 < text.count, isBlank(text[end]), text[end + 1...end + 3].allSatisfy(isDigit) {
      end += 4
      isGrouped = true
    }
    guard isGrouped, end == text.count || !(text[end].isLetter || text[end].isNumber) else { return nil }
    return end
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.unicodeScalars.count == 1 && character.unicodeScalars.allSatisfy(isDigit)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

  private static func isBlank(_ character: Character) -> Bool {
    character.unicodeScalars.count == 1 && character.unicodeScalars.allSatisfy(isBlank)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x20 || scalar.value == 0xA0 || scalar.value == 0x2009 || scalar.value == 0x202F
  }
}
