/// A day of the proleptic Gregorian calendar.
package struct CivilDay: Equatable, Hashable, Sendable, Comparable {
  /// 1 to 9999.
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to the month's last day.
  package let day: Int

  /// Nil where the month has no such day, or the year has not four digits.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day in UTC that holds the instant (civil-from-days by eras of 400 years); instants that no calendar
  /// writes count as its first or its last.
  package init(instant: Instant) {
    let instant = StoryDate.bounded(instant)
    let days = instant >= 0 ? instant / 86400 : (instant - 86399) / 86400
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01, negative before (days-from-civil by eras of 400 years).
  package var daysSince1970: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 0 is Monday, as ISO 8601 orders the week.
  package var weekday: Int {
    let index = (daysSince1970 + 3) % 7
    return index < 0 ? index + 7 : index
  }

  /// `2015-11-17`.
  package var iso: String {
    pad(year, to: 4) + "-" + pad(month) + "-" + pad(day)
  }

  /// By day.
  package static func < (left: CivilDay, right: CivilDay) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
