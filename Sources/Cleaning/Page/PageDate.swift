import Stories

/// Dates as pages write them for machines.
enum PageDate {
  /// ISO 8601, also with a broken time behind a good day, or as mail has it (RFC 5322).
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

  /// `Tue, 19 Nov 2019 06:21:00 +0100`.
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
