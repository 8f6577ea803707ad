import Stories
import Text

/// Reads dates as they are written in feeds, exports, tables and protocols, with the months of several
/// languages.
package struct WrittenDate: Sendable {
  /// Which of two numbers is the day in `04/03/2026`.
  package enum Order: String, CaseIterable, Sendable {
    case dmy, mdy, ymd
  }

  /// The number of each month, from 1, by its names in lower case, with and without accents.
  private let months: [String: Int]
  /// The order that the user gave for dates in numbers.
  package let order: Order?

  /// `months` has a line for each month with its names and abbreviations in all languages, separated by
  /// spaces; a name that two languages use for different months is none.
  package init(months lines: [String], order: Order? = nil) {
    var months: [String: Int] = [:]
    for (at, line) in lines.enumerated() {
      for name in line.split(separator: " ") {
        for spelling in Set([name.lowercased(), Self.plain(name.lowercased())]) {
          months[spelling] = months[spelling].map { $0 == at + 1 ? $0 : 0 } ?? at + 1
        }
      }
    }
    self.months = months.filter { $0.value > 0 }
    self.order = order
  }

  /// English months, which protocols write (RFC 5322, section 3.3).
  package static let protocols = WrittenDate(months: [
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
  ])

  /// Reads ISO 8601, RFC 5322 (`Mon, 06 Jan 2025 10:00:00 +0100`), the C library's `Mon Jan 6 10:00:00 2025`,
  /// JavaScript's `Mon Jan 06 2025 10:00:00 GMT+0100 (CET)`, dates with the name of a month in any language
  /// it knows, dates in numbers (`25/03/2026`), and seconds since 1970; nil for anything else.
  ///
  /// Where both numbers may be the day, the user's order counts, else `isDayFirst`; nil means that there is
  /// no date.
  package func date(_ text: String, isDayFirst: @autoclosure () -> Bool? = nil) -> StoryDate? {
    let text = text.trimmed
    guard text.utf8.count <= 100 else { return nil }
    return StoryDate(iso: text, origin: .metadata) ?? Self.loose(text)
      ?? words(text, isDayFirst) ?? Self.stamp(text)
  }

  /// Seconds or milliseconds since 1970, from 1973 on.
  static func stamp(_ digits: String) -> StoryDate? {
    let whole = digits.prefix { $0 != "." }
    guard let number = Int64(whole), whole.count <= 13 else { return nil }
    let seconds = whole.count >= 12 ? number / 1000 : number
    guard (100_000_000...4_102_444_800).contains(seconds) else { return nil }
    return StoryDate(instant: seconds, origin: .metadata)
  }

  /// Reads ISO 8601 without hyphens: `20031231`, `20031231T101455`.
  private static func loose(_ text: String) -> StoryDate? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard digits.count == 8, text.utf8.count == 8 || text.utf8.dropFirst(8).first == UInt8(ascii: "T") else {
      return nil
    }
    let day = String(text.prefix(4)) + "-" + text.dropFirst(4).prefix(2) + "-" + text.dropFirst(6).prefix(2)
    return StoryDate(iso: day, origin: .metadata)
  }

  private func words(_ text: String, _ isDayFirst: () -> Bool?) -> StoryDate? {
    var tokens = DateToken.tokens(of: text)
    let clock = DateClock.take(from: &tokens)
    let found = Self.signed(tokens) ?? numbers(tokens, isDayFirst) ?? named(tokens)
    guard let (year, month, day) = found, let civil = CivilDay(year: year, month: month, day: day) else {
      return nil
    }
    guard let clock else { return StoryDate(year: year, month: month, day: day, origin: .metadata) }
    let midnight = Instant(civil.daysSince1970) * 86400
    let instant = midnight + Instant(clock.seconds - clock.offset * 60)
    return StoryDate(instant: instant, offset: clock.offset, origin: .metadata)
  }

  private typealias Parts = (year: Int, month: Int, day: Int)

  /// Reads `2026年3月12日` and `2026년 3월 12일`.
  private static func signed(_ tokens: [DateToken]) -> Parts? {
    var parts: [Int] = []
    for (number, sign) in zip(tokens, tokens.dropFirst()) {
      guard case .number(let value, _) = number, case .word(let word) = sign else { continue }
      let signs = [["年", "년"], ["月", "월"], ["日", "일"]]
      if parts.count < 3, signs[parts.count].contains(where: { word.hasPrefix($0) }) { parts.append(value) }
    }
    return parts.count == 3 ? (parts[0], parts[1], parts[2]) : nil
  }

  /// Reads three numbers with the same separator.
  private func numbers(_ tokens: [DateToken], _ isDayFirst: () -> Bool?) -> Parts? {
    for at in tokens.indices.dropLast(4) {
      guard case .number(let a, let length) = tokens[at], case .mark(let sign) = tokens[at + 1],
        [0x2F, 0x2E, 0x2D].contains(sign), tokens[at + 3] == .mark(sign),
        case .number(let b, _) = tokens[at + 2], case .number(let c, let last) = tokens[at + 4]
      else { continue }
      if length == 4 { return (a, b, c) }
      guard last == 4 || last == 2 else { continue }
      let year = Self.year(c, last)
      if order == .ymd, last == 2 { return (Self.year(a, length), b, c) }
      if a > 12 { return (year, b, a) }
      if b > 12 { return (year, a, b) }
      // In dates with full stops the day comes first, in every language that writes dates so.
      let told = (order == .ymd ? nil : order).map { $0 == .dmy } ?? (sign == 0x2E ? true : isDayFirst())
      guard let told else { return nil }
      return told ? (year, b, a) : (year, a, b)
    }
    return nil
  }

  /// Reads the name of a month next to a day and a year. A weekday may have the name of a month (`mar.`), so
  /// the last name counts.
  private func named(_ tokens: [DateToken]) -> Parts? {
    for at in tokens.indices.reversed() {
      guard case .word(let word) = tokens[at], let month = month(word) else { continue }
      let before = tokens[..<at].compactMap(\.number)
      let behind = tokens[(at + 1)...].compactMap(\.number)
      let pair =
        if let day = before.last, day.isDay {
          (day, behind.first ?? before.dropLast().last { $0.digits == 4 })
        } else if let day = behind.first, day.isDay {
          (day, behind.dropFirst().first ?? before.last { $0.digits == 4 })
        } else {
          (nil, nil) as (DateToken.Number?, DateToken.Number?)
        }
      if let day = pair.0, let year = pair.1 { return (Self.year(year.value, year.digits), month, day.value) }
    }
    return nil
  }

  private func month(_ word: String) -> Int? {
    months[word] ?? (word.utf8.allSatisfy { $0 < 0x80 } ? nil : months[Self.plain(word)])
  }

  /// A year of two or three digits, as in RFC 5322, section 4.3.
  private static func year(_ year: Int, _ length: Int) -> Int {
    length > 3 ? year : year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year
  }

  /// A word without accents.
  private static func plain(_ word: String) -> String {
    let scalars = NormalForm.compatibilityDecomposed(word).unicodeScalars
    return String(String.UnicodeScalarView(scalars.filter { !(0x300...0x36F).contains($0.value) }))
  }
}

