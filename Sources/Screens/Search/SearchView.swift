import Cells
import Stories
import Text
import Wording

/// Draws what a search found in the selected story, in the line below the list.
func drawSnippet(_ state: State, _ chrome: Chrome, _ frame: inout Frame) {
  guard chrome.footer == 2, state.prompt?.kind != .search, let snippet = state.list.snippet,
    snippet.id == state.list.selectedHeadline?.id, !snippet.snippet.runs.isEmpty
  else { return }
  let row = chrome.statusRow - 1
  let end = chrome.size.columns - 3
  var column = 3
  var runs = snippet.snippet.runs
  if runs.count > 1, !runs[0].isMatch {
    runs[0].text = shortened(runs[0].text[...], to: max(0, end - column) / 3)
  }
  frame.write(" ", at: Point(column: 2, row: row), as: .text)
  for run in runs where column < end {
    let text = Width.cut(Gate.line(run.text), to: end - column)
    let width = frame.write(text, at: Point(column: column, row: row), as: .relatedNote, limit: end - column)
    if run.isMatch { frame.mark(column..<column + width, row: row, .match) }
    column += width
  }
  frame.write(" ", at: Point(column: column, row: row), as: .text)
}

/// The end of the text before a match, so that the match itself is visible.
private func shortened(_ text: Substring, to columns: Int) -> String {
  guard Width.of(Gate.line(String(text))) > columns else { return String(text) }
  var rest = text.drop { $0 == "…" || $0 == " " }
  while !rest.isEmpty, Width.of(Gate.line(String(rest))) + 2 > columns {
    rest = rest.drop { $0 != " " }.drop { $0 == " " }
  }
  return "… " + rest
}

/// Draws a query that is being typed and, below it where there is room, what is wrong in it, or how many
/// stories it finds.
func drawSearchPrompt(_ prompt: Prompt, _ state: State, _ chrome: Chrome, _ frame: inout Frame) {
  let columns = state.size.columns
  let hasNote = chrome.footer == 2
  let row = hasNote ? chrome.statusRow - 1 : chrome.statusRow
  frame.fill(0..<columns, row: row, as: Ink(.text))
  let column = prompt.draw(row: row, columns: columns, state.language, &frame)
  if hasNote {
    drawNote(prompt, state, row: chrome.statusRow, &frame)
  } else if let total = state.list.total, state.list.isLoaded {
    let count = Phrase.stories(total)[state.language]
    frame.writeRight(count, before: columns - 1, row: row, as: .counts, from: column + 2)
  }
}

private func drawNote(_ prompt: Prompt, _ state: State, row: Int, _ frame: inout Frame) {
  let columns = state.size.columns
  if let fault = prompt.fault {
    let text = Width.cut(Phrase.wrong(fault.reason)[state.language], to: columns - 2)
    frame.write(text, at: Point(column: 1, row: row), as: .fault)
    return
  }
  var text = ""
  if state.list.isLoaded {
    text =
      state.list.total.map { Phrase.stories($0)[state.language] } ?? Phrase.countingStories[state.language]
    let isRanked = state.list.query.sort == .relevance
    text += " · " + (isRanked ? Phrase.rankedNote : Picker.name(of: state.list.query.sort))[state.language]
  }
  let left = frame.write(
    Width.cut(text, to: columns - 2), at: Point(column: 1, row: row), as: .counts, limit: max(0, columns - 2))
  let hints: [(Key, Phrase)] = [
    (.enter, .keepHint), (.control("r"), .rankHint), (.escape, .leaveSearchHint),
  ]
  var end = columns - 1
  for (key, phrase) in hints.reversed() {
    let (keyName, words) = (name(of: key, state.language), phrase[state.language])
    let width = Width.of(keyName) + 1 + Width.of(words)
    guard end - width >= left + 3 else { return }
    frame.write(keyName, at: Point(column: end - width, row: row), as: .statusKey)
    frame.write(words, at: Point(column: end - Width.of(words), row: row), as: .status)
    end -= width + 2
  }
}
