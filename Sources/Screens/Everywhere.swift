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
    state.overlay = .picker(.commands(state.keymap, Keymap.sections(of: state), state.language))
    return []
  default: return nil
  }
}

/// Says that a key means nothing here, and which one shows those that do.
func unbound(_ state: inout State, _ key: Key) -> [Effect] {
  state.count = nil
  let help = state.keymap.keys(for: .help, in: [.everywhere]).first
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
  if change.kind == .tag { state.message = Message(.taggedAll(change.stories)) }
  if change.kind == .allRead { state.message = Message(.markedAllRead(change.stories)) }
  confirm(&state, .change(change.kind))
  switch change.kind {
  // What is read stays, however long it is.
  case .read, .unread, .star, .unstar, .tag: return [.loadCounts, .refreshRows(headlinesShown(state))]
  case .allRead, .refuse, .choose, .putBack, .takeOut, .rule: return refreshed(&state)
  }
}

/// The stories whose headlines are anywhere on the screen, those of the list first.
private func headlinesShown(_ state: State) -> [StoryID] {
  var ids = state.list.rows.map(\.id)
  for stored in [state.reading?.stored, state.list.preview?.stored] {
    ids += stored?.headlines.map(\.id) ?? []
  }
  var known = Set<StoryID>()
  return ids.filter { known.insert($0).inserted }
}

/// Shows headlines as they are now, wherever they stand.
func refresh(_ state: inout State, _ headlines: [Headline]) -> [Effect] {
  state.list.refresh(headlines)
  let byID = Dictionary(headlines.map { ($0.id, $0) }) { first, _ in first }
  if let stored = state.reading?.stored.showing(byID) { refresh(&state, stored) }
  if let stored = state.list.preview?.stored.showing(byID) { refresh(&state, stored) }
  return []
}

extension StoredStory {
  /// Its own and those of all stories that it names.
  fileprivate var headlines: [Headline] {
    [headline] + relations.flatMap { $0.stored + $0.refused } + citedBy + similar
  }

  /// With the marks that its headlines have now; nil where nothing changes.
  fileprivate func showing(_ byID: [StoryID: Headline]) -> StoredStory? {
    func now(_ headlines: [Headline]) -> [Headline] { headlines.map { byID[$0.id] ?? $0 } }
    var stored = self
    stored.headline = byID[headline.id] ?? headline
    for index in relations.indices {
      stored.relations[index].stored = now(relations[index].stored)
      stored.relations[index].refused = now(relations[index].refused)
    }
    (stored.citedBy, stored.similar) = (now(citedBy), now(similar))
    let isSame = stored.headlines == headlines
    return isSame ? nil : stored
  }
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
