/// The day a story was published, with as much of the hour as is known.
package struct StoryDate: Equatable, Sendable {
  /// How much is known; the raw values are stored.
  package enum Precision: String, Sendable {
    case day, minute
  }

  /// Where the date was found; what a person says outranks what a page says.
  package enum Origin: String, Sendable {
    case metadata, url, path, manifest
  }

  /// The instant; noon UTC where only the day is known.
  package var instant: Instant
  /// Minutes east of UTC, as the publisher wrote it.
  package var offset: Int
  /// With `.day` only `day` may be shown.
  package var precision: Precision
  /// Decides which of two dates is kept.
  package var origin: Origin

  package init(instant: Instant, offset: Int = 0, precision: Precision = .minute, origin: Origin) {
    self.instant = instant
    self.offset = offset
    self.precision = precision
    self.origin = origin
  }

  /// From the year 1 to the year 9999: what archives, feeds and file systems say beyond is no date.
  package static let instants: ClosedRange<Instant> = -62_135_596_800...253_402_300_799

  /// The nearest instant that a calendar has.
  package static func bounded(_ instant: Instant) -> Instant {
    min(max(instant, instants.lowerBound), instants.upperBound)
  }

  /// The instant; nil where no calendar has it.
  package static func known(_ instant: Instant) -> Instant? {
    instants.contains(instant) ? instant : nil
  }

  /// The publisher's own clock; offsets reach a day at most.
  private static func local(_ instant: Instant, _ offset: Int) -> Instant {
    bounded(instant) + Instant(min(max(offset, -1440), 1440)) * 60
  }

  /// A plain date; nil where no calendar has that day.
  package init?(year: Int, month: Int, day: Int, origin: Origin) {
    guard let days = CivilDay(year: year, month: month, day: day)?.daysSince1970 else { return nil }
    self.init(instant: Instant(days) * 86400 + 43200, precision: .day, origin: origin)
  }

  /// The day in the publisher's own time zone.
  package var day: CivilDay {
    CivilDay(instant: Self.local(instant, offset))
  }

  /// Hour and minute in the publisher's own time zone; nil where only the day is known.
  package var clock: (hour: Int, minute: Int)? {
    guard precision == .minute else { return nil }
    let local = Self.bounded(Self.local(instant, offset))
    let seconds = Int(local - Instant(CivilDay(instant: local).daysSince1970) * 86400)
    return (seconds / 3600, seconds / 60 % 60)
  }

  /// ISO 8601 with its offset, or a plain date where the hour is unknown.
  package var iso: String {
    guard precision == .minute else { return day.iso }
    return Self.iso(instant: instant, offset: offset)
  }

  /// An instant as ISO 8601 (`2026-01-02T03:04:05Z`, or with a numeric offset).
  package static func iso(instant: Instant, offset: Int = 0) -> String {
    let offset = min(max(offset, -1440), 1440)
    let local = bounded(local(instant, offset))
    let day = CivilDay(instant: local)
    let seconds = Int(local - Instant(day.daysSince1970) * 86400)
    let zone =
      offset == 0
      ? "Z" : (offset < 0 ? "-" : "+") + pad(abs(offset) / 60) + ":" + pad(abs(offset) % 60)
    return day.iso + "T" + pad(seconds / 3600) + ":" + pad(seconds / 60 % 60) + ":" + pad(seconds % 60) + zone
  }
}

func pad(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
