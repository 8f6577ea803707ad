import Cells
import Stories
import Testing

@testable import Screens
@testable import Typesetting

/// Stories in columns like a newspaper.
@Suite struct ColumnTests {
  /// A story with headings, quotes, items and long and short paragraphs, another one for each seed.
  private func stored(_ seed: Int, blocks count: Int) -> StoredStory {
    var number = UInt32(truncatingIfNeeded: seed &* 7919 &+ 17)
    func next(_ bound: Int) -> Int {
      number = number &* 1_664_525 &+ 1_013_904_223
      return Int(number >> 16) % bound
    }
    var stored = Specimen.story(1, paragraphs: 1)
    stored.story.standfirst = seed % 2 == 0 ? "Le chapeau de l’article tient en une phrase, ou en deux." : nil
    stored.story.blocks = (0..<count).map { index in
      let text = String(repeating: "Le quai compte douze bateaux. ", count: 1 + next(9))
      switch next(8) {
      case 0: return Block(.heading, "Intertitre numéro \(index)")
      case 1: return Block(.quote, text)
      case 2: return Block(.item, "Point \(index) de la liste")
      default: return Block(.paragraph, text)
      }
    }
    stored.relations = (0..<seed % 4).map { Relation(position: $0, title: "Titre lié \($0)") }
    return stored
  }

  private func reading(_ seed: Int, blocks: Int, size: Size) -> State {
    var state = Specimen.list(size: size)
    state.style.isInColumns = true
    _ = update(&state, .loadedStory(stored(seed, blocks: blocks), .open))
    return state
  }

  @Test(arguments: [Size(columns: 140, rows: 24), Size(columns: 160, rows: 50), Size(columns: 200, rows: 40)])
  func everyLineStandsOnOnePageAndNothingIsTornApart(_ size: Size) throws {
    for seed in 0..<40 {
      let state = reading(seed, blocks: 1 + seed * 2, size: size)
      let document = try #require(state.reading?.document)
      let layout = StoryLayout(state)
      #expect(layout.count == (size.columns == 200 ? 3 : 2))
      #expect(
        document.pages.map(\.lines).reduce(0) { $0 == $1.lowerBound ? $1.upperBound : -1 } == document.count)
      for (number, page) in document.pages.enumerated() {
        let head = page.head.isEmpty ? 0 : page.head.count + ColumnPage.rule
        let shown = Set(page.head).union(page.columns.flatMap { Array($0) })
        for line in page.lines where !shown.contains(line) {
          #expect(isBlank(line, document), "\(seed): line \(line) of page \(number) is lost")
        }
        for column in page.columns {
          #expect(head + column.count <= layout.rows && !column.isEmpty)
          #expect(!isBlank(column.lowerBound, document) && !isBlank(column.upperBound - 1, document))
        }
        for column in page.columns where column.upperBound < document.set.lines.count {
          #expect(
            document.set.lines[column.upperBound - 1].role != .heading, "\(seed): a heading ends a column")
        }
      }
    }
  }

  private func isBlank(_ line: Int, _ document: Document) -> Bool {
    switch document.line(at: line) {
    case .set(let index): document.set.lines.isBlank(index)
    case .blank: true
    default: false
    }
  }

  @Test func theLastPageIsBalanced() throws {
    let document = try #require(reading(3, blocks: 30, size: Size(columns: 140, rows: 60)).reading?.document)
    let heights = try #require(document.pages.last).columns.map(\.count)
    #expect(heights.count == 2 && abs(heights[0] - heights[1]) <= 4)
  }

  @Test func pagesAreTurnedAndAMatchShowsItsPage() throws {
    var state = reading(1, blocks: 120, size: Size(columns: 140, rows: 24))
    let pages = try #require(state.reading?.document.pages)
    #expect(pages.count > 3)
    _ = update(&state, .command(.nextPage))
    #expect(state.reading?.top == pages[1].lines.lowerBound)
    _ = update(&state, .command(.nextLine))
    #expect(state.reading?.top == pages[2].lines.lowerBound)
    _ = update(&state, .command(.previousPage))
    #expect(state.reading?.top == pages[1].lines.lowerBound)
    _ = update(&state, .command(.toEnd))
    #expect(state.reading?.page == state.reading?.document.pages.last)
    #expect(state.reading?.isFinished == true)
    find(&state, typed: "quai")
    _ = update(&state, .command(.nextMatch))
    let match = try #require(state.reading?.find.map { $0.matches[$0.current] })
    let line = try #require(state.reading?.document.set.line(of: match))
    #expect(state.reading?.page?.lines.contains(line) == true)
    #expect(view(state).roles.contains("*"))
  }

  @Test func theSentenceAtTheTopStaysThroughColumnsAndBack() throws {
    var state = reading(5, blocks: 120, size: Size(columns: 140, rows: 24))
    _ = update(&state, .command(.nextPage))
    _ = update(&state, .command(.nextPage))
    let kept = try #require(state.reading?.kept)
    _ = update(&state, .command(.columns))
    #expect(state.reading?.page == nil && state.reading?.anchor == kept)
    #expect(update(&state, .command(.columns)) == [.keepColumns(true)])
    let line = try #require(state.reading?.line(of: kept))
    #expect(state.reading?.page?.lines.contains(line) == true)
    _ = update(&state, .resize(Size(columns: 100, rows: 30)))
    #expect(state.reading?.page == nil && state.reading?.anchor == kept)
  }

  @Test func aNarrowScreenSaysWhatItNeeds() {
    var state = Specimen.reading(Specimen.story(1), size: Size(columns: 120, rows: 40))
    #expect(update(&state, .command(.columns)).isEmpty)
    #expect(state.message?.text[.english].contains("140") == true)
  }

  @Test func aClickFindsItsColumn() throws {
    let state = reading(2, blocks: 60, size: Size(columns: 140, rows: 24))
    let reading = try #require(state.reading)
    let layout = StoryLayout(state)
    for line in reading.shownLines(rows: layout.rows) {
      guard let place = reading.place(of: line, rows: layout.rows) else { continue }
      #expect(reading.line(column: place.column, row: place.row, rows: layout.rows) == line)
    }
  }
}
