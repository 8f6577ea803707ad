import Text

/// Reads what stands after a field's colon.
struct SearchValues {
  let names: SearchNames

  /// Nil while it is `unfinished` and no day, state or language yet.
  func filter(
    _ field: SearchNames.Field, _ value: String, columns: Range<Int>, _ unfinished: Bool
  ) throws(SearchFault) -> SearchFilter? {
    switch field {
    case .source: return .source(value, columns: columns)
    case .tag: return .tag(value, columns: columns)
    case .url: return .url(value)
    case .language:
      let tag = value.lowercased()
      guard (2...3).contains(tag.utf8.count), tag.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
        if unfinished && tag.utf8.count < 2 { return nil }
        throw SearchFault(.noLanguage(value), columns)
      }
      return .language(tag)
    case .state:
      if let state = names.states[HeadlineKey.of(value)] { return .state(state) }
      let key = HeadlineKey.of(value)
      if unfinished && names.states.keys.contains(where: { $0.hasPrefix(key) }) { return nil }
      throw SearchFault(.unknownState(value, near: NearName.of(key, among: names.states.keys)), columns)
    case .date, .since, .until: return try days(field, value, columns: columns, unfinished)
    case .part: return nil
    }
  }

  private func days(
    _ field: SearchNames.Field, _ value: String, columns: Range<Int>, _ unfinished: Bool
  ) throws(SearchFault) -> SearchFilter? {
    let ends = field == .date ? value.split(separator: "..", omittingEmptySubsequences: false) : [value[...]]
    let periods = ends.map { Period($0) }
    let isUnderstood = ends.count < 3 && zip(ends, periods).allSatisfy { $0.isEmpty != ($1 != nil) }
    guard isUnderstood, let first = periods[0] ?? periods[ends.count - 1],
      let last = periods[ends.count - 1] ?? periods[0]
    else {
      if unfinished && value.allSatisfy({ $0.isNumber || $0 == "-" || $0 == "." }) { return nil }
      throw SearchFault(.noDay(value), columns)
    }
    switch field {
    case .since: return .days(first.first, nil)
    case .until: return .days(nil, first.last)
    default:
      if ends[0].isEmpty { return .days(nil, last.last) }
      if ends[ends.count - 1].isEmpty { return .days(first.first, nil) }
      if last.last < first.first { throw SearchFault(.reversedDays, columns) }
      return .days(first.first, last.last)
    }
  }
}

/// A day, a month or a year: `2015-11-17`, `2015-11`, `2015`.
package struct Period: Equatable, Sendable {
  /// Its first day.
  package let first: CivilDay
  /// Its last day, inclusive.
  package let last: CivilDay

  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
    guard numbers.count == parts.count, (1...3).contains(parts.count), parts[0].utf8.count == 4 else {
      return nil
    }
    let month = numbers.count > 1 ? numbers[1] : nil
    let days = numbers.count > 2 ? [numbers[2]] : [31, 30, 29, 28]
    let last = days.lazy.compactMap { CivilDay(year: numbers[0], month: month ?? 12, day: $0) }.first
    let first = CivilDay(year: numbers[0], month: month ?? 1, day: numbers.count > 2 ? numbers[2] : 1)
    guard let first, let last else { return nil }
    self.first = first
    self.last = last
  }
}
