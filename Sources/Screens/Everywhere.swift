import Cells
import Stories
import Wording

/// Commands that mean the same on every screen; nil for all others.
func updateEverywhere(_ state: inout State, _ action: Action) -> [Effect]? {
  guard case .command(let command) = action else { return nil }
  switch command {
  case .quit: return leaveStory(state) + [.quit]
  case .suspend: return [.suspend]
  case .redraw: return [.redraw]
  default: break
  }
  guard state.overlay == nil, state.prompt == nil else { return nil }
  switch command {
  case .undo where state.work != nil: return tell(&state, .stillWorking)
  case .undo: return keeping(&state, [.undo])
  case .cancel where state.work != nil: return [.stopRule]
  case .help:
    state.overlay = .help(top: 0)
    return []
  case .themes:
    state.overlay = .picker(.themes(state.themes, current: state.theme))
    return []
  case .commands:
    state.overlay = .picker(.commands(.of(state.language), Keymap.sections(of: state), state.language))
    return []
  default: return nil
  }
}

/// Says that a key means nothing here, and which one shows those that do.
func unbound(_ state: inout State, _ key: Key) -> [Effect] {
  state.count = nil
  let help = Keymap.of(state.language).keys(for: .help, in: [.everywhere]).first
  let names = (name(of: key, state.language), help.map { name(of: $0, state.language) } ?? "")
  return tell(&state, .notAKey(names.0, help: names.1))
}

func resize(_ state: inout State, to size: Size) -> [Effect] {
  state.size = size
  relayout(&state)
  keepOnScreen(&state)
  // It was laid out for the old width; the list loads it again when it is shown.
  state.list.preview = nil
  return settle(&state)
}

/// Reports a change where it is not visible, and loads what it affected.
func changed(_ state: inout State, _ change: Change?) -> [Effect] {
  guard let change else { return [] }
  if change.kind == .allRead { state.message = Message(.markedAllRead(change.stories)) }
  confirm(&state, .change(change.kind))
  return refreshed(&state)
}

func undone(_ state: inout State, _ change: Change?) -> [Effect] {
  state.message = Message(change.map(Phrase.undone) ?? .nothingToUndo)
  return change == nil ? [] : refreshed(&state)
}

/// Reloads the rows of the list in place, the story on the screen, and the counts.
func refreshed(_ state: inout State) -> [Effect] {
  var effects: [Effect] = [.loadCounts, .refreshRows(state.list.rows.map(\.id))]
  if let id = state.reading?.stored.headline.id { effects.append(.loadStory(id, .refresh)) }
  if let id = state.list.preview?.stored.headline.id, id != state.reading?.stored.headline.id {
    effects.append(.loadStory(id, .refresh))
  }
  return effects
}
