import Cells
import Stories
import Wording

/// What happens on the headlines screen.
func updateHeadlines(_ state: inout State, _ action: Action) -> [Effect] {
  switch action {
  case .command(let command): return headlinesCommand(&state, command)
  case .click(let point): return click(&state, at: point)
  case .wheel(let point, let lines):
    if Chrome(state).hasPreview && point.column > Chrome(state).listColumns {
      scrollPreview(&state, by: lines)
      return []
    }
    return moveBy(&state, lines)
  default: return []
  }
}

private func headlinesCommand(_ state: inout State, _ command: Command) -> [Effect] {
  if state.list.focus == .preview, let lines = scrolling(command, height: Chrome(state).content.rows) {
    scrollPreview(&state, by: lines)
    return []
  }
  switch command {
  case .toStart, .toEnd: return toEdge(&state, command == .toStart ? .start : .end)
  case .open: return state.list.selectedHeadline.map { [.loadStory($0.id, .open)] } ?? []
  case .switchPane:
    guard Chrome(state).hasPreview else { return togglePreview(&state) }
    state.list.focus = state.list.focus == .list ? .preview : .list
    return []
  case .togglePanel: return togglePreview(&state)
  case .twoLines:
    state.style.isInTwoLines.toggle()
    return [.keepTwoLines(state.style.isInTwoLines)] + settle(&state)
  case .nextUnread: return findUnread(&state, forward: true)
  case .previousUnread: return findUnread(&state, forward: false)
  case .search, .goToDay, .chooseSource, .nextTab, .previousTab, .toggleUnreadOnly, .sort, .showNew,
    .cancel, .rank, .histogram, .keepSearch, .keptSearches:
    return listCommand(&state, command)
  case .back:
    return state.list.origin == nil ? tell(&state, .nothingBefore) : leaveSearch(&state)
  case .forward:
    guard let visit = state.forward.last else { return tell(&state, .nothingAfter) }
    return [.loadStory(visit.id, .forward(visit))]
  case .toggleRead, .toggleStar, .tag, .openInBrowser, .copyAddress, .details:
    return state.list.selectedHeadline.map { onHeadline(&state, command, $0) } ?? []
  case .unfold: return unfold(&state)
  case .tagAll:
    guard !state.list.rows.isEmpty else { return [] }
    if !keeping(&state, [.loadCounts]).isEmpty {
      state.prompt = Prompt(kind: .tagAll(state.list.query, stories: state.list.total))
    }
    return []
  case .markAllRead: return keeping(&state, [.markAllRead(state.list.query)])
  default: return turn(&state, command)
  }
}

private func listCommand(_ state: inout State, _ command: Command) -> [Effect] {
  switch command {
  case .search:
    state.prompt = Prompt(kind: .search, text: state.list.query.words)
    if state.list.origin == nil {
      state.list.origin = HeadlineList.Origin(query: state.list.query, headline: state.list.selectedHeadline)
    }
    return []
  case .goToDay:
    state.prompt = Prompt(kind: .day)
    return []
  case .chooseSource: return askForSources(&state)
  case .nextTab, .previousTab: return nextTab(&state, by: command == .nextTab ? 1 : -1)
  case .showNew:
    // Other lists may not have it.
    let hasAll = [ListTab.all, .unread].contains { $0 == ListTab(state.list.query) }
    let first = hasAll ? state.arrived?.first : nil
    state.arrived = nil
    state.list.isLoaded = false
    return [.forgetArrived, .loadCounts]
      + state.list.reload(
        from: first.map(ListPosition.at) ?? .start, select: first?.id, request: &state.request)
  case .toggleUnreadOnly:
    var query = state.list.query
    query.unreadOnly.toggle()
    return show(&state, query, keeping: state.list.selectedHeadline)
  case .sort:
    state.overlay = .picker(.sorts(of: state.list.query, state.language))
    return []
  case .rank, .histogram, .keepSearch, .keptSearches: return searchCommand(&state, command)
  default:
    if state.list.origin != nil { return leaveSearch(&state) }
    let all = Query(sort: state.list.query.plainSort)
    return state.list.query == all ? [] : show(&state, all, keeping: state.list.selectedHeadline)
  }
}

func toEdge(_ state: inout State, _ position: ListPosition) -> [Effect] {
  let isThere = position == .start ? !state.list.hasEarlier : !state.list.hasLater
  guard isThere else { return state.list.reload(from: position, request: &state.request) }
  state.list.selected = position == .start ? 0 : state.list.rows.count - 1
  return settle(&state)
}

func scrollPreview(_ state: inout State, by lines: Int) {
  guard var preview = state.list.preview else { return }
  let top = max(0, preview.top + lines)
  preview.set.set(upTo: top + 2 * state.size.rows)
  preview.top = max(0, min(top, preview.set.lines.count - 1))
  state.list.preview = preview
}

