import Cells
import Stories
import Wording

/// What happens while something lies over the screen.
func updateOverlay(_ state: inout State, _ action: Action) -> [Effect] {
  guard let overlay = state.overlay else { return [] }
  switch overlay {
  case .help(let top): return updateSheet(&state, action) { .help(top: max(0, top + $0)) }
  case .details: return updateSheet(&state, action) { _ in overlay }
  case .picker(let picker): return updatePicker(&state, picker, action)
  case .offer(let offer): return updateOffer(&state, offer, action)
  case .histogram(let histogram): return updateHistogram(&state, histogram, action)
  }
}

/// A sheet is scrolled or closed.
private func updateSheet(_ state: inout State, _ action: Action, _ scrolled: (Int) -> Overlay) -> [Effect] {
  switch action {
  case .wheel(_, let lines): state.overlay = scrolled(lines)
  case .command(.toStart): state.overlay = scrolled(-100_000)
  case .command(.toEnd): state.overlay = scrolled(100_000)
  case .accept, .click, .command(.cancel): state.overlay = nil
  case .command(let command):
    if let lines = scrolling(command, height: HelpSheet.height(state)) { state.overlay = scrolled(lines) }
  default: break
  }
  if case .help(let top) = state.overlay {
    state.overlay = .help(top: min(top, max(0, HelpSheet.rows(state).count - HelpSheet.height(state))))
  }
  return []
}

private func updatePicker(_ state: inout State, _ picker: Picker, _ action: Action) -> [Effect] {
  var picker = picker
  let count = picker.shown.count
  switch action {
  case .command(.cancel):
    state.overlay = nil
    if case .themes(let original) = picker.kind { return adopt(&state, original, keep: false) }
    return []
  case .accept: return pick(&state, picker)
  case .followNumber(let number):
    let onScreen = picker.top..<picker.top + PickerBox(state, picker).rows
    guard picker.shown.indices.contains(number - 1), onScreen.contains(number - 1) else { return [] }
    picker.selected = number - 1
    return pick(&state, picker)
  case .command(.toStart): picker.selected = 0
  case .command(.toEnd): picker.selected = count - 1
  case .wheel(_, let lines): picker.selected += lines > 0 ? 1 : -1
  case .click(let point):
    guard let index = PickerBox(state, picker).entry(at: point) else { return [] }
    picker.selected = index
    return pick(&state, picker)
  case .command(let command) where scrolling(command, height: 1) != nil:
    picker.selected += scrolling(command, height: PickerBox(state, picker).rows) ?? 0
  default: guard picker.edit(action) else { return [] }
  }
  picker.selected = max(0, min(picker.selected, picker.shown.count - 1))
  state.overlay = .picker(picker)
  keepOnScreen(&state)
  if case .themes = picker.kind, case .theme(let name) = picker.choice {
    return adopt(&state, name, keep: false)
  }
  return []
}

/// Shows the list of sources when it has arrived, if it is still wanted.
func loadedSources(_ state: inout State, _ sources: [SourceCount]) -> [Effect] {
  guard case .picker(let picker) = state.overlay, picker.isWaiting else { return [] }
  var loaded = Picker.sources(sources, chosen: state.list.query.source, state.language)
  loaded.type(picker.filter)
  state.overlay = .picker(loaded)
  keepOnScreen(&state)
  return []
}

func askForSources(_ state: inout State) -> [Effect] {
  state.overlay = .picker(.waitingForSources)
  return [.loadSources]
}

/// Keeps the entry under an overlay's cursor on the screen, at whatever size.
func keepOnScreen(_ state: inout State) {
  func top(_ top: Int, _ selected: Int, _ rows: Int) -> Int {
    max(min(top, selected), selected - max(1, rows) + 1)
  }
  switch state.overlay {
  case .picker(var picker):
    picker.top = top(picker.top, picker.selected, PickerBox(state, picker).rows)
    state.overlay = .picker(picker)
  case .histogram(var histogram):
    histogram.top = top(histogram.top, histogram.selected, HistogramSheet(state, histogram).rows)
    state.overlay = .histogram(histogram)
  default: break
  }
}

private func adopt(_ state: inout State, _ theme: String, keep: Bool) -> [Effect] {
  guard state.theme != theme || keep else { return [] }
  state.theme = theme
  return [.adoptTheme(theme, keep: keep)]
}

private func pick(_ state: inout State, _ picker: Picker) -> [Effect] {
  guard let choice = picker.choice else { return [] }
  state.overlay = nil
  switch choice {
  case .theme(let name): return adopt(&state, name, keep: true)
  case .source(let name): return show(&state, Query(source: name, sort: state.list.query.plainSort))
  case .sort(let sort):
    var query = state.list.query
    query.sort = sort
    return show(&state, query)
  case .kept(let search):
    state.list.origin = nil
    return show(&state, search.query)
  case .command(let command): return update(&state, .command(command))
  case .story(let headline):
    guard let (relation, id) = picker.relation else { return [] }
    let follow = Effect.loadStory(headline.id, .follow)
    return state.isReadOnly ? [follow] : [.choose(headline.id, position: relation.position, of: id), follow]
  case .searchWords, .copyHeadline, .openAddress:
    guard case .missing(let relation, _) = picker.kind else { return [] }
    return onMissing(&state, choice, relation)
  }
}

private func onMissing(_ state: inout State, _ choice: Picker.Choice, _ relation: Relation) -> [Effect] {
  switch choice {
  case .searchWords:
    let (visit, back) = (state.visit, state.back)
    let left = toList(&state)
    let origin = state.list.origin
    state.list.origin = HeadlineList.Origin(
      query: origin?.query ?? state.list.query, headline: origin?.headline ?? state.list.selectedHeadline,
      visit: visit, back: back)
    let words = relation.title.split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 }.map(String.init)
    return left + show(&state, Query(words: words.joined(separator: " OR "), search: .anyOf(words)))
  case .copyHeadline:
    return [.copy(relation.title, .headline)]
  default: return relation.url.map { [.openAddress($0)] } ?? []
  }
}
