import Cells
import Stories
import Wording

/// Removes the chosen paragraph, or restores the removed line under the cursor; if no paragraph is chosen
/// yet, chooses the first one on the screen.
func correct(_ state: inout State) -> [Effect] {
  guard let reading = state.reading else { return [] }
  let id = reading.stored.headline.id
  if state.isReadOnly { return keeping(&state, []) }
  switch reading.view {
  case .raw, .versions: return tell(&state, .correctElsewhere)
  case .removed:
    let lines = reading.stored.story.removed
    guard lines.indices.contains(reading.removedChosen) else { return tell(&state, .nothingRemoved) }
    return [.correct(id, Correction(lines[reading.removedChosen].text, isStory: true))]
  case .text:
    let pieces = reading.pieces
    if let chosen = reading.chosen, pieces.indices.contains(chosen) {
      return [.correct(id, Correction(pieces[chosen].text, isStory: false))]
    }
    if reading.page != nil {
      // Paragraphs are chosen in one column.
      state.style.isInColumns = false
      relayout(&state)
      return correct(&state)
    }
    let stops = Stops(ranges: pieces.map(\.lines), height: StoryLayout(state).rows)
    guard let first = stops.first(at: reading.top) else { return tell(&state, .nothingToTakeOut) }
    state.reading?.chosen = first
    state.reading?.top = stops.shown(first, top: reading.top)
    return clampStory(&state)
  }
}

/// Moves the cursor over paragraphs or removed lines; nil for a command that does not move it.
func moveCursor(_ state: inout State, _ command: Command) -> [Effect]? {
  guard let reading = state.reading else { return nil }
  let height = StoryLayout(state).rows
  let isChoosing = reading.view == .text && reading.chosen != nil
  guard isChoosing || reading.view == .removed else { return nil }
  let ranges = isChoosing ? reading.pieces.map(\.lines) : reading.removedRanges
  let stops = Stops(ranges: ranges, height: height)
  let selected = isChoosing ? reading.chosen ?? 0 : reading.removedChosen
  let moved: (selected: Int, top: Int)
  switch command {
  case .toStart: moved = (0, 0)
  case .toEnd: moved = (max(0, ranges.count - 1), stops.shown(ranges.count - 1, top: reading.top))
  case .cancel where isChoosing:
    state.reading?.chosen = nil
    return []
  default:
    guard let rows = scrolling(command, height: height) else {
      if command != .correct { state.reading?.chosen = nil }
      return nil
    }
    moved = stops.moved(selected, top: reading.top, by: rows)
  }
  if isChoosing {
    state.reading?.chosen = moved.selected
  } else {
    state.reading?.removedChosen = moved.selected
  }
  state.reading?.top = moved.top
  let effects = clampStory(&state)
  keepAnchor(&state)
  return effects + (isChoosing ? finish(&state) : [])
}

/// If the cursor is off the screen after scrolling, moves it to what is on the screen.
func keepCursorOnScreen(_ state: inout State) {
  guard let reading = state.reading, reading.view == .removed || reading.chosen != nil else { return }
  let isChoosing = reading.view == .text
  let ranges = isChoosing ? reading.pieces.map(\.lines) : reading.removedRanges
  let stops = Stops(ranges: ranges, height: StoryLayout(state).rows)
  let selected = isChoosing ? reading.chosen ?? 0 : reading.removedChosen
  let screen = reading.top..<reading.top + stops.height
  guard ranges.indices.contains(selected), !ranges[selected].overlaps(screen),
    let next = ranges[selected].lowerBound < reading.top
      ? stops.first(at: reading.top) : ranges.lastIndex(where: { $0.overlaps(screen) })
  else { return }
  if isChoosing { state.reading?.chosen = next } else { state.reading?.removedChosen = next }
}

/// Puts the cursor on the paragraph or removed line of a row; false where there is no cursor or nothing.
func pointAt(_ state: inout State, row: Int) -> Bool {
  guard let reading = state.reading else { return false }
  if reading.view == .removed {
    guard let index = reading.removedRanges.firstIndex(where: { $0.contains(row) }) else { return false }
    state.reading?.removedChosen = index
    return true
  }
  guard reading.view == .text, reading.chosen != nil,
    let index = reading.pieces.firstIndex(where: { $0.lines.contains(row) })
  else { return false }
  state.reading?.chosen = index
  return true
}

/// Shows the corrected story at the same position, says what happened, and offers to apply the correction to
/// all of the publisher's stories.
func corrected(
  _ state: inout State, _ correction: Correction, _ stored: StoredStory, _ offer: Offer?
) -> [Effect] {
  if let reading = state.reading, reading.stored.headline.id == stored.headline.id {
    state.reading?.chosen = nil
    if correction.isStory, reading.view != .text {
      state.reading?.view = .text
      state.reading?.top = reading.line(of: reading.kept)
    }
    refresh(&state, stored)
    if correction.isStory { show(&state, line: correction.text) }
  }
  state.message = Message(correction.isStory ? .backInStory : .takenOut)
  if state.overlay == nil, state.prompt == nil, state.work == nil { state.overlay = offer.map(Overlay.offer) }
  return []
}

/// Scrolls to a restored line where it is not on the screen.
private func show(_ state: inout State, line: String) {
  guard let reading = state.reading else { return }
  let pieces = reading.pieces
  let key = Correction.key(line)
  guard let index = pieces.firstIndex(where: { Correction.key($0.text) == key }) else { return }
  state.reading?.fresh = index
  // The offer covers the last rows.
  let height = max(1, StoryLayout(state).rows - OfferBox.rows)
  state.reading?.top = Stops(ranges: pieces.map(\.lines), height: height).shown(index, top: reading.top)
  _ = clampStory(&state)
  keepAnchor(&state)
}
