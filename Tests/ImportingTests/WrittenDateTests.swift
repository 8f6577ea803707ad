import Stories
import Testing

@testable import Importing

@Suite struct WrittenDateTests {
  private static let dates = WrittenDate(months: [
    "janvier janv january jan januar enero", "février févr feb february", "mars mar march märz",
    "avril avr apr", "mai may", "juin jun", "juillet juil jul", "août aug august", "septembre sept sep",
    "octobre oct", "novembre nov", "décembre déc dec december",
  ])

  @Test(arguments: [
    ("2025-01-06", "2025-01-06"), ("Mon, 06 Jan 2025 10:00:00 +0100", "2025-01-06T10:00:00+01:00"),
    ("06 Jan 25 10:00 GMT", "2025-01-06T10:00:00Z"), ("1736157600", "2025-01-06T10:00:00Z"),
    ("1736157600000", "2025-01-06T10:00:00Z"), ("20250106", "2025-01-06"),
    ("Mon Jan  6 10:00:00 2025", "2025-01-06T10:00:00Z"), ("06-Jan-2025", "2025-01-06"),
    ("2025-01-06 10:00:00+00", "2025-01-06T10:00:00Z"), ("2025-01-06 10:00:00 UTC", "2025-01-06T10:00:00Z"),
    ("Mon Jan 06 2025 10:00:00 GMT+0100 (Central European Time)", "2025-01-06T10:00:00+01:00"),
    ("Sat, Oct 28 2023 08:28:28 PM", "2023-10-28T20:28:28Z"),
    ("Oct 28, 2023 12:05 a.m.", "2023-10-28T00:05:00Z"),
    ("mardi 19 août 2024", "2024-08-19"), ("mar., 17 févr. 2026 10:00:00 +0100", "2026-02-17T10:00:00+01:00"),
    ("mer. 4 fevr. 2026 à 20h28", "2026-02-04T20:28:00Z"), ("1er mars 2026, 7 h", "2026-03-01T07:00:00Z"),
    ("Dienstag, 3. März 2026", "2026-03-03"), ("3 de enero de 2026", "2026-01-03"),
    ("March 3rd, 2026", "2026-03-03"), ("2026年3月12日", "2026-03-12"), ("2026년 3월 12일", "2026-03-12"),
    ("25/03/2026", "2026-03-25"), ("03/25/2026 8:28:28 PM", "2026-03-25T20:28:28Z"),
    ("04.03.2026", "2026-03-04"), ("2026/03/04 10:00", "2026-03-04T10:00:00Z"),
  ]) func aDateIsReadAsItIsWritten(_ text: String, _ iso: String) {
    #expect(Self.dates.date(text)?.iso == iso)
  }

  @Test(arguments: [
    "9999-99-99", "Mon, 31 Feb 2025", "", "-1", "1e300", "hier", "mardi", "04/03/2026", "31/31/2026", "10:00",
    "mars", "1/2", "////", String(repeating: "9", count: 100),
  ]) func whatIsNoDateIsNone(_ text: String) {
    #expect(Self.dates.date(text) == nil)
  }

  @Test func thePersonsOrderOrTheLanguageSaysWhichNumberIsTheDay() {
    let names = [""]
    let read = { (order: WrittenDate.Order?, tag: String?) in
      WrittenDate(months: names, order: order)
        .date("04/03/26", isDayFirst: WrittenDate.isDayFirst(language: tag))?.iso
    }
    #expect(read(nil, nil) == nil && read(nil, "en") == nil)
    #expect(read(nil, "fr") == "2026-03-04" && read(nil, "en-GB") == "2026-03-04")
    #expect(read(nil, "en_US") == "2026-04-03")
    #expect(read(.dmy, "en-US") == "2026-03-04" && read(.mdy, "fr") == "2026-04-03")
    #expect(read(.ymd, "fr") == "2004-03-26")
    let year = WrittenDate(months: names, order: .ymd)
    #expect(year.date("04/03/2026") == nil && year.date("04/03/2026", isDayFirst: true)?.iso == "2026-03-04")
  }

  @Test func aRecordInFrenchHasTheDayFirst() throws {
    let text = Array(repeating: "La halle aux poissons rouvrira ses portes samedi.", count: 4).joined(
      separator: " ")
    let table = "title;date;text\nA;12/03/2026;\"\(text)\"\n"
    #expect(Contents(table).captures.first?.date?.iso == "2026-03-12")
    let english = Array(repeating: "The fish market of the town is to open on Saturday.", count: 4)
      .joined(separator: " ")
    #expect(Contents("title;date;text\nA;12/03/2026;\"\(english)\"\n").captures.first?.date == nil)
    let told = #"{"title":"A","lang":"en-US","date":"12/03/2026","text":"x"}"#
    #expect(Contents(told).captures.first?.date?.iso == "2026-12-03")
  }

  @Test func theTagsOfAPageSayNothingOfItsLanguage() {
    let page =
      "<div class=\\\"a b c\\\">" + String(repeating: "<span class=\\\"port quai mer\\\">x</span>", count: 40)
    let line = "{\"title\":\"A\",\"date\":\"04/03/2026\",\"html\":\"\(page)\"}"
    #expect(Contents(line).captures.count == 1)
    #expect(Contents(line).captures.first?.date == nil)
  }
}
