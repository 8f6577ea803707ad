import Cells
import Stories
import Typesetting
import Wording

/// Draws the last line: a prompt, a message, or the position and the most useful keys.
func drawStatus(_ state: State, _ frame: inout Frame) {
  let chrome = Chrome(state)
  guard chrome.footer > 0 else { return }
  let row = chrome.statusRow
  let columns = state.size.columns
  if let prompt = state.prompt, prompt.kind == .search {
    drawSearchPrompt(prompt, state, chrome, &frame)
    return
  }
  if let prompt = state.prompt {
    _ = prompt.draw(row: row, columns: columns, state.language, &frame)
    return
  }
  if let message = state.message {
    let text = Width.cut(message.text[state.language], to: columns - 2)
    frame.write(text, at: Point(column: 1, row: row), as: message.isFault ? .fault : .message)
    return
  }
  if chrome.isAlone {
    frame.write(countStatus(state) ?? [], at: Point(column: 1, row: row), limit: max(0, columns - 2))
    return
  }
  let left =
    countStatus(state) ?? workStatus(state) ?? (state.reading == nil ? listStatus(state) : storyStatus(state))
  let width = frame.write(left, at: Point(column: 1, row: row), limit: max(0, columns - 2))
  drawHints(state, row: row, from: width + 3, &frame)
}

/// The count that is being typed.
private func countStatus(_ state: State) -> [Segment]? {
  state.count.map { count in
    [
      Segment(count.digits, .statusKey),
      Segment(" " + Phrase.countHint(count.number)[state.language], .status),
    ]
  }
}

/// The progress of applying a rule.
private func workStatus(_ state: State) -> [Segment]? {
  guard let work = state.work else { return nil }
  let done = Phrase.atWork(work.publisher, work.done, of: work.stories)[state.language]
  return [
    Segment(Width.cut(done, to: state.size.columns - 2), .status),
    Segment("  " + Phrase.stopHint[state.language], .statusKey),
  ]
}

private func listStatus(_ state: State) -> [Segment] {
  let list = state.list
  guard list.isLoaded, !list.rows.isEmpty else { return [] }
  var text = Numbers.grouped(list.position, state.language)
  if let total = list.total { text += "/" + Numbers.grouped(total, state.language) }
  let isRanked = list.query.sort == .relevance
  text += " · " + (isRanked ? Phrase.rankedNote : Picker.name(of: list.query.sort))[state.language]
  if list.query.unreadOnly { text += " · " + Phrase.unreadOnly[state.language] }
  if let arrived = state.arrived {
    let key = state.keymap.keys(for: .showNew, in: [.headlines]).first
    let shown = key.map { name(of: $0, state.language) } ?? ""
    text += " · " + Phrase.newStories(arrived.count, key: shown)[state.language]
  }
  if state.isSample { text += " · " + Phrase.sampleArchive[state.language] }
  if state.isReadOnly { text += " · " + Phrase.readOnlyArchive[state.language] }
  return [Segment(Width.cut(text, to: state.size.columns - 2), .status)]
}

private func storyStatus(_ state: State) -> [Segment] {
  guard let reading = state.reading else { return [] }
  let layout = StoryLayout(state)
  let count = reading.view == .text ? reading.document.expectedCount : reading.plainRows.count
  let share =
    count <= layout.rows
    ? 1 : min(1, Double(reading.shownLines(rows: layout.rows).upperBound) / Double(count))
  var segments = [Segment(Phrase.percent(Int(share * 100))[state.language] + " ", .status)]
  if state.size.columns >= 60 {
    let cells = 12
    let done = Int((share * Double(cells)).rounded())
    segments.append(Segment(String(repeating: "━", count: done), .progress))
    segments.append(Segment(String(repeating: "─", count: cells - done), .progressRest))
  }
  let relations = reading.stored.relations
  if !relations.isEmpty && state.size.columns >= 44 {
    let stored = relations.count { !$0.stored.isEmpty }
    segments.append(Segment("  " + Phrase.storedOf(stored, relations.count)[state.language], .status))
  }
  if reading.stored.story.doubt != nil, state.size.columns >= 60 {
    segments.append(Segment("  " + Phrase.perhapsIncomplete[state.language], .fault))
  }
  if reading.stored.headline.isStarred { segments.append(Segment("  ★", .starMark)) }
  return segments
}

/// The most useful keys here, as many as fit, from the right.
private func drawHints(_ state: State, row: Int, from start: Int, _ frame: inout Frame) {
  let keymap = state.keymap
  let sections = Keymap.sections(of: state)
  var end = state.size.columns - 1
  for (command, phrase) in hints(state).reversed() {
    guard let key = keymap.keys(for: command, in: sections).first else { continue }
    let keyName = name(of: key, state.language)
    let text = phrase[state.language]
    let width = Width.of(keyName) + 1 + Width.of(text)
    guard end - width >= start else { return }
    let column = end - width
    frame.write(keyName, at: Point(column: column, row: row), as: .statusKey)
    frame.write(text, at: Point(column: column + Width.of(keyName) + 1, row: row), as: .status)
    end = column - 2
  }
}

private func hints(_ state: State) -> [(Command, Phrase)] {
  guard let reading = state.reading else {
    return [(.open, .readHint), (.search, .searchHint), (.commands, .commandsHint), (.help, .helpHintShort)]
  }
  if reading.panel.isFocused {
    return [(.follow, .followHint), (.refuse, .refuseHint), (.toText, .textHint), (.help, .helpHintShort)]
  }
  if reading.view == .removed, !reading.stored.story.removed.isEmpty {
    return [(.correct, .putBackHint), (.nextView, .viewHint), (.help, .helpHintShort)]
  }
  if reading.view == .versions, reading.versions.map({ $0.all.count > 1 }) == true {
    return [(.olderVersion, .olderHint), (.newerVersion, .newerHint), (.nextView, .textHint)]
  }
  if reading.view == .text, reading.chosen != nil {
    return [(.nextLine, .chooseHint), (.cancel, .leaveHint), (.correct, .takeOutHint)]
  }
  let related = reading.items.isEmpty ? [] : [(Command.switchPane, Phrase.relatedHint)]
  return [(.back, .backHint)] + related + [(.find, .searchHint), (.help, .helpHintShort)]
}
