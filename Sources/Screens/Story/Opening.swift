import Cells
import Stories
import Typesetting
import Wording

/// Shows a story that was loaded.
func loaded(_ state: inout State, _ stored: StoredStory?, for request: StoryRequest) -> [Effect] {
  guard let stored else {
    if request == .preview { state.list.preview = nil }
    if request == .preview || request == .refresh { return [] }
    return tell(&state, .storyGone)
  }
  // A story that arrives late does not interrupt a line that is being typed.
  if request.opensStory, state.prompt != nil { return [] }
  switch request {
  case .preview:
    guard state.list.selectedHeadline?.id == stored.headline.id else { return [] }
    showPreview(&state, stored)
    return []
  case .open:
    state.back = []
    state.forward = []
    return open(&state, stored, isFromList: true)
  case .follow:
    if let visit = state.visit { state.back.append(visit) } else { state.back = [] }
    state.forward = []
    return open(&state, stored)
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
  case .command(let command):
    return state.overlay == nil && state.prompt == nil ? onStory(&state, command, stored) : []
  }
}

/// Shows a story beside the list.
func showPreview(_ state: inout State, _ stored: StoredStory) {
  let columns = max(10, state.size.columns - Chrome(state).listColumns - 4)
  // As much as the screen can show, and one line more to know whether there is more.
  let set = SetStory(
    story: stored.story, byline: byline(stored, state.language), measure: columns,
    manner: state.style.manner(of: stored.story.language), lines: state.size.rows)
  state.list.preview = Preview(stored: stored, set: set)
}

extension State {
  /// The position of the reader, to return to.
  var visit: Visit? {
    reading.map {
      Visit(
        id: $0.stored.headline.id, title: $0.stored.headline.title, language: $0.stored.headline.language,
        anchor: $0.kept)
    }
  }
}

private func open(
  _ state: inout State, _ stored: StoredStory, at anchor: Anchor? = nil, isFromList: Bool = false
) -> [Effect] {
  let left = leaveStory(state)
  // The layout depends on whether there are related stories.
  state.reading = Reading(stored: stored, document: Document())
  let layout = StoryLayout(state)
  let asked = state.style.ask(for: [stored.story.language])
  state.reading?.document = Document(stored, layout: layout, state.style, state.language)
  if let anchor {
    state.reading?.kept = anchor
    restoreAnchor(&state)
  } else if stored.progress > 0.05 && stored.progress < 0.95 {
    state.reading?.document.set.set(upToShare: stored.progress)
    let lines = state.reading?.document.set.expectedLines ?? 0
    state.reading?.top = max(0, Int(stored.progress * Double(lines)) - layout.rows)
  }
  if anchor == nil { find(&state, state.list.query.search?.terms ?? [], from: isFromList ? .start : .stay) }
  if let index = state.list.rows.firstIndex(where: { $0.id == stored.headline.id }) {
    state.list.selected = index
  }
  let moved = clampStory(&state)
  if anchor == nil { keepAnchor(&state) }
  return left + moved + finish(&state) + asked
}

/// Records the words at the top as the position that the reader chose.
func keepAnchor(_ state: inout State) {
  guard let reading = state.reading, reading.view == .text else { return }
  state.reading?.kept = reading.anchor
}

/// Scrolls to the position that the reader chose, at whatever measure.
func restoreAnchor(_ state: inout State) {
  guard let anchor = state.reading?.kept else { return }
  state.reading?.document.set.set(upToPassage: anchor.passage, scalar: anchor.offset)
  if let top = state.reading?.line(of: anchor) { state.reading?.top = top }
}

/// Stores how far the story was read when it is left.
func leaveStory(_ state: State) -> [Effect] {
  guard let reading = state.reading, !state.isReadOnly else { return [] }
  let progress = reading.progress(height: StoryLayout(state).rows)
  return [.keepProgress(reading.stored.headline.id, progress)]
}

/// Lays the story out again at the present size, with the same words at the top.
func relayout(_ state: inout State) {
  guard let reading = state.reading else { return }
  let layout = StoryLayout(state)
  let isSame =
    layout.columns == reading.document.columns
    && state.style.manner(of: reading.stored.story.language, columns: layout.count)
      == reading.document.manner
    && reading.document.shape == Document.Shape(count: layout.count, rows: layout.rows)
  if !isSame || layout.isSide == reading.document.hasRelated {
    state.reading?.document = Document(reading.stored, layout: layout, state.style, state.language)
    if let find = reading.find { Screens.find(&state, find.terms, from: .stay, keep: find.current) }
  }
  if reading.view == .text { restoreAnchor(&state) }
  setPlainRows(&state)
  _ = clampStory(&state)
  keepCursorOnScreen(&state)
}

/// Updates marks and links that have changed, without scrolling.
func refresh(_ state: inout State, _ stored: StoredStory) {
  if state.reading?.stored.headline.id == stored.headline.id {
    let isSame = state.reading?.stored.story == stored.story
    state.reading?.stored = stored
    let layout = StoryLayout(state)
    if isSame, layout.columns == state.reading?.document.columns {
      state.reading?.document.hasRelated = !layout.isSide
      state.reading?.document.relate(stored, state.language)
    } else {
      state.reading?.document = Document(stored, layout: layout, state.style, state.language)
    }
    setPlainRows(&state)
    _ = clampStory(&state)
  }
  if let old = state.list.preview, old.stored.headline.id == stored.headline.id {
    if old.stored.story == stored.story {
      state.list.preview?.stored = stored
    } else {
      showPreview(&state, stored)
    }
  }
  state.list.refresh([stored.headline])
}

/// Keeps the scroll positions of text and panel within bounds.
func clampStory(_ state: inout State) -> [Effect] {
  let layout = StoryLayout(state)
  if let reading = state.reading, reading.view == .text {
    let wanted = reading.top + 3 * layout.rows
    let rows = layout.rows * layout.count
    if reading.top + 3 * rows > reading.document.set.lines.count, !reading.document.set.isComplete {
      state.reading?.document.set.set(upTo: wanted + 3 * rows)
      state.reading?.document.paginate()
    }
  }
  guard let reading = state.reading else { return [] }
  let count = reading.view == .text ? reading.document.count : reading.plainRows.count
  if reading.view == .text, let page = reading.page {
    state.reading?.top = page.lines.lowerBound
  } else {
    state.reading?.top = max(0, min(reading.top, count - layout.rows))
  }
  let items = reading.items
  var panel = reading.panel
  panel.selected = max(0, min(panel.selected, items.count - 1))
  let rows = PanelRows.rows(items, layout: layout, state.language)
  panel.top = PanelRows.top(rows, panel: panel, height: layout.panel?.rows ?? 0)
  if items.isEmpty || layout.panel == nil { panel.isFocused = false }
  let lastRemoved = reading.plainItems.last { $0 != nil } ?? nil
  state.reading?.removedChosen = max(0, min(reading.removedChosen, lastRemoved ?? 0))
  state.reading?.panel = panel
  return []
}

/// Marks a story read once its end was on the screen.
func finish(_ state: inout State) -> [Effect] {
  guard let reading = state.reading, !reading.isFinished, reading.view == .text else { return [] }
  let text = reading.document.set
  guard text.isComplete, reading.shownLines(rows: StoryLayout(state).rows).upperBound >= text.lines.count
  else { return [] }
  state.reading?.isFinished = true
  guard !reading.stored.headline.isRead, !state.isReadOnly else { return [] }
  return [.markRead([reading.stored.headline.id], true)]
}
