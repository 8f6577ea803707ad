import Cells
import Stories
import Testing
import Wording

@testable import Screens

@Suite struct HeadlineTests {
  @Test func selectionStopsAtTheEnds() {
    var state = Specimen.list(5)
    _ = update(&state, .command(.previousLine))
    #expect(state.list.selected == 0)
    for _ in 1...9 { _ = update(&state, .command(.nextLine)) }
    #expect(state.list.selected == 4)
    #expect(state.list.position == 5)
  }

  @Test func theCursorStaysOnTheScreen() {
    var state = Specimen.list(100)
    for command in [
      Command.nextPage, .nextPage, .previousHalfPage, .nextHalfPage, .previousPage, .toEnd, .toStart,
    ] {
      _ = update(&state, .command(command))
      let lines = HeadlineRows.lines(of: state.list, height: 20, language: .french)
      #expect(lines.contains(.headline(state.list.selected)), "after \(command)")
    }
  }

  @Test func moreRowsAreAskedForBeforeTheyAreNeeded() throws {
    var state = Specimen.list(60, later: true)
    var asked: [PageRequest] = []
    for _ in 1...35 {
      for case .loadPage(let request) in update(&state, .command(.nextLine)) { asked.append(request) }
    }
    let request = try #require(asked.first)
    #expect(asked.count == 1)
    #expect(request.position == .after(state.list.rows[59]))
    let page = Page(headlines: (61...120).map { Specimen.headline($0) }, hasEarlier: true, hasLater: false)
    _ = update(&state, .loadedPage(ListPage(page: page), request))
    #expect(state.list.rows.count == 120)
    #expect(state.list.selected == 35)
  }

  @Test func theWindowInMemoryIsBoundedAndPositionsStayTrue() {
    var state = Specimen.list(60, later: true)
    for number in 1...20 {
      _ = update(&state, .command(.toEnd))
      state.list.selected = state.list.rows.count - 1
      guard case .loadPage(let request)? = settle(&state).first ?? state.list.awaited.map(Effect.loadPage)
      else {
        continue
      }
      let first = StoryID(number * 1000)
      let page = Page(
        headlines: (first..<first + 60).map { Specimen.headline($0) }, hasEarlier: true, hasLater: true)
      _ = update(&state, .loadedPage(ListPage(page: page, offset: number * 60, total: 9999), request))
    }
    #expect(state.list.rows.count <= 660)
  }

  @Test func wherePlaceAndRestAreGoneTheListEndsBeforeIt() throws {
    var state = Specimen.list(3)
    _ = update(&state, .command(.nextLine))
    func asked(_ effects: [Effect]) throws -> PageRequest {
      try #require(effects.lazy.compactMap { if case .loadPage(let page) = $0 { page } else { nil } }.first)
    }
    let request = try asked(update(&state, .command(.toggleUnreadOnly)))
    #expect(request.position == .at(Specimen.list(3).list.rows[1]))
    let nothing = Page(headlines: [], hasEarlier: true, hasLater: false)
    let next = try asked(update(&state, .loadedPage(ListPage(page: nothing), request)))
    #expect(next.position == .end)
    let page = Page(headlines: [Specimen.headline(77)], hasEarlier: true, hasLater: false)
    _ = update(&state, .loadedPage(ListPage(page: page, offset: 5), next))
    #expect(state.list.selectedHeadline?.id == 77)
  }

