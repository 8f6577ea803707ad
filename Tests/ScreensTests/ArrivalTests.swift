import Stories
import Testing

@testable import Screens

@Suite struct ArrivalTests {
  private let arrivals = Arrivals(count: 12, first: Specimen.list(100).list.rows[40])

  @Test func newStoriesAreToldAndTheCursorStays() {
    var state = Specimen.list(100)
    for _ in 1...7 { _ = update(&state, .command(.nextLine)) }
    let before = state.list
    #expect(update(&state, .arrived(arrivals)) == [.loadCounts])
    #expect(state.list == before)
    #expect(view(state).text.contains("12 nouveaux (M)"))
  }

  @Test func aKeyGoesToTheFirstOfThem() {
    var state = Specimen.list(100)
    _ = update(&state, .arrived(arrivals))
    let effects = update(&state, .command(.showNew))
    #expect(effects.contains(.forgetArrived))
    let pages = effects.compactMap { if case .loadPage(let request) = $0 { request } else { nil } }
    #expect(pages.map(\.position) == [.at(arrivals.first)])
    #expect(pages.map(\.purpose) == [.replace(select: arrivals.first.id)])
    #expect(state.arrived == nil)
  }

  @Test func aListThatMayNotHaveThemBeginsAnew() {
    for query in [Query(starredOnly: true), Query(source: "Le Fanal"), Query(words: "phare ")] {
      var state = Specimen.list(100)
      state.list.query = query
      _ = update(&state, .arrived(arrivals))
      let effects = update(&state, .command(.showNew))
      let pages = effects.compactMap { if case .loadPage(let request) = $0 { request } else { nil } }
      #expect(pages.map(\.position) == [.start])
    }
  }
}
