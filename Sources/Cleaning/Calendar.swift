import Stories

/// Reads dates that name a month, in the languages of the profiles.
struct Calendar: Sendable {
  /// Months, 1 to 12, by folded name. A name that means different months in two languages is left out.
  private var months: [[UInt8]: Int] = [:]
  private var beginnings: [[UInt8]: Int] = [:]

  /// From the profiles' calendars. Where several profiles have a calendar, the first one is used.
  init(_ profiles: [Profile]) {
    for (at, names) in (profiles.first { !$0.calendar.isEmpty }?.calendar ?? []).enumerated() {
      for name in names.split(separator: " ").map({ Fold.key($0) }) {
        months[name] = months[name].map { $0 == at + 1 ? $0 : 0 } ?? at + 1
      }
      // Abbreviations (`févr`, `juill`): the beginning of one month's names and of no other month's.
      for name in names.split(separator: " ") where name.count > 4 {
        for length in 4...min(6, name.count - 1) {
          let key = Fold.key(name.prefix(length))
          beginnings[key] = beginnings[key].map { $0 == at + 1 ? $0 : 0 } ?? at + 1
        }
      }
    }
  }

  /// Reads `13. Mai 2026`, `13 de mayo de 2026`, `May 13, 2026` or `2026年5月13日`, else a date in numbers only.
  /// In `12/03/2026` the day comes first where the language writes it so.
  func date(in text: String, language: String? = nil) -> StoryDate? {
    guard text.utf8.count <= 400 else { return nil }
    let parts = Self.parts(text)
    for at in parts.indices {
      if let month = month(parts[at]), !isWeekday(parts, at), let date = date(parts, at, month) {
        return date
      }
      if let date = Self.wide(parts[at...]) { return date }
    }
    return PageDate.visible(text) ?? language.flatMap { Self.slashed(parts, text, language: $0) }
  }

  /// Whether a part that looks like a month is the name of a weekday instead: in `mar. 19 août` a day and a
  /// month follow it.
  private func isWeekday(_ parts: [Substring], _ at: Int) -> Bool {
    let behind = parts[(at + 1)...].prefix(3)
    guard let day = behind.first, Self.number(day, 1...31) != nil else { return false }
    return behind.dropFirst().contains { month($0) != nil }
  }

  private static let monthFirst: Set<String> = ["en"]

  private static func slashed(_ parts: [Substring], _ text: String, language: String) -> StoryDate? {
    guard parts.count >= 3, text.utf8.contains(0x2F) else { return nil }
    for at in 0...parts.count - 3 {
      let (first, second, third) = (parts[at], parts[at + 1], parts[at + 2])
      guard let day = number(first, 1...31), let month = number(second, 1...12),
        let year = number(third, 1990...2100), text[first.endIndex] == "/", text[second.endIndex] == "/",
        day == month || !monthFirst.contains(language)
      else { continue }
      return StoryDate(year: year, month: month, day: day, origin: .metadata)
    }
    return nil
  }

  /// Whether a word is the name of a month, or its beginning.
  func isMonth(_ word: Substring) -> Bool { month(word) != nil }

  private func month(_ part: Substring) -> Int? {
    guard part.utf8.count >= 3, part.unicodeScalars.first?.properties.isAlphabetic ?? false else {
      return nil
    }
    let key = Fold.key(part)
    return (months[key] ?? beginnings[key]).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Reads the day before or after the month and the year after both, and skips small words between them.
  private func date(_ parts: [Substring], _ at: Int, _ month: Int) -> StoryDate? {
    let before = parts[..<at].suffix(2).reversed().lazy.compactMap { Self.number($0, 1...31) }.first
    let behind = parts[(at + 1)...].prefix(3).compactMap { Self.number($0, 1990...2100) }.first
    if let day = before, let year = behind {
      return StoryDate(year: year, month: month, day: day, origin: .metadata)
    }
    guard let day = parts[(at + 1)...].first.flatMap({ Self.number($0, 1...31) }),
      let year = parts[(at + 2)...].prefix(2).lazy.compactMap({ Self.number($0, 1990...2100) }).first
    else { return nil }
    return StoryDate(year: year, month: month, day: day, origin: .metadata)
  }

  /// A date of East Asia: year, month and day, each followed by its character.
  private static func wide(_ parts: ArraySlice<Substring>) -> StoryDate? {
    let parts = Array(parts.prefix(6))
    guard parts.count == 6, let year = number(parts[0], 1990...2100), let month = number(parts[2], 1...12),
      let day = number(parts[4], 1...31), ["年", "년"].contains(parts[1]), ["月", "월"].contains(parts[3])
    else { return nil }
    return StoryDate(year: year, month: month, day: day, origin: .metadata)
  }

  private static func number(_ part: Substring, _ range: ClosedRange<Int>) -> Int? {
    guard part.utf8.count <= 4, let number = Int(part), range.contains(number) else { return nil }
    return number
  }

  /// Runs of letters and runs of digits.
  private static func parts(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var from = text.unicodeScalars.startIndex
    var kind = 0
    let scalars = text.unicodeScalars
    for at in scalars.indices {
      let scalar = scalars[at]
      let isDigit = scalar.value >= 0x30 && scalar.value <= 0x39
      let next = isDigit ? 1 : scalar.properties.isAlphabetic ? 2 : 0
      if next != kind {
        if kind > 0 { parts.append(text[from..<at]) }
        (from, kind) = (at, next)
      }
    }
    if kind > 0 { parts.append(text[from...]) }
    return parts
  }
}
