import Cells
import Stories
import Typesetting
import Wording

/// Draws the story, its panel, and the trail that led to it.
func drawStory(_ state: State, _ frame: inout Frame) {
  guard let reading = state.reading else { return }
  let chrome = Chrome(state)
  let layout = StoryLayout(state)
  drawStoryHeader(state, reading, chrome, &frame)
  let divider = layout.isSide ? layout.panel.map { $0.left - 1 } : nil
  Rules.draw(chrome, divider: divider, isBright: reading.panel.isFocused, &frame)
  frame.focus = topOfText(layout)
  switch reading.view {
  case .text: drawText(reading, layout, state, &frame)
  case .removed, .raw, .versions: drawPlain(reading, layout, state, &frame)
  }
  drawPanel(reading, layout, state, &frame)
}

private func drawStoryHeader(_ state: State, _ reading: Reading, _ chrome: Chrome, _ frame: inout Frame) {
  guard chrome.header > 0 else { return }
  let tabs = ViewTabs.tabs(state)
  for tab in tabs {
    let role: Role = tab.view == reading.view ? .activeTab : .tab
    frame.write(" " + tab.name + " ", at: Point(column: tab.columns.lowerBound, row: 0), as: role)
  }
  let end = tabs.first?.columns.lowerBound ?? state.size.columns - 1
  let trail = Trail.text(state, columns: end - 2)
  frame.write(trail, at: Point(column: 1, row: 0), as: .trail, limit: max(0, end - 2))
}

/// The trail that led here: `All › A › B`.
enum Trail {
  static func text(_ state: State, columns: Int) -> String {
    guard let reading = state.reading else { return "" }
    let query = state.list.query
    let list: String =
      !query.words.isEmpty
      ? Phrase.search(query.words)[state.language]
      : query.source ?? (ListTab(query) ?? .all).name[state.language]
    let headline = reading.stored.headline
    var titles = state.back.map { Typography.repaired($0.title, language: $0.language) }
    titles.append(Typography.repaired(headline.title, language: headline.language))
    for left in titles.indices {
      let start = left > 0 ? [list, "…"] : [list]
      let room = columns - start.reduce(0) { $0 + Width.of($1) } - separator * (start.count - 1)
      let steps = fitted(Array(titles[left...]), to: room)
      if let steps { return (start + steps).joined(separator: " › ") }
    }
    return Width.cut([list, titles.last ?? ""].joined(separator: " › "), to: columns)
  }

  /// Steps cut to fit, older ones first; nil where none may be cut any more.
  private static func fitted(_ titles: [String], to room: Int) -> [String]? {
    var widths = titles.map { Width.of($0) }
    var excess = widths.reduce(0) { $0 + $1 + separator } - room
    for index in widths.indices where excess > 0 {
      let cut = min(excess, max(0, widths[index] - leastColumns))
      (widths[index], excess) = (widths[index] - cut, excess - cut)
    }
    return excess > 0 ? nil : zip(titles, widths).map { Width.cut($0, to: $1) }
  }

  private static let separator = 3
  /// A step is never shortened more than this: older ones are replaced by `…`.
  private static let leastColumns = 14
}

private func drawText(_ reading: Reading, _ layout: StoryLayout, _ state: State, _ frame: inout Frame) {
  let items = reading.items
  let document = reading.document
  let shown = reading.shownLines(rows: layout.rows)
  for number in shown {
    guard let place = reading.place(of: number, rows: layout.rows) else { continue }
    let point = Point(column: layout.left + place.column, row: layout.top + place.row)
    switch document.line(at: number) {
    case .blank, nil: break
    case .set(let index): draw(index, of: document.set.lines, at: point, &frame)
    case .section(let phrase):
      frame.write(phrase[state.language].uppercased(), at: point, as: .section)
    case .item(let index, let row):
      let lines = RelatedLines.full(items[index], columns: document.columns, state.language)
      if lines.rows.indices.contains(row) { frame.write(lines.rows[row], at: point, limit: document.columns) }
    }
  }
  drawGutters(reading, layout, &frame)
  markMatches(reading, layout, &frame)
  drawLinkHints(state, reading, layout, &frame)
  let marked = reading.markedLines?.clamped(to: shown) ?? 0..<0
  for line in marked { markChosen(row: layout.top + line - reading.top, layout, &frame) }
  if let first = marked.first {
    frame.focus = Point(column: layout.left, row: layout.top + first - reading.top)
  }
}