/// Shows another list, on the row of a headline where it is in it.
func show(_ state: inout State, _ query: Query, keeping headline: Headline? = nil) -> [Effect] {
  show(&state, query, from: headline.map(ListPosition.at) ?? .start, select: headline?.id)
}

func show(_ state: inout State, _ query: Query, from position: ListPosition, select id: StoryID? = nil)
  -> [Effect]
{
  state.list.query = query
  state.list.isLoaded = false
  if query.words.isEmpty { state.list.origin = nil }
  return state.list.reload(from: position, select: id, request: &state.request)
}

func leaveSearch(_ state: inout State) -> [Effect] {
  guard let origin = state.list.origin else { return [] }
  state.list.origin = nil
  let effects = show(&state, origin.query, keeping: origin.headline)
  guard let visit = origin.visit else { return effects }
  state.back = origin.back
  return effects + [.loadStory(visit.id, .forward(visit))]
}

private func nextTab(_ state: inout State, by step: Int) -> [Effect] {
  let query = state.list.query
  let lists = ListTab.allCases.map { $0.query(like: query) } + state.kept.map(\.query)
  let current =
    state.kept.firstIndex { $0.words == query.words }.map { $0 + ListTab.allCases.count }
    ?? ListTab(query).flatMap(ListTab.allCases.firstIndex) ?? 0
  state.list.origin = nil
  return show(&state, lists[(current + step + lists.count) % lists.count])
}

private func findUnread(_ state: inout State, forward: Bool) -> [Effect] {
  guard let headline = state.list.selectedHeadline else { return [] }
  if let near = state.list.unread(forward: forward) {
    state.list.selected = near
    return settle(&state)
  }
  return [.findUnread(state.list.query, from: headline, forward: forward)]
}

/// From a story to the next unread one of the list.
func openUnread(_ state: inout State, forward: Bool) -> [Effect] {
  if let near = state.list.unread(forward: forward) {
    return neighbour(&state, by: near - state.list.selected)
  }
  guard let headline = state.list.selectedHeadline else { return tell(&state, .noUnread) }
  return [.findUnread(state.list.query, from: headline, forward: forward)]
}

extension HeadlineList {
  /// The nearest row that is not read.
  fileprivate func unread(forward: Bool) -> Int? {
    forward
      ? rows.indices.first { $0 > selected && !rows[$0].isRead }
      : rows.indices.last { $0 < selected && !rows[$0].isRead }
  }
}

extension State {
  /// Goes to an unread story outside the window; where a story is read, opens it.
  mutating func foundUnread(_ headline: Headline?) -> [Effect] {
    guard let headline else { return tell(&self, .noUnread) }
    let opening: [Effect] = reading == nil ? [] : [.loadStory(headline.id, .open)]
    return list.reload(from: .at(headline), select: headline.id, request: &request) + opening
  }
}

/// The numbers of related stories that the preview shows.
func previewNumbers(_ state: State) -> [Int] {
  guard Chrome(state).hasPreview, let preview = state.list.preview,
    preview.stored.headline.id == state.list.selectedHeadline?.id
  else { return [] }
  return PreviewRows(preview, Chrome(state)).numbers
}

/// Follows the related story that has this number in the preview.
func followFromPreview(_ state: inout State, _ number: Int) -> [Effect] {
  guard previewNumbers(state).contains(number), let preview = state.list.preview else { return [] }
  return followItem(&state, number, of: preview.stored)
}

private func click(_ state: inout State, at point: Point) -> [Effect] {
  let chrome = Chrome(state)
  if chrome.header > 0 && point.row == 0 { return clickMasthead(&state, at: point) }
  let line = point.row - chrome.header
  guard line >= 0, line < chrome.content.rows, point.column < chrome.listColumns else { return [] }
  let lines = HeadlineRows.lines(of: state.list, height: chrome.content.rows, language: state.language)
  guard lines.indices.contains(line) else { return [] }
  let index: Int
  switch lines[line] {
  case .headline(let number), .detail(let number): index = number
  case .day: return []
  }
  if index == state.list.selected { return [.loadStory(state.list.rows[index].id, .open)] }
  state.list.selected = index
  return settle(&state)
}

private func clickMasthead(_ state: inout State, at point: Point) -> [Effect] {
  guard let tab = TabBar.tabs(state).first(where: { $0.columns.contains(point.column) })?.tab else {
    return []
  }
  switch tab {
  case .list(let tab): return show(&state, tab.query(like: state.list.query))
  case .sources: return askForSources(&state)
  case .days:
    state.prompt = Prompt(kind: .day)
    return []
  case .kept(let search):
    state.list.origin = nil
    return show(&state, search.query)
  case .results: return []
  }
}
