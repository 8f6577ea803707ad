import Cells
import Stories
import Typesetting
import Wording

/// Takes in a story that was loaded.
func loaded(_ state: inout State, _ stored: StoredStory?, for request: StoryRequest) -> [Effect] {
  guard let stored else {
    if request == .preview { state.list.preview = nil }
    if request == .preview || request == .refresh { return [] }
    return tell(&state, .storyGone)
  }
  switch request {
  case .preview:
    guard state.list.selectedHeadline?.id == stored.headline.id else { return [] }
    state.list.preview = preview(of: stored, state)
    return []
  case .open:
    state.back = []
    state.forward = []
    return open(&state, stored)
  case .follow:
    if let visit = state.visit { state.back.append(visit) } else { state.back = [] }
    state.forward = []
    return open(&state, stored)
  case .followNumber(let number): return followItem(&state, number, of: stored)
  case .back(let visit):
    if let here = state.visit { state.forward.append(here) }
    _ = state.back.popLast()
    return open(&state, stored, at: visit.anchor)
  case .forward(let visit):
    if let here = state.visit { state.back.append(here) }
    _ = state.forward.popLast()
    return open(&state, stored, at: visit.anchor)
  case .refresh:
    refresh(&state, stored)
    return []
  case .command(let command): return onStory(&state, command, stored)
  }
}

private func preview(of stored: StoredStory, _ state: State) -> Preview {
  let columns = max(10, state.size.columns - Chrome(state).listColumns - 4)
  let opening = opening(of: stored.story, rows: state.size.rows, columns: columns)
  return Preview(
    stored: stored,
    set: SetStory(story: opening, byline: byline(stored, state.language), measure: columns))
}

/// So much of a story is set for a preview as the screen can show.
private func opening(of story: Story, rows: Int, columns: Int) -> Story {
  var opening = story
  var room = rows * columns
  opening.blocks = Array(
    story.blocks.prefix { block in
      defer { room -= max(columns, block.text.utf8.count / 2) + columns }
      return room > 0
    })
  return opening
}

extension State {
  /// Where the reader stands, to come back to.
  var visit: Visit? {
    reading.map {
      Visit(
        id: $0.stored.headline.id, title: $0.stored.headline.title, language: $0.stored.headline.language,
        anchor: $0.place)
    }
  }
}

private func open(_ state: inout State, _ stored: StoredStory, at anchor: Anchor? = nil) -> [Effect] {
  let left = leaveStory(state)
  let words = state.list.query.words
  state.reading = Reading(
    stored: stored, document: Document(stored, columns: 1, hasRelated: false, state.language))
  let layout = StoryLayout(state)
  state.reading?.document = Document(stored, layout: layout, state.language)
  if let anchor {
    state.reading?.place = anchor
    if let top = state.reading?.line(of: anchor) { state.reading?.top = top }
  } else if stored.progress > 0.05 && stored.progress < 0.95,
    let lines = state.reading?.document.set.lines.count
  {
    state.reading?.top = max(0, Int(stored.progress * Double(lines)) - layout.rows)
  }
  if !words.isEmpty && anchor == nil { find(&state, words, jump: false) }
  if let index = state.list.rows.firstIndex(where: { $0.id == stored.headline.id }) {
    state.list.selected = index
  }
  let moved = clampStory(&state)
  if anchor == nil { keepPlace(&state) }
  return left + moved + finish(&state)
}

/// Remembers the words at the top as those that the reader brought there.
func keepPlace(_ state: inout State) {
  guard let reading = state.reading, reading.view == .text else { return }
  state.reading?.place = reading.anchor
}

/// How far the story was read is kept when it is left.
func leaveStory(_ state: State) -> [Effect] {
  guard let reading = state.reading, !state.isReadOnly else { return [] }
  let progress = reading.progress(height: StoryLayout(state).rows)
  return [.keepProgress(reading.stored.headline.id, progress)]
}

