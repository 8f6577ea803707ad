import Wording

/// A number typed before a key that moves: `5j` is five rows down.
package struct Count: Equatable, Sendable {
  /// The longest count, in digits.
  private static let longest = 4

  /// As they were typed; never empty.
  package var digits: String

  var number: Int { Int(digits) ?? 1 }

  /// The one digit that was typed, once or twice: it may mean a related story.
  var story: Int? {
    guard let first = digits.first, digits.count <= 2, digits.allSatisfy({ $0 == first }) else { return nil }
    return first.wholeNumberValue
  }

  mutating func add(_ digit: Int) {
    if digits.count < Self.longest { digits += String(digit) }
  }
}

extension State {
  /// Whether the count may also be meant as the number of a related story: it is, if no key follows soon.
  package var awaitsPause: Bool {
    guard let story = count?.story else { return false }
    return reading.map { $0.items.indices.contains(story - 1) } ?? previewNumbers(self).contains(story)
  }
}

/// Digits, and what they are typed before; nil for actions that have nothing to do with a count.
func updateCount(_ state: inout State, _ action: Action) -> [Effect]? {
  switch action {
  case .followNumber(let digit):
    if let reading = state.reading, reading.panel.offered == digit {
      state.reading?.panel.offered = nil
      return followItem(&state, digit, of: reading.stored)
    }
    if state.count == nil { state.count = Count(digits: String(digit)) } else { state.count?.add(digit) }
    return []
  case .paused:
    let isMeant = state.awaitsPause
    guard let count = state.count, let story = count.story, isMeant else { return [] }
    state.count = nil
    return follow(&state, story, isSure: count.digits.count == 2)
  case .command(let command):
    state.reading?.panel.offered = nil
    guard let count = state.count else { return nil }
    state.count = nil
    if command == .cancel { return [] }
    return repeated(&state, command, count.number)
  case .click, .wheel:
    state.count = nil
    return nil
  default: return nil
  }
}

/// Follows a related story, or shows it first where it is not on the screen; typed twice, it is followed.
private func follow(_ state: inout State, _ number: Int, isSure: Bool) -> [Effect] {
  guard let reading = state.reading else { return followFromPreview(&state, number) }
  let effects = followNumber(&state, number)
  let isShown = state.reading?.panel.offered == number
  return isSure && isShown ? effects + followItem(&state, number, of: reading.stored) : effects
}

/// A moving command so many times; nil for a command that is not repeated.
private func repeated(_ state: inout State, _ command: Command, _ count: Int) -> [Effect]? {
  switch command {
  case .nextLine, .previousLine: moveLines(&state, command, count)
  case .nextStory: neighbour(&state, by: count)
  case .previousStory: neighbour(&state, by: -count)
  case .nextMatch: nextMatch(&state, by: count)
  case .previousMatch: nextMatch(&state, by: -count)
  case .nextPage, .previousPage, .nextHalfPage, .previousHalfPage, .nextUnread, .previousUnread:
    again(&state, command, count)
  default: nil
  }
}

private func moveLines(_ state: inout State, _ command: Command, _ count: Int) -> [Effect] {
  let lines = command == .nextLine ? count : -count
  guard let reading = state.reading else {
    if state.list.focus == .list { return moveBy(&state, lines) }
    scrollPreview(&state, by: lines)
    return []
  }
  if reading.panel.isFocused { return select(&state, reading.panel.selected + lines) }
  // A cursor among the lines stops at what can be chosen.
  if reading.chosen != nil || reading.view == .removed { return again(&state, command, count) }
  return scroll(&state, by: lines)
}

/// Carries a command out until its count is full or it changes nothing.
private func again(_ state: inout State, _ command: Command, _ count: Int) -> [Effect] {
  var effects: [Effect] = []
  for _ in 0..<count {
    let before = state
    // Of what is shown beside the list only the last is wanted.
    effects.removeAll(where: \.isForRow)
    effects += update(&state, .command(command))
    if state == before { break }
  }
  return effects
}

extension Effect {
  /// Whether it loads what is shown of the row under the cursor.
  fileprivate var isForRow: Bool {
    switch self {
    case .loadStory(_, .preview), .loadSnippet: true
    default: false
    }
  }
}
