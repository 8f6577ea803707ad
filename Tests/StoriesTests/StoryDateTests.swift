import Stories
import Testing

@Suite struct StoryDateTests {
  @Test(arguments: [
    ("2015-11-17T18:04:05+01:00", "2015-11-17T18:04:05+01:00"), ("2015-11-17T18:04", "2015-11-17T18:04:00Z"),
    ("2015-11-17 18:04:05.123Z", "2015-11-17T18:04:05Z"),
    ("2015-11-17T18:04:05 +0100", "2015-11-17T18:04:05+01:00"),
    ("2015-11-17T00:30:00-05", "2015-11-17T00:30:00-05:00"), ("2015-11-17", "2015-11-17"),
    ("2016-02-29", "2016-02-29"), ("0001-01-01", "0001-01-01"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
  ])
  func isoComesBack(text: String, iso: String) {
    #expect(StoryDate(iso: text, origin: .metadata)?.iso == iso)
  }

  @Test(arguments: [
    "", "2015", "2015-11", "2015-13-01", "2015-02-29", "2015-11-17T", "2015-11-17T25:00", "2015-11-17T18:60",
    "2015-11-17T18:04+15:00", "2015-11-17T18:04 CET", "17.11.2015", "2015-11-17x", "２０１５-11-17", "2015-00-10",
    "2015-11-17T18:04:05+01:00 ",
  ])
  func whatIsNoDateGivesNone(text: String) {
    #expect(StoryDate(iso: text, origin: .url) == nil)
  }

  @Test func theDayIsThePublishersOwn() throws {
    let date = try #require(StoryDate(iso: "2015-11-17T23:30:00-08:00", origin: .metadata))
    #expect(date.day.iso == "2015-11-17")
    #expect(date.clock?.hour == 23)
    #expect(date.clock?.minute == 30)
    #expect(date.instant == 1_447_831_800)
  }

  @Test func aPlainDayIsItsNoonWithoutAnHour() throws {
    let date = try #require(StoryDate(year: 2015, month: 11, day: 17, origin: .path))
    #expect(date.instant == 1_447_761_600)
    #expect(date.clock == nil)
    #expect(StoryDate(year: 2015, month: 2, day: 30, origin: .path) == nil)
  }
}

@Suite struct CivilDayTests {
  @Test func daysAndInstantsAgree() throws {
    for days in stride(from: -719_162, through: 2_932_896, by: 997) {
      let day = CivilDay(instant: Instant(days) * 86400)
      #expect(day.daysSince1970 == days)
      #expect(CivilDay(instant: Instant(days) * 86400 + 86399) == day)
    }
    #expect(CivilDay(instant: -1).iso == "1969-12-31")
    #expect(CivilDay(instant: 951_782_400).iso == "2000-02-29")
  }

  @Test(arguments: [Instant.min, Instant.min + 1, -1 << 62, 1 << 62, .max - 1, .max])
  func instantsThatNoCalendarHasAreItsEnds(instant: Instant) {
    #expect(CivilDay(instant: instant).iso == (instant < 0 ? "0001-01-01" : "9999-12-31"))
    for offset in [Int.min, -60, 0, 60, .max] {
      let date = StoryDate(instant: instant, offset: offset, origin: .metadata)
      #expect(date.iso.hasPrefix(instant < 0 ? "0001-01-0" : "9999-12-3"))
      #expect(date.clock != nil && date.day.year > 0)
    }
    #expect(StoryDate.known(instant) == nil)
  }

  @Test func theWeekBeginsOnMonday() throws {
    #expect(try #require(CivilDay(year: 2015, month: 11, day: 16)).weekday == 0)
    #expect(try #require(CivilDay(year: 1970, month: 1, day: 1)).weekday == 3)
    #expect(try #require(CivilDay(year: 1969, month: 12, day: 28)).weekday == 6)
  }

  @Test func daysOutsideTheCalendarAreNone() {
    for (year, month, day) in [
      (0, 1, 1), (10000, 1, 1), (1900, 2, 29), (2015, 0, 1), (2015, 4, 31), (2015, 1, 0),
    ] {
      #expect(CivilDay(year: year, month: month, day: day) == nil)
    }
  }

  @Test func daysAreOrdered() throws {
    let earlier = try #require(CivilDay(year: 2014, month: 12, day: 31))
    let later = try #require(CivilDay(year: 2015, month: 1, day: 1))
    #expect(earlier < later)
  }
}
