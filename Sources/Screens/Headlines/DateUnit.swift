import Stories
import Wording

/// What a heading of the list stands for: the shortest period that leaves the list to its headlines.
package enum DateUnit: CaseIterable, Equatable, Sendable {
  case day, week, month, year

  /// At most one row in so many is a heading.
  private static let rowsPerHeading = 5

  /// The unit for rows in the order of the list; days for a few.
  init(for rows: [Headline]) {
    self =
      rows.count < Self.rowsPerHeading
      ? .day
      : Self.allCases.first { Self.headings(of: rows, by: $0) * Self.rowsPerHeading <= rows.count } ?? .year
  }

  private static func headings(of rows: [Headline], by unit: DateUnit) -> Int {
    var (count, last) = (0, DateSection?.none)
    for row in rows {
      let section = DateSection(row, by: unit)
      if section != last { count += 1 }
      last = section
    }
    return count
  }

  /// The first day of the period that a day lies in; weeks begin on Monday (ISO 8601).
  func start(of day: CivilDay) -> CivilDay {
    switch self {
    case .day: day
    case .week: CivilDay(instant: Instant(day.daysSince1970 - day.weekday) * 86_400)
    case .month: CivilDay(year: day.year, month: day.month, day: 1) ?? day
    case .year: CivilDay(year: day.year, month: 1, day: 1) ?? day
    }
  }

  /// The name of a period by its first day.
  func name(_ start: CivilDay, _ language: Language) -> String {
    switch self {
    case .day: DateWords.long(start, language)
    case .week: DateWords.week(from: start)[language]
    case .month: DateWords.month(start, language)
    case .year: String(start.year)
    }
  }

  /// What a row shows of its date below such a heading; nil where it shows the hour.
  func shown(_ day: CivilDay, _ language: Language) -> String? {
    switch self {
    case .day: nil
    case .week, .month: DateWords.dayOfWeek(day, language)
    case .year: DateWords.dayOfYear(day, language)
    }
  }

  /// The columns that rows need for that.
  var columns: Int {
    switch self {
    case .day: 5
    case .week, .month: 7
    case .year: 8
    }
  }
}

/// A day, week, month or year of publication, or of capture for stories without one.
struct DateSection: Equatable {
  let start: CivilDay
  let unit: DateUnit
  let isDated: Bool

  init(_ headline: Headline, by unit: DateUnit) {
    self.unit = unit
    isDated = headline.date != nil
    start = unit.start(of: headline.date?.day ?? CivilDay(instant: headline.captured))
  }

  func name(_ language: Language) -> String {
    if isDated { return unit.name(start, language) }
    let captured: Phrase =
      switch unit {
      case .day: .capturedOnDay(start)
      case .week: .capturedInWeek(from: start)
      case .month: .capturedInMonth(start)
      case .year: .capturedInYear(start.year)
      }
    return Phrase.undatedSection(captured)[language]
  }
}
