import Stories

/// Reads dates in the forms that pages use for machines.
enum PageDate {
  /// Reads ISO 8601, also with an invalid time after a valid day, and the dates of mail (RFC 5322).
  static func date(_ written: String) -> StoryDate? {
    let text = Line.trim(Substring(written))
    if let date = StoryDate(iso: text, origin: .metadata) { return date }
    if let mail = mail(text) { return mail }
    let day = String(text.prefix(10))
    if let date = StoryDate(iso: day, origin: .metadata) { return date }
    let digits = Array(text.utf8.prefix(8))
    guard digits.count == 8, digits.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(text.prefix(8))
    else { return nil }
    return StoryDate(year: number / 10000, month: number / 100 % 100, day: number % 100, origin: .metadata)
  }

  /// Reads `28.04.2023`, `2023-04-28` or `2023/4/28` in visible text, and `28.04.23` at the start of a line.
  static func visible(_ text: String) -> StoryDate? {
    let runs = text.utf8.split { !(0x30...0x39).contains($0) && ![0x2E, 0x2D, 0x2F].contains($0) }
    for run in runs {
      let parts = run.split { !(0x30...0x39).contains($0) }.map {
        Int(String(decoding: $0, as: UTF8.self)) ?? 0
      }
      guard parts.count == 3 else { continue }
      if (1990...2100).contains(parts[0]) {
        return StoryDate(year: parts[0], month: parts[1], day: parts[2], origin: .metadata)
      }
      // With slashes, day and month cannot be distinguished.
      if (1990...2100).contains(parts[2]), run.contains(0x2E) || parts[0] > 12 {
        return StoryDate(year: parts[2], month: parts[1], day: parts[0], origin: .metadata)
      }
    }
    return short(text)
  }

  /// Reads `Fr 28.04.23 | 14:07`. A year of two digits counts only where a time follows and hardly a word
  /// precedes.
  private static func short(_ text: String) -> StoryDate? {
    let parts = text.split { !$0.isNumber && $0 != "." && $0 != ":" }
    guard parts.count >= 2, text.prefix(while: { !$0.isNumber }).utf8.count <= 5, parts[1].contains(":")
    else {
      return nil
    }
    let numbers = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, numbers.allSatisfy({ $0.utf8.count == 2 }), let day = Int(numbers[0]),
      let month = Int(numbers[1]), let year = Int(numbers[2])
    else { return nil }
    return StoryDate(year: 2000 + year, month: month, day: day, origin: .metadata)
  }

  /// Reads `/2023/04/28/` in an address.
  static func inAddress(_ url: String) -> StoryDate? {
    let parts = url.split(separator: "/").prefix(16).map { $0.utf8.count <= 4 ? Int($0) ?? 0 : 0 }
    guard parts.count >= 3 else { return nil }
    for at in 0..<parts.count - 2 where (1990...2100).contains(parts[at]) {
      if let date = StoryDate(year: parts[at], month: parts[at + 1], day: parts[at + 2], origin: .url) {
        return date
      }
    }
    return nil
  }

  /// Reads `Tue, 19 Nov 2019 06:21:00 +0100`.
  private static func mail(_ text: String) -> StoryDate? {
    let parts = text.split { $0 == " " || $0 == "," }.map(String.init)
    let from = parts.first.map { Int($0) == nil ? 1 : 0 } ?? 0
    guard parts.count >= from + 3, let day = Int(parts[from]), let year = Int(parts[from + 2]),
      let month = months.firstIndex(of: parts[from + 1].prefix(3).lowercased())
    else { return nil }
    let plain = CivilDay(year: year, month: month + 1, day: day)?.iso
    guard let plain else { return nil }
    if parts.count >= from + 4 {
      let zone = parts.count > from + 4 ? parts[from + 4] : "Z"
      let offset = zone.hasPrefix("+") || zone.hasPrefix("-") ? zone : "Z"
      if let date = StoryDate(iso: plain + "T" + parts[from + 3] + offset, origin: .metadata) { return date }
    }
    return StoryDate(iso: plain, origin: .metadata)
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
}
