import Cells
import Stories
import Typesetting
import Wording

/// A link on the screen, and the letters that open it.
struct LinkHint: Equatable {
  var label: String
  var url: String
  /// The line of the document that it begins on, and its first column there.
  var line: Int
  var column: Int
}

/// Letters for the links on the screen: of the home row, the same on QWERTY, QWERTZ and AZERTY keyboards.
enum LinkHints {
  private static let letters = Array("fjdkslgh")

  /// The links on the screen in reading order; each has a label of as many letters as it takes for all of
  /// them.
  static func all(_ state: State) -> [LinkHint] {
    guard let reading = state.reading, reading.view == .text else { return [] }
    let lines = reading.document.set.lines
    var hints: [LinkHint] = []
    for line in reading.shownLines(rows: StoryLayout(state).rows) where line < lines.count {
      for span in lines.spans(on: line) {
        // A link that goes on from the line above has its label there, unless that is not on the screen.
        guard case .link(let url) = span.kind else { continue }
        let isNew = span.range.lowerBound >= lines.range(of: line).lowerBound
        if !isNew, hints.last?.url == url { continue }
        hints.append(
          LinkHint(label: "", url: url, line: line, column: lines[line].columns(of: span.range).lowerBound))
      }
    }
    var (length, most) = (1, letters.count)
    while most < hints.count { (length, most) = (length + 1, most * letters.count) }
    for index in hints.indices { hints[index].label = label(index, length) }
    return hints
  }

  private static func label(_ number: Int, _ length: Int) -> String {
    var (number, label) = (number, "")
    for _ in 0..<length {
      label = String(letters[number % letters.count]) + label
      number /= letters.count
    }
    return label
  }

  /// The link at a place of the screen; nil where none is.
  static func url(at point: Point, _ state: State) -> String? {
    guard let reading = state.reading, reading.view == .text else { return nil }
    let layout = StoryLayout(state)
    let lines = reading.document.set.lines
    guard
      let line = reading.line(
        column: point.column - layout.left, row: point.row - layout.top, rows: layout.rows),
      lines.indices.contains(line), let place = reading.place(of: line, rows: layout.rows)
    else { return nil }
    let column = point.column - layout.left - place.column
    for span in lines.spans(on: line) {
      if case .link(let url) = span.kind, lines[line].columns(of: span.range).contains(column) { return url }
    }
    return nil
  }
}

/// Shows letters over the links, to be typed.
func showLinks(_ state: inout State) -> [Effect] {
  guard !LinkHints.all(state).isEmpty else { return tell(&state, .noLinks) }
  state.prompt = Prompt(kind: .link)
  return []
}

/// Opens the link whose letters were typed; letters that begin none are not taken.
func typedLink(_ state: inout State, _ prompt: Prompt) -> [Effect] {
  let hints = LinkHints.all(state)
  if let hint = hints.first(where: { $0.label == prompt.text.lowercased() }) {
    state.prompt = nil
    return [.followLink(hint.url)]
  }
  if hints.contains(where: { $0.label.hasPrefix(prompt.text.lowercased()) }) { return [] }
  state.prompt = Prompt(kind: .link)
  return tell(&state, .noSuchLink)
}

/// A link leads to a stored story, or out of the program.
func loadedLink(_ state: inout State, _ stored: StoredStory?, _ url: String) -> [Effect] {
  guard let stored else { return [.openAddress(url)] }
  return loaded(&state, stored, for: .follow)
}

/// Draws the letters over the beginnings of their links.
func drawLinkHints(_ state: State, _ reading: Reading, _ layout: StoryLayout, _ frame: inout Frame) {
  guard let prompt = state.prompt, prompt.kind == .link else { return }
  for hint in LinkHints.all(state) where hint.label.hasPrefix(prompt.text.lowercased()) {
    guard let place = reading.place(of: hint.line, rows: layout.rows) else { continue }
    frame.write(
      hint.label, at: Point(column: layout.left + place.column + hint.column, row: layout.top + place.row),
      as: Ink(.number, [.match, .currentMatch]))
  }
}
