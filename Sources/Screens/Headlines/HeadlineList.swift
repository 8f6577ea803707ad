import Cells
import Stories
import Text
import Typesetting
import Wording

/// The part of a list that is in memory, and the reader's position in it.
package struct HeadlineList: Equatable, Sendable {
  /// The halves of the screen; the preview is there from a certain width on.
  package enum Pane: Equatable, Sendable {
    case list, preview
  }

  /// How many rows stay in memory; more on a very high screen.
  private var mostRows: Int { max(600, 6 * height) }
  /// How many rows are asked for at once: more than two screens, so that the next page is there already.
  private var pageLength: Int { max(60, 2 * height + 8) }
  /// When fewer rows remain beyond the cursor, more are loaded.
  private static let margin = 30

  /// The query of the rows; a new one takes effect with the next page that replaces the list.
  package var query = Query()
  /// The row to begin at; nil for the first one.
  package var begin: Headline?
  /// In the order of the list, with unfolded near-duplicates below their headlines.
  package var rows: [Headline] = []
  /// The displayed titles of the rows, made when rows arrive and not with every frame.
  private(set) var titles: [StoryID: String] = [:]
  /// The columns of the matches in the displayed titles, set with them.
  private(set) var marks: [StoryID: [Range<Int>]] = [:]
  /// What a search found in the selected story.
  package var snippet: FoundSnippet?
  /// The rows that were unfolded below a headline; the list itself does not have them.
  var below: Set<StoryID> = []
  /// How many rows of the list come before `rows`.
  package var offset = 0
  /// Rows of the whole list; nil until it was counted.
  package var total: Int?
  /// An index in `rows`; 0 where there are none.
  package var selected = 0
  /// The first row on the screen.
  package var top = 0
  /// The number of screen rows of the list.
  var height = 0
  /// Lines of a row.
  var rowHeight = 1
  /// Whether the list goes on before `rows`.
  package var hasEarlier = false
  /// Whether the list goes on after `rows`.
  package var hasLater = false
  /// The last page that was requested and has not arrived; answers to other requests are ignored.
  package var awaited: PageRequest?
  /// The request whose rows are being counted.
  var counted = 0
  /// The story beside the list; nil on a narrow screen, and until one was loaded.
  package var preview: Preview?
  /// The pane that the keys go to.
  package var focus = Pane.list
  /// The list to return to when a search is left.
  package var origin: Origin?
  /// Whether a page has arrived since the query was set.
  package var isLoaded = false

  /// What its headings stand for, as the first page of it wants.
  var unit = DateUnit.day

  package init() {}

  /// The list from which a search was started.
  package struct Origin: Equatable, Sendable {
    /// As it was before the search.
    package var query: Query
    /// The row that the cursor was on; nil in an empty list.
    package var headline: Headline?
    /// The story from which the search was started, and the trail that led there.
    package var visit: Visit?
    /// Stories read before `visit`, the last one at the end.
    package var back: [Visit] = []
  }

  /// What a search found in one story.
  package struct FoundSnippet: Equatable, Sendable {
    /// The story it was found in; it is drawn only while the cursor is on that story.
    package var id: StoryID
    /// Plain text with the ranges that were found.
    package var snippet: Snippet
  }

  /// The headline under the cursor; nil in an empty list.
  package var selectedHeadline: Headline? {
    rows.indices.contains(selected) ? rows[selected] : nil
  }

  /// The selected row's number in the whole list, from 1.
  package var position: Int { rows.isEmpty ? 0 : offset + own(rows.prefix(selected + 1)) }

  /// Reloads the list from a position.
  mutating func reload(
    from position: ListPosition = .start, select id: StoryID? = nil, request: inout Int
  ) -> [Effect] {
    ask(
      PageRequest(
        number: 0, query: query, position: position, limit: pageLength, purpose: .replace(select: id)),
      &request)
  }

  private mutating func ask(_ page: PageRequest, _ request: inout Int) -> [Effect] {
    request += 1
    var page = page
    page.number = request
    awaited = page
    return [.loadPage(page)]
  }

  /// Loads further rows where the cursor is near the end of those in memory.
  mutating func lookAhead(request: inout Int) -> [Effect] {
    guard awaited == nil, let first = rows.first(where: { !below.contains($0.id) }),
      let last = rows.last(where: { !below.contains($0.id) })
    else { return [] }
    let limit = pageLength
    if hasLater && max(selected + Self.margin, top + 2 * height) >= rows.count {
      return ask(
        PageRequest(number: 0, query: query, position: .after(last), limit: limit, purpose: .append), &request
      )
    }
    if hasEarlier && (selected < Self.margin || top < height) {
      return ask(
        PageRequest(number: 0, query: query, position: .before(first), limit: limit, purpose: .prepend),
        &request
      )
    }
    return []
  }

  /// Adds a requested page; an answer to an older request is ignored.
  mutating func take(_ answer: ListPage, for request: PageRequest, in state: inout State) -> [Effect] {
    guard request.number == awaited?.number else { return [] }
    awaited = nil
    let page = answer.page
    if case .replace = request.purpose, page.headlines.isEmpty, page.hasEarlier, request.position != .end {
      // The row at which it was to begin does not exist any more, nor any after it.
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
      unit = DateUnit(for: rows)
      (marks, snippet) = ([:], nil)
      below = []
      (hasEarlier, hasLater) = (page.hasEarlier, page.hasLater)
      total = answer.total
      counted = request.number
      if total == nil { counting = [.countList(query, request: counted)] }
      offset = answer.offset ?? 0
      selected =
        id.flatMap { id in rows.firstIndex { $0.id == id } }
        ?? (request.position == .end ? rows.count - 1 : 0)
      selected = max(0, selected)
      top = selected
    }
    markTitles()
    state.list = self
    return settle(&state) + counting
  }

  /// Empties the list; the message says why.
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

  /// Marks the matches of the search in new titles.
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

  /// Updates rows in memory that have changed.
  mutating func refresh(_ headlines: [Headline]) {
    let byID = Dictionary(headlines.map { ($0.id, $0) }) { first, _ in first }
    for index in rows.indices {
      if let headline = byID[rows[index].id] { rows[index] = headline }
    }
  }
}

/// Scrolls to the cursor, fills the screen, and loads further rows and the preview.
func settle(_ state: inout State) -> [Effect] {
  state.list.height = Chrome(state).content.rows
  state.list.rowHeight = Chrome(state).rowHeight
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
