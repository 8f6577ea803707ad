import Cells
import Stories
import Testing

@testable import Screens

/// The list page by page, as an archive would hand it over.
@Suite struct PagingTests {
  static let sizes = [
    Size(columns: 40, rows: 10), Size(columns: 80, rows: 24), Size(columns: 120, rows: 40),
    Size(columns: 200, rows: 60), Size(columns: 100, rows: 250),
  ]
  static let counts = [1, 2, 19, 20, 21, 23, 24, 60, 61, 3000]

  /// A list of so many stories, three or one to a day, and what it answers.
  private struct Newspapers {
    var all: [Headline]

    init(_ count: Int, perDay: Int) {
      all = (0..<count).map { index in
        let day = CivilDay(instant: 1_780_000_000 - Int64(index / perDay) * 86400)
        return Headline(
          id: StoryID(index + 1), sortKey: SortKey(100_000 - Int64(index)), title: "Titre \(index + 1)",
          source: "Le Fanal",
          language: "fr",
          date: StoryDate(year: day.year, month: day.month, day: day.day, origin: .manifest))
      }
    }

    func page(_ request: PageRequest) -> ListPage {
      func index(_ headline: Headline) -> Int { Int(headline.id) - 1 }
      let rows: Range<Int> =
        switch request.position {
        case .start, .day, .undated: 0..<min(all.count, request.limit)
        case .end: max(0, all.count - request.limit)..<all.count
        case .after(let headline):
          index(headline) + 1..<min(all.count, index(headline) + 1 + request.limit)
        case .before(let headline): max(0, index(headline) - request.limit)..<index(headline)
        case .at(let headline): index(headline)..<min(all.count, index(headline) + request.limit)
        }
      let page = Page(
        headlines: Array(all[rows]), hasEarlier: rows.lowerBound > 0, hasLater: rows.upperBound < all.count)
      return ListPage(page: page, offset: rows.lowerBound, total: all.count)
    }

    func send(_ command: Command, to state: inout State) {
      answer(update(&state, .command(command)), &state)
    }

    func answer(_ effects: [Effect], _ state: inout State) {
      var effects = effects
      while !effects.isEmpty {
        guard case .loadPage(let request) = effects.removeFirst() else { continue }
        effects += update(&state, .loadedPage(page(request), request))
      }
    }

    func opened(_ size: Size) -> State {
      var state = State(size: size, language: .french)
      answer(state.begin(), &state)
      return state
    }
  }

  private func shown(_ state: State) -> [HeadlineRows.Line] {
    HeadlineRows.lines(of: state.list, height: Chrome(state).content.rows, language: .french)
  }

  private func isFull(_ state: State) -> Bool {
    // A day's name alone in the last row would name nothing: that row may stay empty.
    shown(state).count >= Chrome(state).content.rows - 1 || state.list.top == 0 && !state.list.hasEarlier
  }

  private func numbers(_ state: State) -> [StoryID] {
    shown(state).compactMap { if case .headline(let index) = $0 { state.list.rows[index].id } else { nil } }
  }

  @Test(arguments: sizes, counts) func theLastPageFillsTheScreen(_ size: Size, _ count: Int) {
    for perDay in [1, 3, 500] {
      let papers = Newspapers(count, perDay: perDay)
      var state = papers.opened(size)
      papers.send(.toEnd, to: &state)
      #expect(state.list.position == count)
      #expect(numbers(state).last == StoryID(count), "\(perDay) a day")
      #expect(isFull(state), "\(perDay) a day")
      papers.send(.toStart, to: &state)
      #expect(numbers(state).first == 1)
      #expect(isFull(state))
    }
  }

  @Test(arguments: sizes, counts) func everyPageFollowsTheOneBefore(_ size: Size, _ count: Int) {
    for perDay in [1, 3, 500] {
      let papers = Newspapers(count, perDay: perDay)
      var state = papers.opened(size)
      papers.send(.toEnd, to: &state)
      var seen = Set(numbers(state))
      while numbers(state).first != 1 {
        let (before, place) = (numbers(state), state.list.position)
        papers.send(.previousPage, to: &state)
        let after = numbers(state)
        #expect(after.contains(before[0]), "a row of the old page stays")
        // Without the day's name that stood above it another row may fit below.
        #expect(before.prefix(2).contains(after.last ?? 0) || after.first == 1, "a whole page up")
        #expect(isFull(state) && state.list.position < place)
        #expect(after.contains(state.list.selectedHeadline?.id ?? 0))
        guard after != before else { break }
        seen.formUnion(after)
      }
      #expect(seen.count == count, "nothing is passed over on the way up")
      papers.send(.toStart, to: &state)
      seen = Set(numbers(state))
      while state.list.position < count {
        let (before, place) = (numbers(state), state.list.position)
        papers.send(.nextPage, to: &state)
        let after = numbers(state)
        #expect(after.first == before.last || after.last == StoryID(count), "a whole page down")
        #expect(isFull(state) && state.list.position > place)
        guard state.list.position > place else { break }
        seen.formUnion(after)
      }
      #expect(seen.count == count, "nothing is passed over on the way down")
    }
  }

  @Test(arguments: sizes) func aPlaceNearTheEndFillsTheScreenToo(_ size: Size) {
    let papers = Newspapers(300, perDay: 3)
    for row in [0, 150, 296, 299] {
      var state = papers.opened(size)
      papers.answer(show(&state, Query(unreadOnly: true), keeping: papers.all[row]), &state)
      #expect(state.list.selectedHeadline?.id == StoryID(row + 1))
      #expect(isFull(state))
    }
  }

  @Test(arguments: sizes) func copiesFillTheScreenToo(_ size: Size) {
    let papers = Newspapers(100, perDay: 1)
    var state = papers.opened(size)
    papers.send(.toEnd, to: &state)
    let copies = (1...3).map { number in
      var copy = papers.all[0]
      copy.id = StoryID(900 + number)
      copy.leader = 100
      return copy
    }
    papers.answer(update(&state, .loadedNearDuplicates(copies, below: 100)), &state)
    #expect(isFull(state))
    papers.send(.toEnd, to: &state)
    #expect(isFull(state) && numbers(state).last == 903)
    papers.send(.previousPage, to: &state)
    #expect(isFull(state))
  }

  @Test func aHigherWindowIsFilled() {
    let papers = Newspapers(3000, perDay: 2)
    var state = papers.opened(Size(columns: 40, rows: 10))
    papers.send(.toEnd, to: &state)
    for rows in [24, 60, 250, 8] {
      papers.answer(update(&state, .resize(Size(columns: 80, rows: rows))), &state)
      #expect(isFull(state) && numbers(state).contains(3000))
    }
  }
}
