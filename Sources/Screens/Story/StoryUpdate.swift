import Cells
import Stories
import Wording

/// What happens while a story is on the screen.
func updateStory(_ state: inout State, _ action: Action) -> [Effect] {
  guard let reading = state.reading else { return [] }
  switch action {
  case .command(let command):
    return reading.panel.isFocused ? panelCommand(&state, command) : storyCommand(&state, command)
  case .click(let point): return clickStory(&state, at: point)
  case .wheel(let point, let lines):
    let layout = StoryLayout(state)
    if let panel = layout.panel, point.column >= panel.left, point.row >= panel.top {
      return select(&state, reading.panel.selected + lines.signum())
    }
    if !turn(&state, by: lines) { state.reading?.top += lines }
    let moved = clampStory(&state)
    keepCursorOnScreen(&state)
    keepAnchor(&state)
    return moved
  default: return []
  }
}

private func storyCommand(_ state: inout State, _ command: Command) -> [Effect] {
  if let effects = moveCursor(&state, command) { return effects }
  let height = StoryLayout(state).rows
  if let lines = scrolling(command, height: height) { return scroll(&state, by: lines) }
  switch command {
  case .toStart: return scroll(&state, by: -1_000_000_000)
  case .toEnd:
    if state.reading?.view == .text {
      state.reading?.document.set.set(upTo: .max)
      state.reading?.document.paginate()
    }
    return scroll(&state, by: 1_000_000_000)
  case .readOn: return readOn(&state, height)
  case .alone:
    state.isAlone.toggle()
    relayout(&state)
    return []
  case .toList: return toList(&state)
  case .cancel:
    if state.reading?.find != nil {
      state.reading?.find = nil
      return []
    }
    return toList(&state)
  case .intoPanel, .switchPane: return openPanel(&state)
  case .togglePanel: return togglePanel(&state)
  case .back, .forward: return travel(&state, command)
  case .nextStory, .previousStory: return neighbour(&state, by: command == .nextStory ? 1 : -1)
  case .find:
    state.prompt = Prompt(kind: .find)
    return []
  case .nextMatch, .previousMatch: return nextMatch(&state, by: command == .nextMatch ? 1 : -1)
  case .nextView: return nextView(&state)
  case .olderVersion, .newerVersion: return stepVersion(&state, by: command == .olderVersion ? 1 : -1)
  case .correct: return correct(&state)
  case .justify: return justify(&state)
  case .links: return showLinks(&state)
  case .columns: return toggleColumns(&state)
  case .narrower, .wider: return widen(&state, by: command == .wider ? 4 : -4)
  default: return onOpenStory(&state, command)
  }
}

private func onOpenStory(_ state: inout State, _ command: Command) -> [Effect] {
  guard let stored = state.reading?.stored else { return [] }
  switch command {
  case .toggleRead, .toggleStar, .tag: return onHeadline(&state, command, stored.headline)
  default: return onStory(&state, command, stored)
  }
}

func scroll(_ state: inout State, by lines: Int) -> [Effect] {
  let count = (state.reading?.document.count ?? 0) + (state.reading?.plainRows.count ?? 0)
  if !turn(&state, by: lines) { state.reading?.top += max(-count, min(count, lines)) }
  let moved = clampStory(&state)
  keepAnchor(&state)
  return moved + finish(&state)
}

/// Returns to the headlines, to the row of the story that was opened from there.
func toList(_ state: inout State) -> [Effect] {
  let left = leaveStory(state)
  if let visit = state.visit { state.forward = [visit] }
  state.reading = nil
  state.back = []
  return left + settle(&state)
}

func travel(_ state: inout State, _ command: Command) -> [Effect] {
  if command == .back {
    guard let visit = state.back.last else { return toList(&state) }
    return [.loadStory(visit.id, .back(visit))]
  }
  guard let visit = state.forward.last else { return tell(&state, .nothingAfter) }
  return [.loadStory(visit.id, .forward(visit))]
}

