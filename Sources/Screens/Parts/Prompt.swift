import Cells
import Stories
import Wording

/// A line that is typed at the foot of the screen.
package struct Prompt: Equatable, Sendable {
  /// What the line is for, and what that needs to know.
  package enum Kind: Equatable, Sendable {
    case search, find, day
    /// A name under which to save the search on the screen, which may have one already.
    case keep(old: KeptSearch?)
    /// The tags of a story, separated by commas; nil until the archive has returned the present ones.
    case tags(StoryID, old: [String]?)
    /// Tags to give to every story of a list, which has so many, and others to take away.
    case tagAll(Query, stories: Int?)
    /// The letters of a link on the screen.
    case link
  }

  /// Decides whether typing acts at once, as in a search, or Enter does.
  package var kind: Kind
  /// The line that is edited.
  package var line: LineEdit
  /// What stands in it.
  package var text: String { line.text }
  /// Which of the earlier lines it shows.
  var history = HistoryPlace()
  /// What is wrong in a query.
  package var fault: SearchFault?
  /// Whether Enter was typed before there was anything to accept.
  var isAccepted = false

  /// Whether the text to edit is still being loaded; what is typed meanwhile is kept.
  var isWaiting: Bool {
    if case .tags(_, nil) = kind { true } else { false }
  }

  /// A text that stands there at first is selected: typing replaces it.
  package init(kind: Kind, text: String = "") {
    self.kind = kind
    line = LineEdit(text, isSelected: true)
  }

  /// The history that it belongs to; nil where none is kept.
  var historyKind: History.Kind? {
    switch kind {
    case .search: .search
    case .find: .find
    case .day: .day
    case .keep: .name
    case .tags, .tagAll: .tags
    case .link: nil
    }
  }

  var name: Phrase {
    switch kind {
    case .search: .searchPrompt
    case .find: .findPrompt
    case .day: .dayPrompt
    case .keep: .keepPrompt
    case .tags: .tagsPrompt
    case .tagAll(_, let stories): .tagAllPrompt(stories)
    case .link: .linkPrompt
    }
  }
}

/// What happens while a line is typed: a search follows every key, the others wait for Enter.
func updatePrompt(_ state: inout State, _ action: Action) -> [Effect] {
  guard var prompt = state.prompt else { return [] }
  let before = prompt.text
  switch action {
  case .command(.cancel):
    state.prompt = nil
    return prompt.kind == .search ? leaveSearch(&state) : []
  case .accept: return acceptPrompt(&state, prompt)
  case .command(.earlierLine), .command(.laterLine):
    let isBack = action == .command(.earlierLine)
    // In a search the arrows move in what it found, until there is no further up.
    if prompt.kind == .search, prompt.history.back == 0, !isBack || state.list.position > 1 {
      return updateHeadlines(&state, .command(isBack ? .previousLine : .nextLine))
    }
    prompt.step(isBack ? 1 : -1, in: state.history)
  case .wheel: return prompt.kind == .search ? updateHeadlines(&state, action) : []
  default:
    guard prompt.line.apply(action) else {
      guard case .command = action, prompt.kind == .search else { return [] }
      return updateHeadlines(&state, action)
    }
  }
  state.prompt = prompt
  if prompt.kind == .link, prompt.text != before { return typedLink(&state, prompt) }
  guard prompt.kind == .search, prompt.text != before else { return [] }
  return search(&state, prompt.text)
}

extension Prompt {
  /// Shows an earlier line of the history, or a later one; the line that is being typed comes after the last.
  mutating func step(_ step: Int, in all: History) {
    guard let historyKind else { return }
    let lines = all[historyKind]
    let back = max(0, min(history.back + step, lines.count))
    guard back != history.back else { return }
    if history.back == 0 { history.typed = line }
    history.back = back
    line = back == 0 ? history.typed : LineEdit(lines[lines.count - back])
  }
}

private func acceptPrompt(_ state: inout State, _ prompt: Prompt) -> [Effect] {
  if prompt.kind == .search, let fault = mistake(prompt.text) {
    state.prompt?.fault = fault
    return []
  }
  if prompt.isWaiting {
    state.prompt?.isAccepted = true
    return []
  }
  state.prompt = nil
  return accept(&state, prompt)
}

func accept(_ state: inout State, _ prompt: Prompt) -> [Effect] {
  let isNew = prompt.historyKind.map { state.history.add(prompt.text, to: $0) } ?? false
  return (isNew ? [.keepHistory(state.history)] : []) + carryOut(&state, prompt)
}

private func carryOut(_ state: inout State, _ prompt: Prompt) -> [Effect] {
  switch prompt.kind {
  case .search:
    return prompt.text.contains { $0.isLetter || $0.isNumber } ? keepTyped(&state) : leaveSearch(&state)
  case .find:
    guard !prompt.text.isEmpty else { return [] }
    state.reading?.view = .text
    find(&state, typed: prompt.text)
    let isMissing = state.reading?.find == nil
    state.reading?.lacksWords = isMissing
    return state.reading?.find == nil ? tell(&state, .noMatch) : finish(&state)
  case .day: return goToDay(&state, prompt.text)
  case .keep(let old): return keepSearch(&state, named: prompt.text, old)
  case .tags(let id, let old): return tag(&state, id, prompt.text, old ?? [])
  case .tagAll(let query, _): return tagAll(&state, query, prompt.text)
  case .link: return []
  }
}

/// To the newest story of a day, or the first one below it; a year or a month means its last day.
private func goToDay(_ state: inout State, _ text: String) -> [Effect] {
  let day = text.filter { !$0.isWhitespace }
  guard let period = Period(day) else { return tell(&state, .noSuchDay) }
  var query = state.list.query
  query.sort = .newest
  return show(&state, query, from: .day(period.last))
}
