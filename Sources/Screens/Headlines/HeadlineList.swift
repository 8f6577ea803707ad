import Cells
import Stories
import Text
import Typesetting
import Wording

/// The window of a list that is in memory, and where the reader stands in it.
package struct HeadlineList: Equatable, Sendable {
  package enum Pane: Equatable, Sendable {
    case list, preview
  }

  /// How many rows stay in memory; more on a very high screen.
  private var mostRows: Int { max(600, 6 * height) }
  /// How many rows are asked for at once: more than two screens, so that the next page is there already.
  private var pageLength: Int { max(60, 2 * height + 8) }
  /// With how few rows beyond the cursor more are asked for.
  private static let margin = 30

  package var query = Query()
  package var rows: [Headline] = []
  /// The rows' titles as they are printed, set when they come and not with every frame.
  private(set) var titles: [StoryID: String] = [:]
  /// Columns of the printed titles where the search found something, set with them.
  private(set) var marks: [StoryID: [Range<Int>]] = [:]
  /// What a search found in the selected story.
  package var snippet: FoundSnippet?
  /// The rows that were unfolded below a headline; the list itself does not have them.
  var below: Set<StoryID> = []
  /// How many rows of the list stand before `rows`.
  package var offset = 0
  /// Rows of the whole list; nil until it was counted.
  package var total: Int?
  package var selected = 0
  /// The first row on the screen.
  package var top = 0
  /// Rows of the screen that the list has for itself.
  var height = 0
  package var hasEarlier = false
  package var hasLater = false
  package var awaited: PageRequest?
  /// The request whose rows are being counted.
  var counted = 0
  package var preview: Preview?
  package var focus = Pane.list
  /// The list to go back to when a search is left.
  package var origin: Origin?
  /// Whether a page has come since the query was set.
  package var isLoaded = false

  package init() {}

  package struct Origin: Equatable, Sendable {
    package var query: Query
    package var headline: Headline?
    /// The story that the search began from, and the way that had led there.
    package var visit: Visit?
    package var back: [Visit] = []
  }

  package struct FoundSnippet: Equatable, Sendable {
    package var id: StoryID
    package var snippet: Snippet
  }

  package var selectedHeadline: Headline? {
    rows.indices.contains(selected) ? rows[selected] : nil
  }

  /// The selected row's number in the whole list, from 1.
  package var position: Int { rows.isEmpty ? 0 : offset + own(rows.prefix(selected + 1)) }

  /// Asks for the list anew, at a place.
  mutating func reload(
    from place: ListPosition = .start, select id: StoryID? = nil, request: inout Int
  ) -> [Effect] {
    ask(
      PageRequest(
        number: 0, query: query, place: place, limit: pageLength, purpose: .replace(select: id)),
      &request)
  }

  private mutating func ask(_ page: PageRequest, _ request: inout Int) -> [Effect] {
    request += 1
    var page = page
    page.number = request
    awaited = page
    return [.loadPage(page)]
  }

  /// Asks for the rows that the cursor is coming near to.
  mutating func lookAhead(request: inout Int) -> [Effect] {
    guard awaited == nil, let first = rows.first(where: { !below.contains($0.id) }),
      let last = rows.last(where: { !below.contains($0.id) })
    else { return [] }
    let limit = pageLength
    if hasLater && max(selected + Self.margin, top + 2 * height) >= rows.count {
      return ask(
        PageRequest(number: 0, query: query, place: .after(last), limit: limit, purpose: .append), &request)
    }
    if hasEarlier && (selected < Self.margin || top < height) {
      return ask(
        PageRequest(number: 0, query: query, place: .before(first), limit: limit, purpose: .prepend), &request
      )
    }
    return []
  }

  /// Takes in a page that was asked for; an answer to an older request is dropped.
  mutating func take(_ answer: ListPage, for request: PageRequest, in state: inout State) -> [Effect] {
    guard request.number == awaited?.number else { return [] }
    awaited = nil
    let page = answer.page
    if case .replace = request.purpose, page.headlines.isEmpty, page.hasEarlier, request.place != .end {
      // The place is gone, and all behind it.
      let effects = reload(from: .end, request: &state.request)
      state.list = self
      return effects
    }
    isLoaded = true
    var counting: [Effect] = []
    printTitles(of: page.headlines)
    switch request.purpose {
    case .append:
      rows += page.headlines
      hasLater = page.hasLater
      forgetEarliest()
    case .prepend:
      rows = page.headlines + rows
      offset = max(0, offset - page.headlines.count)
      selected += page.headlines.count
      top += page.headlines.count
      hasEarlier = page.hasEarlier
      forgetLatest()
    case .replace(let id):
      rows = page.headlines
      (marks, snippet) = ([:], nil)
      below = []
      (hasEarlier, hasLater) = (page.hasEarlier, page.hasLater)
      total = answer.total
      counted = request.number
      if total == nil { counting = [.countList(query, request: counted)] }
      offset = answer.offset ?? 0
      selected =
        id.flatMap { id in rows.firstIndex { $0.id == id } } ?? (request.place == .end ? rows.count - 1 : 0)
      selected = max(0, selected)
      top = selected
    }
    markTitles()
    state.list = self
    return settle(&state) + counting
  }

  /// Nothing can be listed; the message says why.
  mutating func fail() {
    (rows, awaited, total, offset, selected, top) = ([], nil, 0, 0, 0, 0)
    (hasEarlier, hasLater, isLoaded) = (false, false, true)
    (marks, snippet, preview) = ([:], nil, nil)
  }

  mutating func printTitles(of headlines: [Headline]) {
    if titles.count > 2 * mostRows { titles = [:] }
    for headline in rows + headlines where titles[headline.id] == nil {
      titles[headline.id] = Typography.repaired(headline.title, language: headline.language)
    }
  }

  /// Marks what the search finds in titles that have come.
  private mutating func markTitles() {
    let finder = WordFinder(query.search?.terms ?? [])
    guard !finder.isEmpty else { return }
    if marks.count > 2 * mostRows { marks = [:] }
    for headline in rows where marks[headline.id] == nil {
      marks[headline.id] = Highlights.columns(
        in: titles[headline.id] ?? headline.title, language: headline.language, finder)
    }
  }

  private mutating func forgetEarliest() {
    let excess = min(rows.count - mostRows, top - height)
    guard excess > 0 else { return }
    offset += own(rows.prefix(excess))
    rows.removeFirst(excess)
    selected -= excess
    top -= excess
    hasEarlier = true
  }

  private mutating func forgetLatest() {
    let excess = min(rows.count - mostRows, rows.count - max(selected + Self.margin, top + 2 * height) - 1)
    guard excess > 0 else { return }
    rows.removeLast(excess)
    hasLater = true
  }

  /// Takes over what has changed in rows that are in memory.
  mutating func refresh(_ headlines: [Headline]) {
    let byID = Dictionary(headlines.map { ($0.id, $0) }) { first, _ in first }
    for index in rows.indices {
      if let headline = byID[rows[index].id] { rows[index] = headline }
    }
  }
}

/// Brings the cursor's row onto the screen, fills the screen, asks for what lies ahead and for the story
/// beside the list.
func settle(_ state: inout State) -> [Effect] {
  state.list.height = Chrome(state).content.rows
  if !Chrome(state).hasPreview { state.list.focus = .list }
  state.list.selected = max(0, min(state.list.selected, state.list.rows.count - 1))
  state.list.top = HeadlineRows.top(of: state.list, height: state.list.height)
  return state.list.lookAhead(request: &state.request) + previewEffects(&state) + snippetEffects(state)
}

private func previewEffects(_ state: inout State) -> [Effect] {
  guard Chrome(state).hasPreview, state.reading == nil, let headline = state.list.selectedHeadline else {
    state.list.preview = nil
    return []
  }
  if state.list.preview?.stored.headline.id == headline.id { return [] }
  return [.loadStory(headline.id, .preview)]
}
