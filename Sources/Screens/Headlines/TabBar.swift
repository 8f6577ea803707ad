import Cells
import Stories
import Wording

/// The lists of the archive that the masthead names.
enum ListTab: Equatable, CaseIterable {
  case all, unread, starred

  init?(_ query: Query) {
    guard query.words.isEmpty, query.source == nil else { return nil }
    self = query.starredOnly ? .starred : query.unreadOnly ? .unread : .all
  }

  func query(like query: Query) -> Query {
    Query(unreadOnly: self == .unread, starredOnly: self == .starred, sort: query.plainSort)
  }

  var name: Phrase {
    switch self {
    case .all: .all
    case .unread: .unread
    case .starred: .starred
    }
  }
}

/// A label of the masthead: a list, or what narrows the present one.
enum Tab: Equatable {
  case list(ListTab)
  case sources(String?)
  case days
  case results
  case kept(KeptSearch)
}

enum TabBar {
  /// The tabs with the columns they take.
  static func tabs(_ state: State) -> [(tab: Tab, name: String, columns: Range<Int>)] {
    let query = state.list.query
    var tabs: [(Tab, String)] = ListTab.allCases.map { (.list($0), $0.name[state.language]) }
    tabs.append((.sources(query.source), query.source ?? Phrase.sources[state.language]))
    tabs.append((.days, Phrase.days[state.language]))
    let isKept = state.kept.contains { $0.words == query.words }
    if !query.words.isEmpty && !isKept { tabs.append((.results, Phrase.results[state.language])) }
    tabs += state.kept.map { (.kept($0), $0.name) }
    var column = 1 + Width.of("KIOSQUE") + 2
    return tabs.map { tab, name in
      let shown = Width.cut(name, to: 20)
      let columns = column..<(column + Width.of(shown) + 2)
      column = columns.upperBound
      return (tab, shown, columns)
    }
  }

  static func isActive(_ tab: Tab, _ query: Query) -> Bool {
    switch tab {
    case .list(let tab): ListTab(query) == tab
    case .sources(let source): source != nil && query.words.isEmpty
    case .days: false
    case .results: true
    case .kept(let search): search.words == query.words
    }
  }
}

func drawMasthead(_ state: State, _ chrome: Chrome, _ frame: inout Frame) {
  guard chrome.header > 0 else { return }
  frame.write("KIOSQUE", at: Point(column: 1, row: 0), as: .masthead)
  let tabs = TabBar.tabs(state)
  var end = 8
  for (tab, name, columns) in tabs where columns.upperBound <= state.size.columns {
    let role: Role = TabBar.isActive(tab, state.list.query) ? .activeTab : .tab
    frame.write(" " + name + " ", at: Point(column: columns.lowerBound, row: 0), as: role)
    end = columns.upperBound
  }
  for text in countTexts(state) where Width.of(text) + end + 1 < state.size.columns {
    frame.writeRight(text, before: state.size.columns - 1, row: 0, as: .counts, from: end + 1)
    break
  }
}

/// The counts, the fullest form first.
private func countTexts(_ state: State) -> [String] {
  let stories = Phrase.stories(state.counts.stories)[state.language]
  let unread = Phrase.unread(state.counts.unread)[state.language]
  return [stories + " · " + unread, stories, Numbers.grouped(state.counts.stories, state.language)]
}
