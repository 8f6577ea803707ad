import Stories

/// Dates as feeds, exports and protocols write them.
enum WrittenDate {
  /// ISO 8601, RFC 5322 (`Mon, 06 Jan 2025 10:00:00 +0100`), the C library's `Mon Jan  6 10:00:00 2025`, or
  /// seconds since 1970; nil for anything else.
  static func date(_ text: String) -> StoryDate? {
    let text = text.trimmed
    guard text.utf8.count <= 100 else { return nil }
    return StoryDate(iso: text, origin: .metadata) ?? loose(text) ?? words(text) ?? stamp(text)
  }

  /// Seconds or milliseconds since 1970, from 1973 on.
  static func stamp(_ digits: String) -> StoryDate? {
    let whole = digits.prefix { $0 != "." }
    guard let number = Int64(whole), whole.count <= 13 else { return nil }
    let seconds = whole.count >= 12 ? number / 1000 : number
    guard (100_000_000...4_102_444_800).contains(seconds) else { return nil }
    return StoryDate(instant: seconds, origin: .metadata)
  }

  /// ISO 8601 cut short or without dashes: `2003-12`, `20031231`, `20031231T101455`.
  private static func loose(_ text: String) -> StoryDate? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard digits.count == 8, text.utf8.count == 8 || text.utf8.dropFirst(8).first == UInt8(ascii: "T") else {
      return nil
    }
    let day = String(text.prefix(4)) + "-" + text.dropFirst(4).prefix(2) + "-" + text.dropFirst(6).prefix(2)
    return StoryDate(iso: day, origin: .metadata)
  }

  private static func words(_ text: String) -> StoryDate? {
    var (day, month, year): (Int?, Int?, Int?)
    var clock: (Int, Int, Int)?
    var offset = 0
    let words = text.split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "\n" }
    for word in words {
      if word.hasPrefix("(") { break }
      if let found = months.firstIndex(of: word.prefix(3).lowercased()), word.first?.isLetter == true {
        month = month ?? found + 1
      } else if word.contains(":"), word.first?.isNumber == true {
        clock = Self.clock(word)
      } else if let zone = Self.zone(word), clock != nil {
        offset = zone
      } else if let number = Int(word), number >= 0 {
        if day == nil, number <= 31, word.utf8.count <= 2 { day = number } else { year = year ?? number }
      } else {
        // `06-Jan-2025`
        let parts = word.split(separator: "-")
        guard parts.count == 3, let found = months.firstIndex(of: parts[1].lowercased()) else { continue }
        (day, month, year) = (Int(parts[0]), found + 1, Int(parts[2]))
      }
    }
    guard let day, let month, var year else { return nil }
    // RFC 5322, section 4.3.
    if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
    guard let civil = CivilDay(year: year, month: month, day: day) else { return nil }
    guard let (hour, minute, second) = clock else {
      return StoryDate(year: year, month: month, day: day, origin: .metadata)
    }
    let seconds = civil.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second - offset * 60
    return StoryDate(instant: Instant(seconds), offset: offset, origin: .metadata)
  }

  private static func clock(_ word: Substring) -> (Int, Int, Int)? {
    let parts = word.split(separator: ":").map { Int($0.prefix(2)) ?? 99 }
    guard (2...3).contains(parts.count), parts[0] < 24, parts[1] < 60 else { return nil }
    return (parts[0], parts[1], parts.count == 3 ? min(parts[2], 59) : 0)
  }

  /// Minutes east of UTC: `+0100`, `GMT+0100`, `CET`; an unknown name is UTC.
  private static func zone(_ word: Substring) -> Int? {
    var rest = word.uppercased()[...]
    for name in ["GMT", "UTC"] where rest.hasPrefix(name) && rest.count > 3 { rest = rest.dropFirst(3) }
    if let named = zones[String(rest)] { return named * 60 }
    guard let sign = rest.first, sign == "+" || sign == "-" else {
      return rest.allSatisfy(\.isLetter) && rest.count <= 4 ? 0 : nil
    }
    let digits = rest.dropFirst().filter { $0 != ":" }
    guard digits.count == 4 || digits.count == 2, let number = Int(digits) else { return nil }
    let minutes = digits.count == 2 ? number * 60 : number / 100 * 60 + number % 100
    return minutes > 14 * 60 ? nil : sign == "-" ? -minutes : minutes
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  private static let zones = [
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1,
    "CEST": 2, "MET": 1, "MEST": 2, "BST": 1, "WEST": 1, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9,
  ]
}
