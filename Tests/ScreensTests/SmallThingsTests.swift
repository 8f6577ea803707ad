import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// What keys, hints and clicks do at the edges of the screens.
@Suite struct SmallThingsTests {
  private let wide = Size(columns: 120, rows: 40)
  private let related = [Relation(position: 0, title: "Titre 7", stored: [Specimen.headline(7)])]

  private func last(_ state: State) -> String {
    view(state).text.split(separator: "\n", omittingEmptySubsequences: false).last.map(String.init) ?? ""
  }

  @Test func helpIsScrolledByEveryKeyThatScrolls() {
    for key in ["G", "d", " ", "j"].map({ Key.character($0) }) + [.end, .control("d"), .pageDown] {
      var state = Specimen.list(3)
      _ = update(&state, .command(.help))
      Specimen.press([key], &state)
      guard case .help(let top) = state.overlay else {
        Issue.record("\(key) closed it")
        return
      }
      #expect(top > 0, "\(key)")
      Specimen.press([.character("u"), .character("u"), .character("g")], &state)
      #expect(state.overlay == .help(top: 0))
      Specimen.press([.character("q")], &state)
      #expect(state.overlay == nil)
    }
  }

  @Test func theEndOfTheHelpIsItsLastScreen() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.help))
    Specimen.press([.character("G")], &state)
    let (rows, height) = (HelpSheet.rows(state).count, HelpSheet.height(state))
    #expect(state.overlay == .help(top: rows - height))
  }

  @Test func relatedStoriesAreHintedAtWhereThereAreAny() {
    #expect(last(Specimen.reading(Specimen.story(1, relations: related))).contains("Tab liés"))
    #expect(!last(Specimen.reading(Specimen.story(1))).contains("liés"))
  }

  @Test(arguments: [Key.character("Z"), .function(7), .control("o"), .alt("x"), .insert])
  func aKeyWithoutAMeaningSaysSo(_ key: Key) {
    for var state in [Specimen.list(3), Specimen.reading(Specimen.story(1))] {
      let before = state
      #expect(Specimen.press([key], &state).isEmpty)
      #expect(last(state).contains("ne fait rien ici ; ? affiche les touches"))
      Specimen.press([.character("j")], &state)
      #expect(!last(state).contains("ne fait rien"))
      #expect(before.list.rows == state.list.rows)
    }
  }

  @Test func whatTheTerminalReportsIsNoKey() {
    let state = Specimen.list(3)
    #expect(Keymap.standard.action(for: .focus(true), in: state) == nil)
  }

  @Test func theViewsAreChosenByAClick() {
    for size in [Specimen.size, wide] {
      var state = Specimen.reading(Specimen.story(1, relations: related), size: size)
      let tabs = ViewTabs.tabs(state)
      #expect(tabs.map(\.view) == Reading.View.allCases)
      for tab in tabs.reversed() {
        _ = update(&state, .click(Point(column: tab.columns.lowerBound + 1, row: 0)))
        #expect(state.reading?.view == tab.view)
        let row = Array(view(state).text.split(separator: "\n")[0])
        #expect(String(row[tab.columns.lowerBound + 1..<tab.columns.upperBound - 1]) == tab.name)
      }
      #expect(update(&state, .click(Point(column: 1, row: 0))).isEmpty)
    }
  }

  @Test func theNextViewIsShownFromTheRelatedStoriesToo() {
    for size in [Specimen.size, wide] {
      var state = Specimen.reading(Specimen.story(1, relations: related), size: size)
      Specimen.press([.tab, .character("V")], &state)
      #expect(state.reading?.view == .removed)
      #expect(state.reading?.panel.isFocused == false)
    }
  }

  @Test func aShareIsWrittenAsTheLanguageWritesIt() {
    var state = Specimen.reading(Specimen.story(1))
    #expect(last(state).contains("\u{202F}%"))
    state.language = .english
    #expect(last(state).contains(#/^ \d+% /#))
  }

  @Test func tagsStandInTheRowsOfTheList() {
    var state = Specimen.list(5)
    state.list.rows[0].tags = ["port", "à relire", "mer"]
    state.list.rows[1].tags = ["phares et balises"]
    let rows = view(state).text.split(separator: "\n").map(String.init)
    #expect(rows.contains { $0.contains("Titre 1") && $0.hasSuffix("#port +2") })
    #expect(rows.contains { $0.contains("Titre 2") && $0.hasSuffix("#phares et b…") })
    #expect(rows.contains { $0.hasSuffix("Titre 3") })
    _ = update(&state, .resize(Size(columns: 40, rows: 24)))
    #expect(view(state).text.split(separator: "\n").contains { $0.contains("Titre 1") && $0.hasSuffix("#") })
  }

  @Test func tagsThatWereJustGivenAreSeenAtOnce() {
    var state = Specimen.list(5)
    let effects = update(&state, .tagged(["port"]))
    #expect(effects.contains(.refreshRows([1, 2, 3, 4, 5])))
    #expect(state.message?.text == .tags(["port"]))
  }

  @Test func detailsAreInWords() {
    var stored = Specimen.story(1)
    stored.headline.tags = ["port", "à relire"]
    stored.headline.captured = 1_767_323_045
    stored.story.date = StoryDate(instant: 1_447_779_840, offset: 60, origin: .metadata)
    var state = Specimen.list(3, size: wide)
    state.overlay = .details(stored)
    let french = view(state).text
    #expect(french.contains("17 novembre 2015, 18:04 (selon la page)"))
    #expect(french.contains("2 janvier 2026, 03:04 UTC"))
    #expect(french.contains("étiquettes  port, à relire"))
    #expect(!french.contains("2015-11-17"))
    state.language = .english
    let english = view(state).text
    #expect(english.contains("17 November 2015, 18:04 (as the page gives it)"))
    #expect(english.contains("tags"))
  }
}
