import Cells

/// A sheet over the middle of the screen, framed by a thin line where there is room.
struct Sheet {
  let left: Int
  let top: Int
  let columns: Int
  let rows: Int

  init(_ size: Size, columns: Int, rows: Int) {
    self.columns = max(0, min(columns, size.columns))
    self.rows = max(0, min(rows, size.rows))
    left = (size.columns - self.columns) / 2
    top = (size.rows - self.rows) / 2
  }

  /// Clears it, frames it, and writes title and hint into the frame.
  func clear(_ title: String, hint: String, _ frame: inout Frame) {
    // A margin keeps it apart from what it covers.
    let (inside, content) = (top..<top + rows, 2..<max(2, frame.size.rows - 2))
    for row in (top - 1)...(top + rows) where inside.contains(row) || content.contains(row) {
      frame.fill((left - 2)..<(left + columns + 2), row: row, as: Ink(.text))
    }
    frame.focus = Point(column: left + 3, row: top + 1)
    guard rows >= 3, columns >= 12 else { return }
    let (right, bottom) = (left + columns - 1, top + rows - 1)
    for row in [top, bottom] { frame.fill(left..<right, row: row, with: "─", as: Ink(.rule)) }
    for row in (top + 1)..<bottom {
      frame.write("│", at: Point(column: left, row: row), as: .rule)
      frame.write("│", at: Point(column: right, row: row), as: .rule)
    }
    for (corner, column, row) in [
      ("┌", left, top), ("┐", right, top), ("└", left, bottom), ("┘", right, bottom),
    ] {
      frame.write(corner, at: Point(column: column, row: row), as: .rule)
    }
    frame.write(
      " " + Width.cut(title, to: columns - 6) + " ", at: Point(column: left + 2, row: top), as: .helpHeading)
    frame.writeRight(" " + hint + " ", before: right - 1, row: bottom, as: .status, from: left + 2)
  }

  /// Arrows in the frame where there is more above or below.
  func markMore(above: Bool, below: Bool, _ frame: inout Frame) {
    guard rows >= 4, columns >= 12 else { return }
    let right = left + columns - 1
    if above { frame.write("↑", at: Point(column: right, row: top + 1), as: .statusKey) }
    if below { frame.write("↓", at: Point(column: right, row: top + rows - 2), as: .statusKey) }
  }
}
