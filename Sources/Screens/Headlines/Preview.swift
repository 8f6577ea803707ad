import Cells
import Stories
import Text
import Typesetting
import Wording

/// The story beside the list, as far as it was loaded.
package struct Preview: Equatable, Sendable {
  /// The story with its links, as the archive has it.
  package var stored: StoredStory
  /// Its text laid out at the width of the pane, as far as the screen can show it.
  package var set: SetStory
  /// The first line of `set` on the screen.
  package var top = 0
}

/// Draws the story under the cursor, and what it points to, at the right of the list.
func drawPreview(_ state: State, _ chrome: Chrome, _ frame: inout Frame) {
  let left = chrome.listColumns + 3
  let columns = chrome.size.columns - left - 1
  // The last preview stays until the next one is loaded, so that nothing flickers.
  guard let preview = state.list.preview, columns > 10 else { return }
  if state.list.focus == .preview { frame.focus = Point(column: left, row: chrome.header) }
  let rows = PreviewRows(preview, chrome)
  let room = rows.textRows
  let lines = preview.set.lines
  let text = lines.indices.dropFirst(preview.top)
  for (number, index) in text.prefix(max(0, room - 2)).enumerated() {
    draw(index, of: lines, at: Point(column: left, row: chrome.header + number), &frame)
  }
  if text.count > room - 2, room > 2 {
    frame.write("…", at: Point(column: left, row: chrome.header + room - 2), as: .relatedNote)
  }
  for (row, line) in rows.related {
    switch line {
    case .section(let phrase):
      frame.write(
        phrase[state.language].uppercased(), at: Point(column: left, row: row), as: .section, limit: columns)
    case .item(let item):
      RelatedLines.compact(item, columns: columns, state.language).draw(
        at: Point(column: left, row: row), &frame)
    }
  }
}

/// The division of a preview into text and the rows below it.
struct PreviewRows {
  enum Line {
    case section(Phrase)
    case item(RelatedItem)
  }

  /// Rows that the text may have.
  let textRows: Int
  /// The rows of the screen that name related stories.
  private(set) var related: [(row: Int, line: Line)] = []

  init(_ preview: Preview, _ chrome: Chrome) {
    let rows = chrome.content.rows
    let items = RelatedItem.items(of: preview.stored)
    textRows = rows - (items.isEmpty ? 0 : min(items.count + 4, max(3, rows / 2)))
    var row = chrome.header + min(textRows, max(1, preview.set.lines.count - preview.top) + 1)
    let end = chrome.header + rows
    var section: Phrase?
    for item in items {
      if item.section != section {
        if section != nil { row += 1 }
        section = item.section
        if row < end { related.append((row, .section(item.section))) }
        row += 1
      }
      guard row < end else { break }
      related.append((row, .item(item)))
      row += 1
    }
  }

  /// The numbers on the screen.
  var numbers: [Int] {
    related.compactMap { if case .item(let item) = $0.line { item.number } else { nil } }
  }
}

/// Hides the preview, or shows it again.
func togglePreview(_ state: inout State) -> [Effect] {
  guard state.size.columns >= Chrome.wide else { return tell(&state, .noPreview(Chrome.wide)) }
  let isHidden = state.style.preview == 0
  state.style.preview = isHidden ? state.style.shownPreview : 0
  return [.keepPreview(isHidden ? nil : 0)] + settle(&state)
}
