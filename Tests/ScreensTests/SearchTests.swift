import Cells
import Stories
import Testing
import Text
import Wording

@testable import Screens

@Suite struct SearchTests {
  private func type(_ text: String, into state: inout State) -> [Effect] {
    text.flatMap { update(&state, .type($0)) }
  }

  /// The headlines after a search was typed and kept.
  private func searched(_ words: String) -> State {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    _ = type(words, into: &state)
    _ = update(&state, .accept)
    return state
  }

  @Test func aMistakeIsShownAndNothingIsAskedFor() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    #expect(!type("ti", into: &state).isEmpty)
    let fault = SearchFault(.unknownField("titel", near: "title"), 0..<5)
    #expect(type("tel:", into: &state).count == 4)
    #expect(type("x", into: &state).isEmpty)
    #expect(state.prompt?.fault == fault)
    #expect(view(state).text.contains("« titel » n’est pas un champ (plutôt titre: ?)"))
    #expect(update(&state, .accept).isEmpty)
    #expect(state.prompt != nil, "a query with a mistake is not left")
  }

  @Test func whatIsOpenIsAMistakeOnlyWhenItIsAccepted() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    _ = type("\"vieux po", into: &state)
    #expect(state.prompt?.fault == nil)
    _ = update(&state, .accept)
    #expect(state.prompt?.fault == SearchFault(.openQuote, 0..<1))
    _ = type("rt\"", into: &state)
    #expect(state.prompt?.fault == nil)
    _ = update(&state, .accept)
    #expect(state.prompt == nil)
  }

  @Test func frenchAndEnglishNamesAreUnderstood() {
    for words in ["titre:phare", "title:phare"] {
      let tree = SearchTree.part(.title, .words(SearchWords("phare", .unfinished)))
      #expect(searched(words).list.query.search == tree)
    }
    let states = SearchTree.all([.filter(.state(.read)), .filter(.state(.starred))])
    #expect(searched("est:lu is:étoile").list.query.search == states)
  }

  @Test func relevanceIsAskedForAndStaysWhileTyping() {
    var state = Specimen.list(3)
    #expect(update(&state, .command(.rank)).isEmpty)
    #expect(state.message?.text == .nothingToRank)
    _ = update(&state, .command(.search))
    _ = type("phare", into: &state)
    guard case .loadPage(let request)? = update(&state, .command(.rank)).first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(request.query.sort == .relevance)
    _ = type("s", into: &state)
    #expect(state.list.query.sort == .relevance)
    _ = update(&state, .accept)
    _ = update(&state, .command(.rank))
    #expect(state.list.query.sort == .newest)
    _ = update(&state, .command(.rank))
    _ = update(&state, .command(.nextTab))
    #expect(state.list.query.sort == .newest, "relevance is for searches")
  }

  @Test func theCountComesAfterThePage() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    guard case .loadPage(let request)? = type("phare", into: &state).last else {
      Issue.record("nothing was asked for")
      return
    }
    let page = Page(headlines: [Specimen.headline(7)], hasEarlier: false, hasLater: true)
    let effects = update(&state, .loadedPage(ListPage(page: page, offset: 0), request))
    #expect(effects.contains(.countList(request.query, request: request.number)))
    #expect(state.list.total == nil)
    _ = update(&state, .loadedTotal(9, request: request.number - 1))
    #expect(state.list.total == nil, "a count of another list is dropped")
    _ = update(&state, .loadedTotal(1234, request: request.number))
    #expect(state.list.total == 1234)
  }

  @Test func aSearchIsKeptRenamedAndDropped() {
    var state = searched("phare")
    _ = update(&state, .command(.keepSearch))
    #expect(state.prompt?.text == "phare")
    _ = update(&state, .command(.lineEnd))
    _ = type(" du port", into: &state)
    let search = KeptSearch(name: "phare du port", words: "phare")
    #expect(update(&state, .accept) == [.keepHistory(state.history), .keep(search, insteadOf: nil)])
    _ = update(&state, .loadedKept([search]))
    #expect(view(state).text.contains(" phare du port "), "it stands among the tabs")
    _ = update(&state, .command(.keepSearch))
    _ = update(&state, .eraseAll)
    _ = type("Phares", into: &state)
    let renamed = KeptSearch(name: "Phares", words: "phare")
    #expect(
      update(&state, .accept) == [.keepHistory(state.history), .keep(renamed, insteadOf: "phare du port")])
    _ = update(&state, .loadedKept([renamed]))
    _ = update(&state, .command(.keepSearch))
    _ = update(&state, .eraseAll)
    #expect(update(&state, .accept) == [.dropKept("Phares")])
  }

  @Test func keptSearchesAreTabs() {
    var state = Specimen.list(3)
    _ = update(&state, .loadedKept([KeptSearch(name: "Phares", words: "phare")]))
    _ = update(&state, .command(.previousTab))
    #expect(state.list.query.words == "phare")
    _ = update(&state, .command(.nextTab))
    #expect(state.list.query == Query())
    _ = update(&state, .command(.keptSearches))
    _ = update(&state, .accept)
    #expect(state.list.query.words == "phare")
    _ = update(&state, .command(.cancel))
    #expect(state.list.query == Query())
  }

  @Test func tagsAreALineThatIsEdited() {
    var state = Specimen.list(3)
    #expect(update(&state, .command(.tag)) == [.loadTags(1)])
    _ = update(&state, .loadedTags(["port", "À relire"], 1))
    #expect(state.prompt?.text == "port, À relire, ", "what is typed next is a tag of its own")
    _ = update(&state, .eraseAll)
    _ = type("a relire, mer", into: &state)
    #expect(
      update(&state, .accept) == [.keepHistory(state.history), .tag(1, with: ["mer"], without: ["port"])])
    state.isReadOnly = true
    #expect(update(&state, .command(.tag)).isEmpty)
  }

  @Test func theHistogramHasTheEmptyMonthsAndGoesToTheChosenOne() throws {
    var state = Specimen.list(3)
    #expect(update(&state, .command(.histogram)) == [.loadHistogram(Query())])
    let lines = [
      CountLine(name: "1998-02", stories: 1), CountLine(name: "2025-11", stories: 40),
      CountLine(name: "2026-01", stories: 4), CountLine(name: nil, stories: 2),
    ]
    _ = update(&state, .loadedHistogram(StoryCount(lines: lines, stories: 47, all: 47), Query()))
    guard case .histogram(let histogram)? = state.overlay else {
      Issue.record("no histogram")
      return
    }
    #expect(histogram.bars.map(\.month) == ["2026-01", "2025-12", "2025-11", "1998-02", nil])
    _ = update(&state, .command(.nextLine))
    _ = update(&state, .command(.nextLine))
    guard case .loadPage(let request)? = update(&state, .accept).first else {
      Issue.record("nothing was asked for")
      return
    }
    #expect(request.position == .day(try #require(CivilDay(year: 2025, month: 11, day: 30))))
  }

  @Test func whatWasFoundStandsBelowTheList() {
    var state = searched("phares")
    let snippet = Snippet([.init("Le "), .init("phare", isMatch: true), .init(" du port.")])
    state.list.snippet = HeadlineList.FoundSnippet(id: 1, snippet: snippet)
    let frame = view(state)
    #expect(frame.text.contains("── Le phare du port. ──"))
    #expect(
      update(&state, .command(.nextLine)).contains(.loadSnippet(state.list.query, Specimen.headline(2))))
  }

  @Test func theTitlesShowWhatTheSearchFound() throws {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    var effects = type("lampes ", into: &state)
    guard case .loadPage(let request)? = effects.popLast() else {
      Issue.record("nothing was asked for")
      return
    }
    var headline = Specimen.headline(7)
    headline.title = "Une lampe à la lamproie : l’ampoule"
    let page = Page(headlines: [headline], hasEarlier: false, hasLater: false)
    _ = update(&state, .loadedPage(ListPage(page: page, offset: 0), request))
    #expect(state.list.marks[7] == [4..<9])
    let row = try #require(view(state).text.split(separator: "\n").firstIndex { $0.contains("lamproie") })
    let marked = (0..<80).filter { column in
      view(state).cells[row * 80 + column].ink.marks.contains(.match)
    }
    #expect(marked.count == 5)
  }

  @Test func aStoryThatASearchFoundOpensAtItsFirstHit() {
    var state = searched("lampes")
    var story = Specimen.story(1, paragraphs: 60, progress: 0.9)
    story.story.blocks[29].text = "Souvent la lampe s’éteint."
    story.story.blocks[49].text = "Deux lampes."
    _ = update(&state, .loadedStory(story, .open))
    #expect(view(state).text.contains("Souvent la lampe"))
    #expect(state.reading?.find?.matches.count == 2)
    #expect(state.reading?.find?.current == 0)
    _ = update(&state, .command(.nextMatch))
    #expect(view(state).text.contains("Deux lampes."))
    #expect(state.message?.text == .match(2, of: 2, orMore: false))
  }

  @Test func whatIsTypedInAStoryIsReadAsASearchIs() {
    var story = Specimen.story(1, paragraphs: 1)
    story.story.blocks[0].text = "Souvent le vent, amer, la mer ; la lampe du vieux port (2015)."
    func matches(_ words: String) -> Int {
      var state = Specimen.reading(story)
      _ = update(&state, .command(.find))
      _ = type(words, into: &state)
      _ = update(&state, .accept)
      return state.reading?.find?.matches.count ?? 0
    }
    #expect(matches("vent") == 1)
    #expect(matches("mer") == 1)
    #expect(matches("lampes") == 1)
    #expect(matches("vieux port") == 1, "words stand together where they can")
    #expect(matches("port vieux") == 2)
    #expect(matches("(2015") == 1)
    #expect(matches("titre:x:") == 0)
    #expect(matches("—") == 0)
  }

  @Test func aNameThatTheArchiveLacksIsAMistakeOfTheQuery() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.search))
    _ = type("source:zzz", into: &state)
    let fault = SearchFault(.noSource("zzz"), 7..<10)
    _ = update(&state, .searchFailed(fault))
    #expect(state.prompt?.fault == fault)
    #expect(state.list.rows.isEmpty)
  }

  @Test func everySizeCanBeDrawnWithAHistogramAndAMistake() {
    var state = Specimen.list(40)
    _ = update(&state, .command(.histogram))
    let lines = (1...12).map {
      CountLine(name: "2025-" + ($0 < 10 ? "0" : "") + "\($0)", stories: $0 * $0 * 99)
    }
    _ = update(&state, .loadedHistogram(StoryCount(lines: lines, stories: 9999, all: 9999), Query()))
    var typing = Specimen.list(4)
    _ = update(&typing, .command(.search))
    _ = type("phare (titel:東京", into: &typing)
    for columns in [0, 1, 2, 3, 11, 12, 20, 40, 200] {
      for rows in [0, 1, 2, 3, 4, 5, 9, 60] {
        for var shown in [state, typing] {
          _ = update(&shown, .resize(Size(columns: columns, rows: rows)))
          _ = update(&shown, .command(.nextPage))
          #expect(view(shown).cells.count == columns * rows)
        }
      }
    }
  }
}
