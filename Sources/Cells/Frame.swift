/// One whole picture of the screen. Writing outside it is cut, never an error.
package struct Frame: Equatable, Sendable {
  /// In cells.
  package let size: Size
  /// Row by row, `size.columns` cells each.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor is to blink; nil hides it.
  package var cursor: Point?
  /// Where it rests unseen while nothing is typed: at the row or the line that matters, where screen readers
  /// and magnifiers look for it.
  package var focus: Point?

  package init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The cell at a place.
  package subscript(column: Int, row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// The cells of a row.
  package func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Writes a text from a place to the right, up to `limit` columns, and returns the columns it took.
  ///
  /// The text passes the gate; a wide glyph that does not fit whole is left out.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, at point: Point, as ink: Ink, limit: Int = .max
  ) -> Int {
    guard point.row >= 0, point.row < size.rows, point.column < size.columns else { return 0 }
    var column = point.column
    let (sum, overflow) = point.column.addingReportingOverflow(limit)
    let end = overflow ? size.columns : min(size.columns, sum)
    Gate.forEachGlyph(in: text) { glyph, width in
      guard column + width <= end else { return false }
      put(Cell(glyph: glyph, width: UInt8(width), ink: ink), at: Point(column: column, row: point.row))
      column += width
      return true
    }
    return column - point.column
  }

  /// Writes text from a place on, gated and cut at the edge or at `limit` columns; its width in columns.
  @discardableResult
  package mutating func write(
    _ text: some StringProtocol, at point: Point, as role: Role, limit: Int = .max
  ) -> Int {
    write(text, at: point, as: Ink(role), limit: limit)
  }

  /// Fills columns of a row with one narrow glyph.
  package mutating func fill(_ columns: Range<Int>, row: Int, with glyph: Character = " ", as ink: Ink) {
    guard row >= 0, row < size.rows else { return }
    for column in columns.clamped(to: 0..<size.columns) {
      put(Cell(glyph: glyph, width: 1, ink: ink), at: Point(column: column, row: row))
    }
  }

  /// Lays marks over columns of a row, whatever is written there.
  package mutating func mark(_ columns: Range<Int>, row: Int, _ marks: Ink.Marks) {
    guard row >= 0, row < size.rows else { return }
    for column in columns.clamped(to: 0..<size.columns) {
      cells[row * size.columns + column].ink.marks.formUnion(marks)
    }
  }

  private mutating func put(_ cell: Cell, at point: Point) {
    guard point.column >= 0 else { return }
    let index = point.row * size.columns + point.column
    let rowEnd = (point.row + 1) * size.columns
    if cells[index].width == 0, point.column > 0 {
      cells[index - 1] = Cell(glyph: " ", width: 1, ink: cells[index - 1].ink)
    }
    if cells[index].width == 2, cell.width == 1, index + 1 < rowEnd {
      cells[index + 1] = Cell(glyph: " ", width: 1, ink: cells[index + 1].ink)
    }
    guard cell.width == 2 else {
      cells[index] = cell
      return
    }
    guard index + 1 < rowEnd else {
      cells[index] = Cell(glyph: " ", width: 1, ink: cell.ink)
      return
    }
    if cells[index + 1].width == 2, index + 2 < rowEnd {
      cells[index + 2] = Cell(glyph: " ", width: 1, ink: cells[index + 2].ink)
    }
    cells[index] = cell
    cells[index + 1] = Cell(glyph: " ", width: 0, ink: cell.ink)
  }
}

extension Frame {
  /// The rows as text, blanks at their ends cut, for pictures in tests.
  package var text: String {
    picture { String($0.glyph) }
  }

  /// The rows as one letter a column, by role; a selected cell is a capital, a match `*`, and words set apart
  /// have letters of their own.
  package var roles: String {
    picture { cell in
      if !cell.ink.marks.isDisjoint(with: [.match, .currentMatch]) { return "*" }
      if let letter = Self.letters.first(where: { cell.ink.marks.contains($0.mark) })?.letter {
        return letter
      }
      let letter = cell.ink.role.letter
      return cell.ink.marks.contains(.selected) ? letter.uppercased() : String(letter)
    }
  }

  /// What stands for words set apart in a picture of roles.
  private static let letters: [(mark: Ink.Marks, letter: String)] = [
    (.link, "ℓ"), (.code, "γ"), (.strong, "μ"), (.emphasis, "ε"),
  ]

  private func picture(_ character: (Cell) -> String) -> String {
    (0..<size.rows).map { row in
      let line = self.row(row).filter { $0.width > 0 }.map(character).joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
