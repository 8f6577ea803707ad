import Stories
import Testing

@testable import Screens

@Suite struct ArrivalTests {
  @Test func newStoriesAreToldAndTheCursorStays() {
    var state = Specimen.list(100)
    for _ in 1...7 { _ = update(&state, .command(.nextLine)) }
    let before = state.list
    #expect(update(&state, .arrived(12)) == [.loadCounts])
    #expect(state.list == before)
    #expect(view(state).text.contains("12 nouveaux (M)"))
  }

  @Test func aKeyShowsThem() {
    var state = Specimen.list(100)
    _ = update(&state, .arrived(12))
    let effects = update(&state, .command(.showNew))
    #expect(effects.contains(.forgetArrived))
    #expect(
      effects.contains { if case .loadPage(let request) = $0 { request.place == .start } else { false } })
    #expect(state.arrived == 0)
  }
}
