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
  }

  /// Decides whether typing acts at once, as in a search, or Enter does.
  package var kind: Kind
  /// What was typed or pasted so far, without line breaks.
  package var text: String = ""
  /// What is wrong in a query.
  package var fault: SearchFault?
  /// Whether Enter was typed before there was anything to accept.
  var isAccepted = false

  /// Whether the text to edit is still being loaded; what is typed meanwhile is kept.
  var isWaiting: Bool {
    if case .tags(_, nil) = kind { true } else { false }
  }

  package init(kind: Kind, text: String = "") {
    self.kind = kind
    self.text = text
  }

  var name: Phrase {
    switch kind {
    case .search: .searchPrompt
    case .find: .findPrompt
    case .day: .dayPrompt
    case .keep: .keepPrompt
    case .tags: .tagsPrompt
    }
  }
}

/// What happens while a line is typed: a search follows every key, the others wait for Enter.
func updatePrompt(_ state: inout State, _ action: Action) -> [Effect] {
  guard var prompt = state.prompt else { return [] }
  switch action {
  case .command(.cancel):
    state.prompt = nil
    return prompt.kind == .search ? leaveSearch(&state) : []
  case .accept:
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
  case .type(let character): prompt.text.append(character)
  case .paste(let text): prompt.text += text.replacing("\n", with: " ").prefix(1000)
  case .eraseCharacter: _ = prompt.text.popLast()
  case .eraseWord: prompt.text = withoutLastWord(prompt.text)
  case .eraseAll: prompt.text = ""
  case .wheel, .command:
    return prompt.kind == .search ? updateHeadlines(&state, action) : []
  default: return []
  }
  state.prompt = prompt
  guard prompt.kind == .search else { return [] }
  return search(&state, prompt.text)
}

func accept(_ state: inout State, _ prompt: Prompt) -> [Effect] {
  switch prompt.kind {
  case .search:
    return prompt.text.contains { $0.isLetter || $0.isNumber } ? keepTyped(&state) : leaveSearch(&state)
  case .find:
    guard !prompt.text.isEmpty else { return [] }
    state.reading?.view = .text
    find(&state, typed: prompt.text)
    return state.reading?.find == nil ? tell(&state, .noMatch) : finish(&state)
  case .day: return goToDay(&state, prompt.text)
  case .keep(let old): return keepSearch(&state, named: prompt.text, old)
  case .tags(let id, let old): return tag(&state, id, prompt.text, old ?? [])
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

private func withoutLastWord(_ text: String) -> String {
  var rest = text
  while rest.last == " " { rest.removeLast() }
  while let last = rest.last, last != " " { rest.removeLast() }
  return rest
}
