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
}
