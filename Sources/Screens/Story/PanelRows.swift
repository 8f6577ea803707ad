import Cells
import Stories
import Wording

/// The rows of the panel: sections, and items on one row in the drawer or several at the side.
enum PanelRows {
  enum Row: Equatable {
    case section(Phrase)
    case item(Int, row: Int)
    case blank
  }

  static func rows(_ items: [RelatedItem], layout: StoryLayout, _ language: Language) -> [Row] {
    guard let panel = layout.panel else { return [] }
    var rows: [Row] = []
    var section: Phrase?
    for (index, item) in items.enumerated() {
      if item.section != section {
        if layout.isSide && section != nil { rows.append(.blank) }
        section = item.section
        rows.append(.section(item.section))
        if layout.isSide { rows.append(.blank) }
      }
      let count = layout.isSide ? RelatedLines.full(item, columns: panel.columns - 3, language).rows.count : 1
      rows += (0..<count).map { .item(index, row: $0) }
      if layout.isSide { rows.append(.blank) }
    }
    return rows
  }

  /// The panel's top row, moved as little as possible, so that the selected item is completely on the screen.
  static func top(_ rows: [Row], panel: Reading.Panel, height: Int) -> Int {
    let belongs = rows.indices.filter { if case .item(panel.selected, _) = rows[$0] { true } else { false } }
    guard let first = belongs.first, let last = belongs.last else { return 0 }
    let start = panel.selected == 0 ? 0 : first
    var top = min(panel.top, max(0, rows.count - height))
    if last >= top + height { top = last - height + 1 }
    if start < top { top = start }
    return max(0, top)
  }
}

func drawPanel(_ reading: Reading, _ layout: StoryLayout, _ state: State, _ frame: inout Frame) {
  guard let panel = layout.panel else { return }
  let items = reading.items
  let rows = PanelRows.rows(items, layout: layout, state.language)
  let more = Point(column: panel.left + panel.columns - 1, row: panel.top + panel.rows - 1)
  if reading.panel.top + panel.rows < rows.count { frame.write("↓", at: more, as: .statusKey) }
  for (number, row) in rows.dropFirst(reading.panel.top).prefix(panel.rows).enumerated() {
    let point = Point(column: panel.left, row: panel.top + number)
    switch row {
    case .blank: break
    case .section(let phrase): drawSection(phrase, at: point, layout, state, &frame)
    case .item(let index, let line):
      drawItem(items[index], line, at: point, layout, state, &frame)
      if reading.panel.isFocused && index == reading.panel.selected {
        frame.write("▌", at: point, as: .cursorBar)
        frame.focus = Point(column: point.column + 2, row: point.row)
        frame.mark(point.column..<(point.column + panel.columns), row: point.row, .selected)
      }
    }
  }
}

private func drawSection(
  _ phrase: Phrase, at point: Point, _ layout: StoryLayout, _ state: State, _ frame: inout Frame
) {
  guard let panel = layout.panel else { return }
  let name = phrase[state.language].uppercased()
  if layout.isSide {
    frame.write(name, at: Point(column: point.column + 2, row: point.row), as: .section)
    return
  }
  frame.fill(0..<panel.columns, row: point.row, with: "─", as: Ink(.rule))
  frame.write(" \(name) ", at: Point(column: 2, row: point.row), as: .section)
}

private func drawItem(
  _ item: RelatedItem, _ line: Int, at point: Point, _ layout: StoryLayout, _ state: State,
  _ frame: inout Frame
) {
  guard let panel = layout.panel else { return }
  let inset = Point(column: point.column + 1, row: point.row)
  if layout.isSide {
    let lines = RelatedLines.full(item, columns: panel.columns - 3, state.language)
    if lines.rows.indices.contains(line) {
      frame.write(lines.rows[line], at: inset, limit: panel.columns - 2)
    }
  } else {
    RelatedLines.compact(item, columns: panel.columns - 2, state.language).draw(at: inset, &frame)
  }
}
