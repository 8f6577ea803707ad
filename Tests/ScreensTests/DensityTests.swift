import Cells
import Stories
import Testing

@testable import Screens

/// How much stands on the screen: lists in one line or two, a story with nothing around it, and what Space and
/// n do where a story ends.
@Suite struct DensityTests {
  private func rows(_ state: State) -> [String] {
    view(state).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func headlinesHaveTwoLinesAndAllKeysReachThem() {
    var state = Specimen.list(40)
    let effects = update(&state, .command(.twoLines))
    #expect(effects.contains(.keepTwoLines(true)))
    let above = rows(state)
    let title = above.firstIndex { $0.contains("Titre 1") } ?? 0
    #expect(above[title + 1].contains("Le Fanal") && !above[title].contains("Le Fanal"))
    _ = update(&state, .command(.toEnd))
    #expect(rows(state).contains { $0.contains("Titre 40") })
    for command in [Command.previousPage, .previousLine, .nextPage, .toStart, .nextHalfPage] {
      _ = update(&state, .command(command))
      let selected = "Titre \(state.list.selected + 1)"
      let shown = rows(state)
      #expect(shown.contains { $0.hasPrefix("▌") && $0.contains(selected) }, "\(command)")
    }
    _ = update(&state, .command(.toStart))
    _ = update(&state, .click(Point(column: 8, row: title + 3)))
    #expect(state.list.selected == 1)
  }

  @Test func aStoryStandsAlone() {
    var state = Specimen.reading(Specimen.story(1))
    _ = update(&state, .command(.alone))
    let shown = rows(state)
    #expect(!shown.contains { $0.contains("─") || $0.contains("retour") })
    #expect(shown.contains { $0.contains("Titre 1") })
    _ = update(&state, .command(.find))
    #expect(rows(state).last?.isEmpty == false, "what is typed is seen")
    _ = update(&state, .command(.cancel))
    _ = update(&state, .command(.alone))
    #expect(rows(state).contains { $0.contains("─") })
  }

  @Test func spaceGoesOnWhereTheStoryEnds() {
    var state = Specimen.reading(Specimen.story(1))
    _ = update(&state, .command(.toEnd))
    #expect(update(&state, .command(.readOn)).contains(.loadStory(2, .open)))
    state = Specimen.reading(Specimen.story(1))
    state.style.readsOn = false
    _ = update(&state, .command(.toEnd))
    #expect(!update(&state, .command(.readOn)).contains(.loadStory(2, .open)))
  }

  @Test func whereNothingWasFoundNSaysSoAndStays() {
    var state = Specimen.reading(Specimen.story(1))
    _ = update(&state, .command(.find))
    _ = Specimen.type("zzzz", &state)
    _ = update(&state, .accept)
    #expect(update(&state, .command(.nextMatch)).isEmpty)
    #expect(state.message?.text == .noMatch)
  }

  @Test func whereNothingIsSearchedNGoesToTheNextUnreadStory() {
    var state = Specimen.reading(Specimen.story(1))
    for index in state.list.rows.indices { state.list.rows[index].isRead = index != 2 }
    #expect(update(&state, .command(.nextMatch)).contains(.loadStory(3, .open)))
  }
}
