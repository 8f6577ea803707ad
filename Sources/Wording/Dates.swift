import Stories

/// Dates in words.
package enum DateWords {
  /// `Mardi 17 novembre 2015`, `Tuesday 17 November 2015`.
  package static func long(_ day: CivilDay, _ language: Language) -> String {
    let weekday = weekdays[day.weekday][language]
    return weekday.prefix(1).uppercased() + weekday.dropFirst() + " " + date(day, months, language)
  }

  /// `17 novembre 2015`.
  package static func plain(_ day: CivilDay, _ language: Language) -> String {
    date(day, months, language)
  }

  /// `17 nov. 2015`.
  package static func short(_ day: CivilDay, _ language: Language) -> String {
    date(day, shortMonths, language)
  }

  /// `Semaine du 16 mars 2026`, from its Monday.
  package static func week(from monday: CivilDay) -> Phrase {
    Phrase("Week of " + plain(monday, .english), "Semaine du " + plain(monday, .french))
  }

  /// `Mars 2026`.
  package static func month(_ day: CivilDay, _ language: Language) -> String {
    let name = months[day.month - 1][language]
    return name.prefix(1).uppercased() + name.dropFirst() + " " + String(day.year)
  }

  /// `sam. 21`, `Sat 21`.
  package static func dayOfWeek(_ day: CivilDay, _ language: Language) -> String {
    let name = weekdays[day.weekday][language].prefix(3)
    return name + (language == .french ? ". " : " ") + String(day.day)
  }

  /// `21 mars`, `21 Mar`.
  package static func dayOfYear(_ day: CivilDay, _ language: Language) -> String {
    String(day.day) + " " + shortMonths[day.month - 1][language]
  }

  /// `18:04`; nil where the hour is unknown.
  package static func clock(_ date: StoryDate) -> String? {
    date.clock.map { (hour, minute) in
      (hour < 10 ? "0" : "") + String(hour) + ":" + (minute < 10 ? "0" : "") + String(minute)
    }
  }

  /// `17 novembre 2015, 18:04`, or the day alone.
  package static func full(_ date: StoryDate, _ language: Language) -> String {
    plain(date.day, language) + (clock(date).map { ", " + $0 } ?? "")
  }

  /// `17 nov. 2015, 18:04`, or the day alone.
  package static func shortWithClock(_ date: StoryDate, _ language: Language) -> String {
    short(date.day, language) + (clock(date).map { ", " + $0 } ?? "")
  }

  private static func date(_ day: CivilDay, _ names: [Phrase], _ language: Language) -> String {
    let number = language == .french && day.day == 1 ? "1er" : String(day.day)
    return number + " " + names[day.month - 1][language] + " " + String(day.year)
  }

  private static let weekdays = [
    Phrase("Monday", "lundi"), Phrase("Tuesday", "mardi"), Phrase("Wednesday", "mercredi"),
    Phrase("Thursday", "jeudi"), Phrase("Friday", "vendredi"), Phrase("Saturday", "samedi"),
    Phrase("Sunday", "dimanche"),
  ]

  private static let months = [
    Phrase("January", "janvier"), Phrase("February", "février"), Phrase("March", "mars"),
    Phrase("April", "avril"), Phrase("May", "mai"), Phrase("June", "juin"), Phrase("July", "juillet"),
    Phrase("August", "août"), Phrase("September", "septembre"), Phrase("October", "octobre"),
    Phrase("November", "novembre"), Phrase("December", "décembre"),
  ]

  private static let shortMonths = [
    Phrase("Jan", "janv."), Phrase("Feb", "févr."), Phrase("Mar", "mars"), Phrase("Apr", "avr."),
    Phrase("May", "mai"), Phrase("Jun", "juin"), Phrase("Jul", "juil."), Phrase("Aug", "août"),
    Phrase("Sep", "sept."), Phrase("Oct", "oct."), Phrase("Nov", "nov."), Phrase("Dec", "déc."),
  ]
}
