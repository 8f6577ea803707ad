/// Numbers in groups of three.
enum Numbers {
  /// Whether the blank at `start` stands between two groups of one number, as in `115 000`.
  static func joins(_ text: [UInt32], at start: Int, to next: Int) -> Bool {
    guard next == start + 1, digits(text, from: next) == 3 else { return false }
    var first = start
    while first > 0, start - first < 4, Letters.isDigit(text[first - 1]) { first -= 1 }
    let leading = start - first
    guard (1...3).contains(leading), continues(text, after: next + 3) else { return false }
    guard first > 0 else { return text[first] != 0x30 }
    if Letters.isSpace(text[first - 1]), first > 1, Letters.isDigit(text[first - 2]) { return leading == 3 }
    return text[first] != 0x30 && isFree(text[first - 1])
  }

  /// What follows is no group of another length: `06 123 45 67` is a telephone's number.
  private static func continues(_ text: [UInt32], after end: Int) -> Bool {
    guard end + 1 < text.count, Letters.isSpace(text[end]) else { return true }
    let following = digits(text, from: end + 1)
    return following == 0 || following == 3
  }

  private static func digits(_ text: [UInt32], from start: Int) -> Int {
    var end = start
    while end < text.count, end - start < 4, Letters.isDigit(text[end]) { end += 1 }
    return end - start
  }

  /// Not the end of a word or of a code: `A4 210`, `12/345 678`.
  private static func isFree(_ before: UInt32) -> Bool {
    Letters.isSpace(before) || before == 0x28 || before == 0x2019 || before == 0xAB
  }
}

/// Signs and units that never begin a line behind their number.
enum Units {
  private static let known = [
    "%", "‰", "€", "$", "£", "°", "°C", "km", "km²", "km/h", "m", "m²", "m³", "cm", "mm", "kg", "g", "h",
    "ha", "min", "kW", "MW", "GW", "kWh", "Ko", "Mo", "Go", "To", "Md€", "M€",
  ].map { $0.unicodeScalars.map(\.value) }

  static func begin(_ text: [UInt32], at start: Int) -> Bool {
    known.contains { unit in
      let end = start + unit.count
      guard end <= text.count, text[start] == unit[0], text[start..<end].elementsEqual(unit) else {
        return false
      }
      guard end < text.count else { return true }
      return !Letters.isLetter(text[end]) && !Letters.isDigit(text[end]) && text[end] != 0x2F
        && text[end] != 0x2019 && text[end] != 0x27
    }
  }
}

/// `M. Hollande`, `n° 5`: the short word before a name or a number stays with it.
enum Titles {
  private static let persons = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr"].map(scalars)
  private static let numbers = ["n°", "N°", "nº"].map(scalars)

  static func joins(_ text: [UInt32], upTo end: Int, to next: Int) -> Bool {
    let isName = Letters.isCapital(text[next])
    guard isName || Letters.isDigit(text[next]) else { return false }
    return (isName ? persons : numbers).contains { word in
      let start = end - word.count
      guard start >= 0, text[start] == word[0], text[start..<end].elementsEqual(word) else { return false }
      return start == 0 || !Letters.isLetter(text[start - 1]) && !Letters.isDigit(text[start - 1])
    }
  }

  private static func scalars(_ word: String) -> [UInt32] {
    word.unicodeScalars.map(\.value)
  }
}
