import Stories

/// Dates with a month's name in them, in the languages that the profiles know.
struct Calendar: Sendable {
  /// Months by the folded name; a name that two languages use for different ones is none.
  private var months: [[UInt8]: Int] = [:]
  private var beginnings: [[UInt8]: Int] = [:]

  /// By the profiles' calendars; the first profile that has one counts.
  init(_ profiles: [Profile]) {
    for (at, names) in (profiles.first { !$0.calendar.isEmpty }?.calendar ?? []).enumerated() {
      for name in names.split(separator: " ").map({ Fold.key($0) }) {
        months[name] = months[name].map { $0 == at + 1 ? $0 : 0 } ?? at + 1
      }
      // `févr`, `juill`: the beginning of one month's names and of no other's.
      for name in names.split(separator: " ") where name.count > 4 {
        for length in 4...min(6, name.count - 1) {
          let key = Fold.key(name.prefix(length))
          beginnings[key] = beginnings[key].map { $0 == at + 1 ? $0 : 0 } ?? at + 1
        }
      }
    }
  }

  /// `13. Mai 2026`, `13 de mayo de 2026`, `May 13, 2026`, `2026年5月13日`; else what is all numbers. With
  /// slashes, `12/03/2026`, the day comes first where the language has it so.
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

  /// `mar. 19 août`: what looks like a month has a day and a month behind it.
  private func isWeekday(_ parts: [Substring], _ at: Int) -> Bool {
    let behind = parts[(at + 1)...].prefix(3)
    guard let day = behind.first, Self.number(day, 1...31) != nil else { return false }
    return behind.dropFirst().contains { month($0) != nil }
  }

  private static let monthFirst: Set<String> = ["en"]

  private static func slashed(_ parts: [Substring], _ text: String, language: String) -> StoryDate? {
    guard !monthFirst.contains(language), parts.count >= 3, text.utf8.contains(0x2F) else { return nil }
    for at in 0...parts.count - 3 {
      let (first, second, third) = (parts[at], parts[at + 1], parts[at + 2])
      guard let day = number(first, 1...31), let month = number(second, 1...12),
        let year = number(third, 1990...2100), text[first.endIndex] == "/", text[second.endIndex] == "/"
      else { continue }
      return StoryDate(year: year, month: month, day: day, origin: .metadata)
    }
    return nil
  }

  private func month(_ part: Substring) -> Int? {
    guard part.utf8.count >= 3, part.unicodeScalars.first?.properties.isAlphabetic ?? false else {
      return nil
    }
    let key = Fold.key(part)
    return (months[key] ?? beginnings[key]).flatMap { $0 > 0 ? $0 : nil }
  }

  /// The day before or behind the month, and the year behind both, small words between them passed over.
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

  /// Year, month and day, each with its sign behind it.
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
