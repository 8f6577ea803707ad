import Cells
import Stories
import Testing
import Wording

@testable import Screens

@Suite struct UnfoldingTests {
  private func copies(of leader: StoryID) -> [Headline] {
    [StoryID(200), 201].map { id in
      var headline = Specimen.headline(id)
      headline.leader = leader
      headline.source = "La Marée"
      return headline
    }
  }

  /// The list with two copies below its third story.
  private func list() -> State {
    var state = Specimen.list(100, later: true)
    state.list.rows[2].nearDuplicates = 2
    state.list.selected = 2
    return state
  }

  private func unfolded() -> State {
    var state = list()
    #expect(update(&state, .command(.unfold)) == [.loadNearDuplicates(3)])
    _ = update(&state, .loadedNearDuplicates(copies(of: 3), below: 3))
    return state
  }

  @Test func copiesAreCountedAndUnfoldBelowTheirHeadline() {
    #expect(view(list()).text.contains("≡2"))
    let state = unfolded()
    #expect(state.list.rows.prefix(6).map(\.id) == [1, 2, 3, 200, 201, 4])
    let rows = view(state).text.split(separator: "\n").filter { $0.contains("└") }
    #expect(rows.count == 2)
    #expect(rows[0].contains("La Marée └ Titre 200"))
  }

  @Test func copiesStandInTheDayOfTheirHeadlineAndCountNotAsRows() {
    var state = unfolded()
    let days = { (state: State) in
      view(state).text.split(separator: "\n").filter { $0.hasPrefix(" ─") || $0.hasPrefix("──") }.count
    }
    let before = days(list())
    #expect(days(state) <= before)
    _ = update(&state, .command(.nextLine))
    #expect(state.list.position == 3)
    _ = update(&state, .command(.nextLine))
    _ = update(&state, .command(.nextLine))
    #expect(state.list.selectedHeadline?.id == 4)
    #expect(state.list.position == 4)
  }

  @Test func theSameKeyFoldsAndTheCursorGoesToTheHeadline() {
    for steps in 0...2 {
      var state = unfolded()
      for _ in 0..<steps { _ = update(&state, .command(.nextLine)) }
      #expect(update(&state, .command(.unfold)).isEmpty)
      #expect(state.list.rows.prefix(4).map(\.id) == [1, 2, 3, 4])
      #expect(state.list.selectedHeadline?.id == 3)
    }
  }

  @Test func theListGoesOnAfterItsOwnLastRow() {
    var state = Specimen.list(100, later: true)
    state.list.rows[99].nearDuplicates = 2
    state.list.selected = 99
    state.list.awaited = nil
    let effects = update(&state, .loadedNearDuplicates(copies(of: 100), below: 100))
    guard case .loadPage(let request)? = effects.first else {
      Issue.record("nothing is asked for")
      return
    }
    #expect(request.position == .after(state.list.rows[99]))
  }

  @Test func aStoryWithoutCopiesSaysSoAndSearchesAreNotFolded() {
    var state = list()
    state.list.selected = 0
    #expect(update(&state, .command(.unfold)).isEmpty)
    #expect(state.message?.text == .noNearDuplicates)
    state.list.query = Query(words: "titre")
    #expect(!view(state).text.contains("≡2"))
  }

  @Test func copiesStandInThePanelToo() {
    var stored = Specimen.story(1)
    stored.similar = copies(of: 1)
    var state = Specimen.reading(stored)
    _ = update(&state, .command(.intoPanel))
    #expect(view(state).text.contains("LE MÊME AILLEURS"))
    #expect(Specimen.pressDigit(2, &state) == [.loadStory(201, .follow)])
  }

  @Test func everySizeCanBeDrawnUnfolded() {
    var state = unfolded()
    for columns in [0, 1, 2, 7, 24, 40, 80, 110, 300] {
      for rows in [0, 1, 2, 4, 12, 90] {
        _ = update(&state, .resize(Size(columns: columns, rows: rows)))
        _ = update(&state, .command(.nextLine))
        #expect(view(state).cells.count == columns * rows)
      }
    }
  }
}