extension WrittenDate {
  /// Whether the day comes before the month in dates in numbers, by the declared language of a document (BCP
  /// 47); nil where that is unknown, or both orders are in use.
  static func isDayFirst(language tag: String?) -> Bool? {
    let parts = (tag ?? "").lowercased().split { $0 == "-" || $0 == "_" }
    guard let language = parts.first, language.utf8.count == 2 else { return nil }
    guard language == "en" else { return yearFirst.contains(language) ? nil : true }
    guard let region = parts.dropFirst().last else { return nil }
    return region == "us" ? false : ["gb", "ie", "au", "nz", "in", "za"].contains(region) ? true : nil
  }

  /// The languages whose short dates begin with the year (CLDR 45).
  private static let yearFirst: Set<Substring> = ["ja", "ko", "zh", "hu", "lt", "mn", "fa", "si", "dz"]

  /// The same by a text that is clearly not English, the only language that puts the month first.
  static func isDayFirst(text: String?) -> Bool? {
    let words = (text ?? "").prefix(4000).split { !$0.isLetter }
    guard words.count >= 20 else { return nil }
    let english = words.count { englishWords.contains($0.lowercased()) }
    return english * 50 < words.count ? true : nil
  }

  private static let englishWords: Set = ["the", "of", "and", "to", "is", "was", "for", "that", "with", "by"]
}
