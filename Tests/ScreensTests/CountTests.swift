import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// A number before a key that moves is how often it moves.
@Suite struct CountTests {
  private let wide = Size(columns: 120, rows: 40)

  private func related(_ count: Int) -> [Relation] {
    (0..<count).map {
      Relation(position: $0, title: "Titre \($0 + 7)", stored: [Specimen.headline(StoryID($0) + 7)])
    }
  }

  @Test(arguments: [
    ("5j", 5), ("12j", 12), ("12j3k", 9), ("10j", 10), ("5\u{E0}j", 50), ("(j", 5), ("j5k", 0),
    ("9999j", 99),
  ]) func aCountRepeatsTheMove(_ keys: String, _ row: Int) {
    var state = Specimen.list(100)
    Specimen.type(keys, &state)
    #expect(state.list.selected == row)
    #expect(state.count == nil)
  }

  @Test(arguments: [("3 ", "   "), ("2d", "dd"), ("G2b", "Gbb"), ("G3u", "Guuu")])
  func aCountOfPagesIsAsManyPages(_ keys: String, _ pages: String) {
    var (counted, paged) = (Specimen.list(100), Specimen.list(100))
    Specimen.type(keys, &counted)
    Specimen.type(pages, &paged)
    #expect(counted.list == paged.list)
  }

  @Test func aCountOfUnreadStoriesPassesOverThoseBetween() {
    var state = Specimen.list(30)
    for index in [3, 6, 9] { state.list.rows[index].isRead = true }
    Specimen.type("4n", &state)
    #expect(state.list.selected == 5)
    Specimen.type("2N", &state)
    #expect(state.list.selected == 2)
  }

  @Test func theCountIsSeenAndEscapeDropsIt() {
    var state = Specimen.list(100)
    Specimen.type("12", &state)
    #expect(view(state).text.split(separator: "\n").last?.hasPrefix(" 12 fois") == true)
    state.language = .english
    #expect(view(state).text.contains("12 times: j k n Space…"))
    Specimen.press([.escape], &state)
    #expect(!view(state).text.contains("12 times"))
    Specimen.type("1", &state)
    #expect(view(state).text.contains("1 time: j k n Space…"))
    Specimen.press([.escape], &state)
    Specimen.type("j", &state)
    #expect(state.list.selected == 1)
  }

  @Test func aKeyThatDoesNotMoveIsCarriedOutOnce() {
    var state = Specimen.list(100)
    #expect(Specimen.type("3r", &state) == [.markRead([1], true)])
    #expect(state.count == nil)
    Specimen.type("3?", &state)
    #expect(state.overlay == .help(top: 0))
  }

  @Test func zeroBeginsNoCount() {
    var state = Specimen.list(100)
    Specimen.type("0", &state)
    #expect(state.count == nil)
    #expect(state.message?.text == .notAKey("0", help: "?"))
  }

  @Test func aCountMovesInTheTextOfAStoryThatHasRelatedOnes() {
    for size in [Specimen.size, wide] {
      var state = Specimen.reading(Specimen.story(1, paragraphs: 60, relations: related(8)), size: size)
      Specimen.type("5j", &state)
      #expect(state.reading?.top == 5)
      #expect(state.reading?.panel.isFocused == false)
      Specimen.type("3k", &state)
      #expect(state.reading?.top == 2)
    }
  }

  @Test func aCountMovesInThePanelAndFromStoryToStory() {
    var state = Specimen.reading(Specimen.story(1, relations: related(8)), size: wide)
    Specimen.press([.tab, .character("4"), .character("j")], &state)
    #expect(state.reading?.panel.selected == 4)
    Specimen.press([.tab], &state)
    #expect(Specimen.type("3J", &state).contains(.loadStory(4, .open)))
  }

  @Test func aCountOfMatchesGoesRound() {
    var state = Specimen.reading(Specimen.story(1, paragraphs: 10))
    _ = update(&state, .command(.find))
    Specimen.type("paragraphe", &state)
    _ = update(&state, .accept)
    Specimen.type("3n", &state)
    #expect(state.reading?.find?.current == 3)
    Specimen.type("25N", &state)
    #expect(state.reading?.find?.current == 8)
  }

  @Test func aDigitThatNoKeyFollowsIsTheNumberOfAStory() {
    var state = Specimen.reading(Specimen.story(1, relations: related(3)), size: wide)
    Specimen.type("2", &state)
    #expect(state.awaitsPause)
    #expect(update(&state, .paused) == [.loadStory(8, .follow)])
    Specimen.type("7", &state)
    #expect(!state.awaitsPause, "there is no seventh: it can only be a count")
    Specimen.press([.escape], &state)
    state = Specimen.reading(Specimen.story(1, paragraphs: 60, relations: related(3)))
    Specimen.type("22", &state)
    #expect(update(&state, .paused) == [.loadStory(8, .follow)], "typed twice it is shown and followed")
    state = Specimen.reading(Specimen.story(1, paragraphs: 60, relations: related(3)))
    _ = Specimen.pressDigit(2, &state)
    #expect(Specimen.type("2", &state) == [.loadStory(8, .follow)], "once it was shown it does not wait")
  }

  @Test func aPauseWithoutACountIsNothing() {
    var state = Specimen.list(10)
    let before = state
    #expect(update(&state, .paused).isEmpty)
    #expect(state == before)
  }
}
