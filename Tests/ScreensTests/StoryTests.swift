import Cells
import Stories
import Testing

@testable import Screens

@Suite struct StoryTests {
  @Test func goingBackRestoresThePlaceAtAnyMeasure() throws {
    var state = Specimen.reading(Specimen.story(1))
    _ = update(&state, .command(.nextPage))
    let top = try #require(state.reading?.top)
    #expect(top > 10)
    _ = update(&state, .loadedStory(Specimen.story(2), .follow))
    #expect(state.reading?.top == 0)
    #expect(state.back.map(\.id) == [1])
    let visit = try #require(state.back.last)
    #expect(update(&state, .command(.back)) == [.loadStory(1, .back(visit))])
    _ = update(&state, .loadedStory(Specimen.story(1), .back(visit)))
    #expect(state.reading?.top == top)
    #expect(state.back.isEmpty)
    #expect(state.forward.map(\.id) == [2])
  }

  @Test func resizingKeepsTheWordsAtTheTop() throws {
    var state = Specimen.reading(Specimen.story(1))
    for _ in 1...3 { _ = update(&state, .command(.nextPage)) }
    let anchor = try #require(state.reading?.anchor)
    for size in [Size(columns: 40, rows: 10), Size(columns: 1, rows: 1)] {
      _ = update(&state, .resize(size))
      #expect(state.reading?.anchor.passage == anchor.passage, "\(size)")
    }
    // The rest of the story fits here, so its words cannot stand at the top; they come back with the window.
    _ = update(&state, .resize(Size(columns: 200, rows: 60)))
    _ = update(&state, .resize(Specimen.size))
    #expect(state.reading?.anchor.passage == anchor.passage)
  }

  @Test func aStoryIsReadOnceItsEndWasOnTheScreen() {
    var state = Specimen.reading(Specimen.story(1))
    #expect(update(&state, .command(.nextLine)).isEmpty)
    #expect(update(&state, .command(.toEnd)) == [.markRead([1], true)])
    #expect(update(&state, .command(.toEnd)).isEmpty)
    state = Specimen.list()
    let effects = update(&state, .loadedStory(Specimen.story(2, paragraphs: 1), .open))
    #expect(effects == [.markRead([2], true)])
  }

  @Test func theWheelScrollsAndNeverMarks() {
    var state = Specimen.reading(Specimen.story(1))
    for _ in 1...200 { #expect(update(&state, .wheel(Point(column: 5, row: 5), lines: 3)).isEmpty) }
    #expect((state.reading?.top ?? 0) > 50)
  }

  @Test func digitsFollowAndTheRestIsOffered() {
    let stored = Relation(position: 0, title: "Titre 7", stored: [Specimen.headline(7)])
    let missing = Relation(position: 1, title: "Absent", url: "https://e.example/a")
    let several = Relation(position: 2, title: "Deux", stored: [Specimen.headline(8), Specimen.headline(9)])
    var state = Specimen.reading(
      Specimen.story(1, relations: [stored, missing, several]), size: Size(columns: 120, rows: 40))
    #expect(Specimen.pressDigit(1, &state) == [.loadStory(7, .follow)])
    #expect(Specimen.pressDigit(2, &state).isEmpty)
    guard case .picker(let offers) = state.overlay else {
      Issue.record("nothing is offered")
      return
    }
    #expect(offers.entries.map(\.choice) == [.searchWords, .copyHeadline, .openAddress])
    _ = update(&state, .command(.cancel))
    _ = Specimen.pressDigit(3, &state)
    #expect(
      update(&state, .followNumber(2)) == [.choose(9, position: 2, of: 1), .loadStory(9, .follow)])
    #expect(Specimen.pressDigit(9, &state).isEmpty)
  }

  @Test func aRefusedStoryCanBeTakenBack() {
    let refused = Relation(position: 0, title: "Titre 7", refused: [Specimen.headline(7)])
    var state = Specimen.reading(Specimen.story(1, relations: [refused]))
    _ = update(&state, .command(.intoPanel))
    _ = Specimen.pressDigit(1, &state)
    #expect(view(state).text.contains("Écarté : ce n’est pas lui"), "it is in the archive")
    #expect(!view(state).text.contains("Absent de l’archive"))
    #expect(update(&state, .accept) == [.choose(7, position: 0, of: 1), .loadStory(7, .follow)])
  }

  @Test func findingGoesFromMatchToMatchAndRound() {
    var state = Specimen.reading(Specimen.story(1, paragraphs: 40))
    _ = update(&state, .command(.find))
    for character in "\"PARAGRAPHE 3" { _ = update(&state, .type(character)) }
    _ = update(&state, .accept)
    #expect(state.reading?.find?.matches.count == 11)
    _ = update(&state, .command(.previousMatch))
    #expect(state.reading?.find?.current == 10)
    _ = update(&state, .command(.nextMatch))
    #expect(state.reading?.find?.current == 0)
    _ = update(&state, .command(.cancel))
    #expect(state.reading?.find == nil)
    #expect(state.reading != nil)
  }

  @Test func aStoryThatWasLeftHalfReadOpensThere() {
    let state = Specimen.reading(Specimen.story(1, progress: 0.5))
    let lines = state.reading?.document.set.lines.count ?? 0
    #expect(abs((state.reading?.top ?? 0) + 19 - lines / 2) <= 2)
  }

  @Test func leavingAStoryKeepsItsProgress() {
    var state = Specimen.reading(Specimen.story(1))
    guard case .keepProgress(let id, let progress)? = update(&state, .command(.toList)).first else {
      Issue.record("no progress is kept")
      return
    }
    #expect(id == 1)
    #expect(progress > 0 && progress < 1)
    #expect(state.reading == nil)
  }

  @Test func everySizeCanBeDrawnWithThePanelOpen() {
    let relations = (0..<12).map { Relation(position: $0, title: "Un titre lié assez long, numéro \($0)") }
    var state = Specimen.reading(Specimen.story(1, relations: relations))
    _ = update(&state, .command(.switchPane))
    for columns in [0, 1, 2, 7, 24, 40, 80, 109, 110, 300] {
      for rows in [0, 1, 2, 4, 8, 12, 90] {
        _ = update(&state, .resize(Size(columns: columns, rows: rows)))
        for command in [Command.nextLine, .toEnd, .nextView] { _ = update(&state, .command(command)) }
        #expect(view(state).cells.count == columns * rows)
      }
    }
  }
}