/// Sets the story anew at the present size, the same words at the top.
func relayout(_ state: inout State) {
  guard let reading = state.reading else { return }
  let layout = StoryLayout(state)
  if layout.columns != reading.document.columns || layout.isSide == reading.document.hasRelated {
    state.reading?.document = Document(reading.stored, layout: layout, state.language)
    if let words = reading.find?.words { find(&state, words, jump: false, keep: reading.find?.current) }
  }
  if reading.view == .text, let top = state.reading?.line(of: reading.place) { state.reading?.top = top }
  setPlainRows(&state)
  _ = clampStory(&state)
}

/// Takes over marks and links that have changed, without moving anything.
func refresh(_ state: inout State, _ stored: StoredStory) {
  if state.reading?.stored.headline.id == stored.headline.id {
    state.reading?.stored = stored
    let document = Document(stored, layout: StoryLayout(state), state.language)
    state.reading?.document = document
    setPlainRows(&state)
    _ = clampStory(&state)
  }
  if let old = state.list.preview, old.stored.headline.id == stored.headline.id {
    if old.stored.story == stored.story {
      state.list.preview?.stored = stored
    } else {
      state.list.preview = preview(of: stored, state)
    }
  }
  state.list.refresh([stored.headline])
}

/// Keeps top and panel within what there is.
func clampStory(_ state: inout State) -> [Effect] {
  guard let reading = state.reading else { return [] }
  let layout = StoryLayout(state)
  let count = reading.view == .text ? reading.document.lines.count : reading.plainRows.count
  state.reading?.top = max(0, min(reading.top, count - layout.rows))
  let items = reading.items
  var panel = reading.panel
  panel.selected = max(0, min(panel.selected, items.count - 1))
  let rows = PanelRows.rows(items, layout: layout, state.language)
  panel.top = PanelRows.top(rows, panel: panel, height: layout.panel?.rows ?? 0)
  if items.isEmpty { panel.isFocused = false }
  state.reading?.removedChosen = max(0, min(reading.removedChosen, reading.stored.story.removed.count - 1))
  state.reading?.panel = panel
  return []
}

/// Marks a story read once its end was on the screen.
func finish(_ state: inout State) -> [Effect] {
  guard let reading = state.reading, !reading.isFinished, reading.view == .text else { return [] }
  guard reading.top + StoryLayout(state).rows >= reading.document.set.lines.count else { return [] }
  state.reading?.isFinished = true
  guard !reading.stored.headline.isRead, !state.isReadOnly else { return [] }
  return [.markRead([reading.stored.headline.id], true)]
}

/// Finds words in the story; the view goes to the first match below the top where `jump` says so.
func find(_ state: inout State, _ words: String, jump: Bool, keep: Int? = nil) {
  guard let reading = state.reading else { return }
  let terms = jump ? [words] : words.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  let matches = terms.flatMap { reading.document.set.matches(of: $0) }.sorted {
    ($0.passage, $0.range.lowerBound) < ($1.passage, $1.range.lowerBound)
  }
  guard !matches.isEmpty else {
    state.reading?.find = nil
    return
  }
  let below = matches.firstIndex { ($0.segments.first?.line ?? 0) >= reading.top } ?? 0
  state.reading?.find = Reading.Find(
    words: words, matches: matches, current: min(keep ?? below, matches.count - 1))
  if jump { showMatch(&state) }
}

/// Brings the current match onto the screen, a third from its top.
func showMatch(_ state: inout State) {
  guard let find = state.reading?.find, let line = find.matches[find.current].segments.first?.line else {
    return
  }
  let rows = StoryLayout(state).rows
  let top = state.reading?.top ?? 0
  if line < top || line >= top + rows { state.reading?.top = max(0, line - rows / 3) }
  _ = clampStory(&state)
  keepPlace(&state)
  state.message = Message(.match(find.current + 1, of: find.matches.count))
}