  @Test func anAnswerToAnOlderRequestIsDropped() throws {
    var state = Specimen.list(3)
    let old = update(&state, .command(.toggleUnreadOnly))
    _ = update(&state, .command(.toggleUnreadOnly))
    let request = try #require(
      old.lazy.compactMap { if case .loadPage(let page) = $0 { page } else { nil } }.first)
    let page = Page(headlines: [Specimen.headline(77)], hasEarlier: false, hasLater: false)
    _ = update(&state, .loadedPage(ListPage(page: page), request))
    #expect(!state.list.rows.contains { $0.id == 77 })
  }

  @Test func searchingFollowsEveryKeyAndEscapeRestoresTheRow() throws {
    var state = Specimen.list(30)
    for _ in 1...4 { _ = update(&state, .command(.nextLine)) }
    let here = try #require(state.list.selectedHeadline)
    #expect(update(&state, .command(.search)).isEmpty)
    _ = update(&state, .type("é"))
    #expect(state.list.query == Query(), "one letter finds half of the archive")
    let effects = update(&state, .type("t"))
    guard case .loadPage(let request)? = effects.first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(request.query.words == "ét")
    let back = update(&state, .command(.cancel))
    guard case .loadPage(let again)? = back.first else {
      Issue.record("the list was not asked for again")
      return
    }
    #expect(again.query == Query())
    #expect(again.position == .at(here))
    #expect(again.purpose == .replace(select: here.id))
  }

  @Test func marksAreWishesThatTheArchiveAnswers() {
    var state = Specimen.list(3)
    #expect(update(&state, .command(.toggleStar)) == [.markStarred([1], true)])
    #expect(update(&state, .command(.markAllRead)) == [.markAllRead(Query())])
    #expect(update(&state, .command(.undo)) == [.undo])
    let effects = update(&state, .changed(Change(kind: .allRead, stories: 3)))
    #expect(effects.contains(.loadCounts))
    #expect(state.message?.text == .markedAllRead(3))
  }

  @Test func aReadOnlyArchiveSaysSoInsteadOfWriting() {
    var state = Specimen.list(3)
    state.isReadOnly = true
    #expect(update(&state, .command(.toggleRead)).isEmpty)
    #expect(state.message?.text == .readOnly)
  }

  @Test func aDayIsGoneToByDayMonthOrYear() {
    var state = Specimen.list(3)
    for (typed, isDay) in [
      ("2026-03-14", true), ("2026-02", true), ("2025", true), ("mars", false), ("", false),
    ] {
      _ = update(&state, .command(.goToDay))
      for character in typed { _ = update(&state, .type(character)) }
      let effects = update(&state, .accept)
      let isShown = effects.contains { if case .loadPage = $0 { true } else { false } }
      #expect(isShown == isDay, "\(typed)")
      #expect((state.message?.text == .noSuchDay) != isDay, "\(typed)")
    }
  }

  @Test func everySizeCanBeDrawn() {
    var state = Specimen.list(40)
    for columns in [0, 1, 2, 3, 7, 19, 20, 36, 56, 79, 109, 110, 300] {
      for rows in [0, 1, 2, 3, 4, 7, 8, 9, 12, 90] {
        _ = update(&state, .resize(Size(columns: columns, rows: rows)))
        #expect(view(state).cells.count == columns * rows)
      }
    }
  }

  @Test func everySizeCanBeDrawnWithAnOverlay() {
    for command in [Command.themes, .sort, .commands, .help] {
      var state = Specimen.list(40)
      _ = update(&state, .command(command))
      for columns in [0, 1, 2, 3, 11, 12, 40, 200] {
        for rows in [0, 1, 2, 3, 4, 5, 9, 60] {
          _ = update(&state, .resize(Size(columns: columns, rows: rows)))
          _ = update(&state, .command(.nextLine))
          #expect(view(state).cells.count == columns * rows)
        }
      }
    }
  }

  @Test func everySizeCanBeDrawnWithAPrompt() {
    var state = Specimen.list(4)
    _ = update(&state, .command(.search))
    for character in "éphéméride 東京" { _ = update(&state, .type(character)) }
    for columns in [0, 1, 2, 9, 14, 80] {
      for rows in [0, 1, 2, 24] {
        _ = update(&state, .resize(Size(columns: columns, rows: rows)))
        #expect(view(state).cells.count == columns * rows)
      }
    }
  }

  @Test func aCommandIsFoundByItsName() {
    var state = Specimen.list(3)
    state.language = .english
    _ = update(&state, .command(.commands))
    for character in "star" { _ = update(&state, .type(character)) }
    #expect(update(&state, .accept) == [.markStarred([1], true)])
  }

  @Test func aPreviewIsSetAnewForTheWindowThatItStandsIn() {
    var state = Specimen.list(3, size: Size(columns: 200, rows: 40))
    _ = update(&state, .loadedStory(Specimen.story(1), .preview))
    #expect(state.list.preview != nil)
    _ = update(&state, .loadedStory(Specimen.story(1), .open))
    _ = update(&state, .resize(Size(columns: 120, rows: 40)))
    #expect(update(&state, .command(.toList)).contains(.loadStory(1, .preview)))
  }
}
