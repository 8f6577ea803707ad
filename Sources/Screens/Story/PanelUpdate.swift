import Cells
import Stories
import Wording

/// Opens the panel and gives it the focus.
func openPanel(_ state: inout State) -> [Effect] {
  guard let reading = state.reading, !reading.items.isEmpty else { return tell(&state, .noRelated) }
  state.panelIsWanted = true
  state.reading?.panel.isFocused = true
  relayout(&state)
  return state.reading?.panel.isFocused == true ? [] : tell(&state, .noRoomForRelated)
}

/// Shows the panel without the focus, or hides it.
func togglePanel(_ state: inout State) -> [Effect] {
  guard let reading = state.reading, !reading.items.isEmpty else { return tell(&state, .noRelated) }
  state.panelIsWanted = StoryLayout(state).panel == nil
  state.reading?.panel.isFocused = false
  relayout(&state)
  let isMissing = state.panelIsWanted == true && StoryLayout(state).panel == nil
  return isMissing ? tell(&state, .noRoomForRelated) : []
}

/// Handles commands while the panel has the focus.
func panelCommand(_ state: inout State, _ command: Command) -> [Effect] {
  guard let reading = state.reading else { return [] }
  let items = reading.items
  if let step = scrolling(command, height: 5) { return select(&state, reading.panel.selected + step) }
  switch command {
  case .toStart: return select(&state, 0)
  case .toEnd: return select(&state, items.count - 1)
  case .follow: return followItem(&state, reading.panel.selected + 1, of: reading.stored)
  case .togglePanel: return togglePanel(&state)
  case .toText, .switchPane, .cancel: return leavePanel(&state)
  case .back, .forward: return travel(&state, command)
  case .nextView: return leavePanel(&state) + nextView(&state)
  default:
    guard items.indices.contains(reading.panel.selected) else { return [] }
    return onItem(&state, command, items[reading.panel.selected], of: reading.stored)
  }
}

func select(_ state: inout State, _ index: Int) -> [Effect] {
  state.reading?.panel.selected = index
  return clampStory(&state)
}

/// The drawer closes when it is left; a panel at the side stays.
private func leavePanel(_ state: inout State) -> [Effect] {
  state.reading?.panel.isFocused = false
  if state.size.columns < Chrome.wide { state.panelIsWanted = nil }
  relayout(&state)
  return []
}

private func onItem(
  _ state: inout State, _ command: Command, _ item: RelatedItem, of stored: StoredStory
) -> [Effect] {
  switch command {
  case .refuse:
    guard case .relation(let relation) = item.kind, let target = item.target else { return [] }
    let word = Message(.otherThan(Width.cut(target.title, to: 24)))
    state.confirmation = Confirmation(awaited: .change(.refuse), message: word)
    return keeping(&state, [.refuse(target.id, position: relation.position, of: stored.headline.id)])
  case .toggleRead, .toggleStar, .tag:
    return item.target.map { onHeadline(&state, command, $0) } ?? []
  case .openInBrowser, .copyAddress:
    if let url = item.url { return openOrCopy(command, url) }
    return item.target.map { [.loadStory($0.id, .command(command))] } ?? tell(&state, .noAddress)
  default: return item.target.map { [.loadStory($0.id, .command(command))] } ?? []
  }
}

/// Opens the related story with that number if it is on the screen; else shows it first.
func followNumber(_ state: inout State, _ number: Int) -> [Effect] {
  guard let reading = state.reading, reading.items.indices.contains(number - 1) else {
    return tell(&state, .noSuchNumber(number))
  }
  if numbersOnScreen(reading, state).contains(number) {
    return followItem(&state, number, of: reading.stored)
  }
  state.reading?.panel.selected = number - 1
  let effects = openPanel(&state)
  if state.reading?.panel.isFocused == true {
    state.message = Message(.numberShown(number))
    state.reading?.panel.offered = number
  }
  return effects
}

/// The numbers of related stories that can be read now, in the panel or below the text.
private func numbersOnScreen(_ reading: Reading, _ state: State) -> [Int] {
  let layout = StoryLayout(state)
  let rows = PanelRows.rows(reading.items, layout: layout, state.language)
  let inPanel = rows.dropFirst(reading.panel.top).prefix(layout.panel?.rows ?? 0).compactMap {
    if case .item(let index, 0) = $0 { index + 1 } else { nil }
  }
  guard reading.view == .text else { return inPanel }
  let below = reading.shownLines(rows: layout.rows).compactMap(reading.document.line).compactMap {
    if case .item(let index, 0) = $0 { index + 1 } else { nil }
  }
  return inPanel + below
}

/// Opens the story with that number, or says what can be done where it is missing or several match.
func followItem(_ state: inout State, _ number: Int, of stored: StoredStory) -> [Effect] {
  let items = RelatedItem.items(of: stored)
  guard items.indices.contains(number - 1) else { return [] }
  let item = items[number - 1]
  if let target = item.target { return [.loadStory(target.id, .follow)] }
  guard case .relation(let relation) = item.kind else { return [] }
  let picker: Picker =
    relation.stored.isEmpty
    ? .missing(relation, of: stored.headline.id, state.language)
    : .chooser(relation, of: stored.headline.id, state.language)
  state.overlay = .picker(picker)
  return []
}
