import Stories
import Testing
import Wording

@Suite struct WordingTests {
  @Test func languagesAreReadFromLocales() {
    #expect(Language(locale: "fr_FR.UTF-8") == .french)
    #expect(Language(locale: "fr-CA") == .french)
    #expect(Language(locale: "en_GB") == .english)
    #expect(Language(locale: "C") == nil)
    #expect(Language(locale: "") == nil)
  }

  @Test func numbersAreGroupedByTheLanguage() {
    #expect(Numbers.grouped(300_114, .french) == "300\u{202F}114")
    #expect(Numbers.grouped(1_300_114, .english) == "1,300,114")
    #expect(Numbers.grouped(-12, .english) == "-12")
  }

  @Test func frenchHasTheSingularForNothing() {
    #expect(Phrase.stories(0)[.french] == "0 article")
    #expect(Phrase.stories(0)[.english] == "0 stories")
    #expect(Phrase.stories(1)[.english] == "1 story")
    #expect(Phrase.stories(2)[.french] == "2 articles")
  }

  @Test func datesAreInTheInterfacesLanguage() throws {
    let day = try #require(CivilDay(year: 2015, month: 11, day: 17))
    #expect(DateWords.long(day, .french) == "Mardi 17 novembre 2015")
    #expect(DateWords.long(day, .english) == "Tuesday 17 November 2015")
    #expect(DateWords.short(day, .french) == "17 nov. 2015")
    let first = try #require(CivilDay(year: 2026, month: 8, day: 1))
    #expect(DateWords.plain(first, .french) == "1er août 2026")
  }

  @Test func theHourIsThePublishers() throws {
    let date = try #require(StoryDate(iso: "2015-11-17T18:04:00+01:00", origin: .metadata))
    #expect(DateWords.clock(date) == "18:04")
    #expect(DateWords.full(date, .french) == "17 novembre 2015, 18:04")
  }
}