/// The rule below the head of a page, and those between its columns.
private func drawGutters(_ reading: Reading, _ layout: StoryLayout, _ frame: inout Frame) {
  guard let page = reading.page, layout.count > 1 else { return }
  var top = layout.top
  if !page.head.isEmpty {
    let width = layout.columns * layout.count + StoryLayout.gutter * (layout.count - 1)
    top += page.head.count
    frame.fill(layout.left..<layout.left + width, row: top, with: "─", as: Ink(.rule))
    top += ColumnPage.rule
  }
  let height = page.columns.map(\.count).max() ?? 0
  for number in 1..<max(1, page.columns.count) {
    let column = layout.left + number * (layout.columns + StoryLayout.gutter) - StoryLayout.gutter / 2 - 1
    for row in top..<top + height { frame.fill(column..<column + 1, row: row, with: "│", as: Ink(.rule)) }
  }
}

private func markMatches(_ reading: Reading, _ layout: StoryLayout, _ frame: inout Frame) {
  guard let find = reading.find else { return }
  let shown = reading.shownLines(rows: layout.rows)
  let set = reading.document.set
  // Matches of several words may overlap, so that a few before the first one may extend onto the screen.
  for number in max(0, find.first(from: shown.lowerBound, in: set) - 8)..<find.matches.count {
    let segments = set.segments(of: find.matches[number])
    guard let first = segments.first, first.line < shown.upperBound else { break }
    for segment in segments where shown.contains(segment.line) {
      guard let place = reading.place(of: segment.line, rows: layout.rows) else { continue }
      let left = layout.left + place.column
      let isCurrent = number == find.current
      let marks: Ink.Marks = isCurrent ? [.match, .currentMatch] : .match
      if isCurrent, segment == segments.first {
        frame.focus = Point(column: left + segment.columns.lowerBound, row: layout.top + place.row)
      }
      frame.mark(
        left + segment.columns.lowerBound..<left + segment.columns.upperBound, row: layout.top + place.row,
        marks)
    }
  }
}

private func drawPlain(_ reading: Reading, _ layout: StoryLayout, _ state: State, _ frame: inout Frame) {
  if reading.plainRows.isEmpty {
    let phrase: Phrase = reading.view == .removed ? .nothingRemoved : .loading
    frame.write(phrase[state.language], at: Point(column: layout.left, row: layout.top), as: .text)
  }
  var chosen: Int?
  for (number, row) in reading.plainRows.dropFirst(reading.top).prefix(layout.rows).enumerated() {
    frame.write(row, at: Point(column: layout.left, row: layout.top + number), limit: layout.columns)
    // A chosen version has its own bar.
    if row.first?.ink == Ink(.cursorBar), row.first?.text != " " { chosen = chosen ?? number }
    guard reading.plainItems.indices.contains(reading.top + number),
      reading.plainItems[reading.top + number] == reading.removedChosen
    else { continue }
    markChosen(row: layout.top + number, layout, &frame)
    chosen = chosen ?? number
  }
  if let chosen { frame.focus = Point(column: layout.left, row: layout.top + chosen) }
}

/// A row under the cursor: a bar before it where there is room, and the selection's ink.
private func markChosen(row: Int, _ layout: StoryLayout, _ frame: inout Frame) {
  if layout.left >= 2 { frame.write("▌", at: Point(column: layout.left - 2, row: row), as: .cursorBar) }
  frame.mark(layout.left..<(layout.left + layout.columns), row: row, .selected)
}

private func topOfText(_ layout: StoryLayout) -> Point { Point(column: layout.left, row: layout.top) }

/// Lays out the rows of removed lines (each below the rule that removed it), of the raw capture, or of the
/// versions.
func setPlainRows(_ state: inout State) {
  guard let reading = state.reading else { return }
  let columns = StoryLayout(state).columns
  state.reading?.plainItems = []
  switch reading.view {
  case .text: state.reading?.plainRows = []
  case .removed:
    let rows = RemovedLines.rows(reading.stored.story.removed, columns: columns, state.language)
    state.reading?.plainRows = rows.map(\.row)
    state.reading?.plainItems = rows.map(\.item)
  case .raw:
    let lines = reading.raw.map { LineBreaking.lines($0, measure: columns) } ?? []
    state.reading?.plainRows = lines.map { [Segment($0, .preformatted)] }
  case .versions:
    state.reading?.plainRows =
      reading.versions.map { VersionRows.rows($0, columns: columns, state.language) } ?? []
  }
}
