import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// Headings of the list by how dense its days are, and the room of its titles.
@Suite struct ListLooksTests {
  /// A list with a story every so many days, the newest on 31 March 2026.
  private func list(_ count: Int, everyDays step: Int, size: Size = Specimen.size) -> State {
    var state = Specimen.list(1, size: size)
    let newest = CivilDay(year: 2026, month: 3, day: 31)?.daysSince1970 ?? 0
    state.list.rows = (0..<count).map { number in
      var headline = Specimen.headline(StoryID(number + 1))
      let day = CivilDay(instant: Instant(newest - number * step) * 86_400)
      headline.date = StoryDate(year: day.year, month: day.month, day: day.day, origin: .manifest)
      return headline
    }
    state.list.unit = DateUnit(for: state.list.rows)
    return state
  }

  @Test func headingsAreAFifthOfTheRowsAtMost() {
    for (step, unit) in [(0, DateUnit.day), (1, .week), (3, .month), (30, .year), (400, .year)] {
      let state = list(60, everyDays: step)
      #expect(state.list.unit == unit, "every \(step) days")
      let lines = HeadlineRows.lines(of: state.list, height: 60, language: .french)
      let headings = lines.count { if case .day = $0 { true } else { false } }
      #expect(step == 400 || headings * 5 <= lines.count, "\(headings) of \(lines.count)")
    }
    #expect(list(4, everyDays: 9).list.unit == .day)
  }

  @Test func storiesWithoutADateAreUnderTheTimeOfTheirCaptures() throws {
    let monday = try #require(CivilDay(year: 2026, month: 11, day: 30))
    for (captured, english, french) in [
      (Phrase.capturedOnDay(monday), "captured 30 Nov 2026", "capturés le 30 nov. 2026"),
      (
        .capturedInWeek(from: monday), "captured in the week of 30 November 2026",
        "capturés la semaine du 30 novembre 2026"
      ),
      (.capturedInMonth(monday), "captured in November 2026", "capturés en novembre 2026"),
      (.capturedInYear(2026), "captured in 2026", "capturés en 2026"),
    ] {
      let phrase = Phrase.undatedSection(captured)
      #expect(phrase[.english] == "Undated (\(english))" && phrase[.french] == "Sans date (\(french))")
    }
  }

  @Test func rowsShowTheirDayWhereNoHeadingDoes() {
    let weeks = view(list(60, everyDays: 1)).text
    #expect(weeks.contains("Semaine du 30 mars 2026") && weeks.contains("mar. 31 "))
    let months = view(list(60, everyDays: 3)).text
    #expect(months.contains("── Mars 2026 ") || months.contains(" Mars 2026 "))
    #expect(months.contains("sam. 28 "))
    let years = view(list(60, everyDays: 30)).text
    #expect(years.contains(" 2026 ") && years.contains("31 mars "))
    #expect(!years.contains("31 mars 2026"))
  }

  @Test(arguments: [110, 120, 130, 140]) func titlesHaveTheRoomThatTheyNeed(_ columns: Int) {
    var state = list(60, everyDays: 0, size: Size(columns: columns, rows: 30))
    let title = "Le conseil municipal vote le budget des écluses"
    for index in state.list.rows.indices { state.list.rows[index].title = title }
    #expect(view(state).text.contains(columns < 120 ? title.prefix(38) : title.prefix(title.count)))
  }

  @Test func thePreviewIsHiddenAndShownByAKey() {
    var state = list(60, everyDays: 0, size: Size(columns: 120, rows: 30))
    #expect(Chrome(state).hasPreview)
    #expect(update(&state, .command(.togglePanel)).contains(.keepPreview(0)))
    #expect(!Chrome(state).hasPreview && Chrome(state).listColumns == 120)
    #expect(update(&state, .command(.togglePanel)).contains(.keepPreview(nil)))
    #expect(Chrome(state).hasPreview)
    state.style.preview = 30
    #expect(Chrome(state).listColumns == 84)
    var narrow = list(60, everyDays: 0)
    #expect(update(&narrow, .command(.togglePanel)).isEmpty && narrow.message != nil)
  }
}
