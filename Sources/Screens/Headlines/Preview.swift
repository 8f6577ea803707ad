import Cells
import Stories
import Typesetting
import Wording

/// Draws the story under the cursor, and what it points to, at the right of the list.
func drawPreview(_ state: State, _ chrome: Chrome, _ frame: inout Frame) {
  let left = chrome.listColumns + 3
  let columns = chrome.size.columns - left - 1
  // The one before stays until the next is there: better a moment late than a flicker.
  guard let preview = state.list.preview, columns > 10 else { return }
  let rows = chrome.content.rows
  let items = RelatedItem.items(of: preview.stored)
  let related = items.isEmpty ? 0 : min(items.count + 4, max(3, rows / 2))
  let room = rows - related
  let text = preview.set.lines.dropFirst(preview.top)
  for (number, line) in text.prefix(max(0, room - 2)).enumerated() {
    draw(line, at: Point(column: left, row: chrome.header + number), &frame)
  }
  if text.count > room - 2, room > 2 {
    frame.write("…", at: Point(column: left, row: chrome.header + room - 2), as: .relatedNote)
  }
  guard related > 0 else { return }
  var row = chrome.header + min(room, max(1, preview.set.lines.count - preview.top) + 1)
  var section: Phrase?
  for item in items where row < chrome.header + rows {
    if item.section != section {
      if section != nil { row += 1 }
      section = item.section
      guard row < chrome.header + rows else { break }
      frame.write(
        item.section[state.language].uppercased(), at: Point(column: left, row: row), as: .section,
        limit: columns)
      row += 1
      if row >= chrome.header + rows { break }
    }
    RelatedLines.compact(item, columns: columns, state.language).draw(
      at: Point(column: left, row: row), &frame)
    row += 1
  }
}

/// One line of a set story with its lead.
func draw(_ line: SetLine, at point: Point, marks: Ink.Marks = [], _ frame: inout Frame) {
  if !line.lead.isEmpty {
    let column = point.column + line.indent - Width.of(line.lead)
    frame.write(line.lead, at: Point(column: column, row: point.row), as: line.leadRole)
  }
  frame.write(
    line.text, at: Point(column: point.column + line.indent, row: point.row), as: Ink(line.role, marks))
}

/// The line under a title: who, where, when, how long.
package func byline(_ stored: StoredStory, _ language: Language) -> String {
  let story = stored.story
  var parts: [String] = []
  let names = story.byline.joined(separator: ", ")
  if !names.isEmpty { parts.append(Phrase.by(names)[language]) }
  if let source = story.source, !story.byline.contains(source) { parts.append(source) }
  if let date = story.date {
    parts.append(DateWords.full(date, language))
  } else {
    let day = CivilDay(instant: stored.headline.captured)
    let captured = Phrase.capturedOn(DateWords.short(day, .english), DateWords.short(day, .french))
    parts.append(Phrase.noDate[language] + " (" + captured[language] + ")")
  }
  parts.append(Phrase.minutes(Words.minutes(story.words))[language])
  return parts.joined(separator: "\u{A0}· ")
}
