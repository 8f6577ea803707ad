import Stories

/// Moves the cursor by a line, or the list with the cursor by a page or half a page; at either end of the
/// list, the cursor moves to that end.
func turn(_ state: inout State, _ command: Command) -> [Effect] {
  let height = Chrome(state).content.rows
  let list = state.list
  let shown = shownRows(state)
  guard let last = shown.last, let step = scrolling(command, height: shown.count) else { return [] }
  var top = list.top + step
  switch command {
  case .nextLine, .previousLine: return moveBy(&state, step)
  // The last row becomes the first one, or the first one the last.
  case .nextPage: top = max(last, list.top + 1)
  case .previousPage: top = HeadlineRows.top(of: list, showing: list.top, from: 0, height: height)
  default: break
  }
  top = max(0, min(top, list.rows.count - 1))
  state.list.top = HeadlineRows.filled(list, from: top, height: height)
  let moved = state.list.top - list.top
  if moved == 0 {
    let isPage = command == .nextPage || command == .previousPage
    return moveBy(&state, isPage ? step.signum() * list.rows.count : step)
  }
  state.list.selected = min(list.selected + moved, shownRows(state).last ?? 0)
  return settle(&state)
}

/// Moves the cursor, and the list only where the cursor would leave the screen.
func moveBy(_ state: inout State, _ rows: Int) -> [Effect] {
  state.list.selected += rows
  return settle(&state)
}

/// The rows that stand on the screen.
private func shownRows(_ state: State) -> [Int] {
  let height = Chrome(state).content.rows
  return HeadlineRows.lines(of: state.list, height: height, language: state.language).compactMap {
    if case .headline(let index) = $0 { index } else { nil }
  }
}