func neighbour(_ state: inout State, by step: Int) -> [Effect] {
  let next = state.list.selected + step
  guard state.list.rows.indices.contains(next) else {
    return tell(&state, step > 0 ? .lastStory : .firstStory)
  }
  state.list.selected = next
  state.list.top = HeadlineRows.top(of: state.list, height: Chrome(state).content.rows)
  let ahead = state.list.lookAhead(request: &state.request)
  return [.loadStory(state.list.rows[next].id, .open)] + ahead
}

/// The next page; where the end is on the screen, the next story of the list.
private func readOn(_ state: inout State, _ height: Int) -> [Effect] {
  let before = state.reading?.top
  let effects = scroll(&state, by: max(1, height - 1))
  guard state.reading?.top == before, state.reading?.view == .text, state.style.readsOn else {
    return effects
  }
  return effects + neighbour(&state, by: 1)
}

/// The next match; where nothing was searched in the story, the next unread story.
func nextMatch(_ state: inout State, by step: Int) -> [Effect] {
  guard let reading = state.reading, !reading.lacksWords else { return tell(&state, .noMatch) }
  guard let find = reading.find else { return openUnread(&state, forward: step > 0) }
  let count = find.matches.count
  state.reading?.find?.current = ((find.current + step) % count + count) % count
  showMatch(&state)
  return finish(&state)
}

func nextView(_ state: inout State) -> [Effect] {
  guard let reading = state.reading else { return [] }
  let views = Reading.View.allCases
  let index = views.firstIndex(of: reading.view) ?? 0
  return showView(&state, views[(index + 1) % views.count])
}

/// Shows another view of the story, from its start except for the text, and loads what it needs.
func showView(_ state: inout State, _ next: Reading.View) -> [Effect] {
  guard let reading = state.reading else { return [] }
  state.reading?.view = next
  state.reading?.top = next == .text ? reading.line(of: reading.kept) : 0
  state.reading?.removedChosen = 0
  setPlainRows(&state)
  _ = clampStory(&state)
  let id = reading.stored.headline.id
  switch next {
  case .raw where reading.raw == nil: return [.loadRaw(id)]
  case .versions: return [.loadVersions(id)]
  default: return []
  }
}

private func widen(_ state: inout State, by step: Int) -> [Effect] {
  state.style.measure = max(24, min(160, state.style.measure + step))
  relayout(&state)
  state.message = Message(.measure(StoryLayout(state).columns))
  return [.keepMeasure(state.style.measure)]
}

private func clickStory(_ state: inout State, at point: Point) -> [Effect] {
  guard let reading = state.reading else { return [] }
  let layout = StoryLayout(state)
  if Chrome(state).header > 0, point.row == 0 {
    let view = ViewTabs.tabs(state).first { $0.columns.contains(point.column) }?.view
    return view.map { showView(&state, $0) } ?? []
  }
  if let panel = layout.panel, point.column >= panel.left, point.row >= panel.top,
    point.row < panel.top + panel.rows
  {
    let rows = PanelRows.rows(reading.items, layout: layout, state.language)
    let index = reading.panel.top + point.row - panel.top
    guard rows.indices.contains(index), case .item(let item, _) = rows[index] else { return [] }
    state.reading?.panel.selected = item
    return followItem(&state, item + 1, of: reading.stored)
  }
  if let url = LinkHints.url(at: point, state) { return [.followLink(url)] }
  guard point.row >= layout.top, point.row < layout.top + layout.rows,
    let line = reading.line(
      column: max(0, point.column - layout.left), row: point.row - layout.top, rows: layout.rows)
  else { return [] }
  if pointAt(&state, row: line) { return [] }
  guard reading.view == .text, case .item(let item, _)? = reading.document.line(at: line) else { return [] }
  return followItem(&state, item + 1, of: reading.stored)
}
