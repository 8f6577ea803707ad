/// Prices in running text.
enum Price {
  /// Whether a text names the price of a subscription.
  static func isForPeriod(_ text: String) -> Bool { isIn(text) && hasPeriod(Fold.key(text)) }

  /// Whether a number stands beside the sign of a currency.
  static func isIn(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var at = 0
      while at < bytes.count {
        let length = sign(bytes, at)
        if length > 0, isNumber(bytes, before: at) || isNumber(bytes, from: at + length) { return true }
        at += max(1, length)
      }
      return false
    }
  }

  /// How many bytes the sign of a currency has that begins here; 0 for none.
  private static func sign(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    switch bytes[at] {
    case 0x24: 1  // $
    case 0xC2: at + 1 < bytes.count && bytes[at + 1] == 0xA3 ? 2 : 0  // £
    case 0xE2:  // €
      at + 2 < bytes.count && bytes[at + 1] == 0x82 && bytes[at + 2] == 0xAC ? 3 : 0
    case UInt8(ascii: "e"), UInt8(ascii: "E"): isWord("euro", bytes, at) ? 4 : 0
    case UInt8(ascii: "C"): isWord("chf", bytes, at) ? 3 : 0
    case UInt8(ascii: "K"), UInt8(ascii: "k"): isWord("kr", bytes, at) ? 2 : 0
    default: 0
    }
  }

  private static func isWord(_ word: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at > 0, bytes[at - 1] <= 0x20 || bytes[at - 1] >= 0x80, at + word.utf8CodeUnitCount <= bytes.count
    else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { bytes[at + $0] | 0x20 == word.utf8Start[$0] }
  }

  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>, before at: Int) -> Bool {
    // A space, a no-break space or a narrow one may stand between.
    let near = bytes[max(0, at - 4)..<at].last { $0 > 0x20 && $0 < 0x80 }
    return near.map { (0x30...0x39).contains($0) } ?? false
  }

  private static func isNumber(_ bytes: UnsafeBufferPointer<UInt8>, from at: Int) -> Bool {
    let near = bytes[min(at, bytes.count)..<min(at + 4, bytes.count)].first { $0 > 0x20 && $0 < 0x80 }
    return near.map { (0x30...0x39).contains($0) } ?? false
  }

  /// Whether a folded text says for which time a price is.
  static func hasPeriod(_ key: [UInt8]) -> Bool {
    periods.contains { Bytes.contains(key, $0) }
  }

  private static let periods: [[UInt8]] = [
    "par mois", "/mois", "/ mois", "le premier mois", "premiers mois", "pendant 0 mois", "par semaine",
    "par an", "/an", "a month", "per month", "/month", "/ month", "/mo", "a week", "per week", "/week",
    "for 0 week", "for 0 month", "first month", "a year", "per year", "/year", "pro monat", "im monat",
    "/monat", "monatlich", "pro woche", "im ersten monat", "ersten 0 monate", "al mes", "/mes", "por mes",
    "al mese", "/mese", "por mês", "por ano", "per maand", "/maand", "per manad", "i manaden", "/mnd",
    "miesiecznie", "/mies",
  ].map { Fold.phrase($0) }
}
