import Cells
import Wording

extension LineEdit {
  /// Draws the line in so many columns, scrolled so that the cursor is seen, and places the cursor there.
  ///
  /// `wrong` are the numbers of the characters that a fault is about.
  func draw(at point: Point, columns: Int, wrong: Range<Int>? = nil, _ frame: inout Frame) {
    let room = max(1, columns)
    var first = cursor
    var width = 0
    while first > 0 {
      let next = Width.of(String(characters[first - 1]))
      // The cursor needs a column of its own.
      if width + next > room - 1 { break }
      width += next
      first -= 1
    }
    var column = point.column
    let end = point.column + room
    var cursorColumn: Int?
    for (index, character) in characters.enumerated().dropFirst(first) where column < end {
      if index == cursor { cursorColumn = column }
      let isWrong = wrong?.contains(index) == true
      column += frame.write(
        String(character), at: Point(column: column, row: point.row), as: isWrong ? .fault : .input,
        limit: end - column)
    }
    frame.cursor = Point(
      column: max(0, min(cursorColumn ?? column, frame.size.columns - 1)), row: point.row)
    if isSelected { frame.mark(point.column..<column, row: point.row, .selected) }
  }
}

extension Prompt {
  /// Columns that what is typed needs beside the prompt's name.
  private static let leastColumns = 8

  /// Draws the name, where there is room for it, and the line after it; the first column after the line.
  func draw(row: Int, columns: Int, _ language: Language, _ frame: inout Frame) -> Int {
    let name = self.name[language]
    var left = columns > 1 ? 1 : 0
    if columns - Width.of(name) >= Self.leastColumns {
      left += frame.write(name, at: Point(column: left, row: row), as: .prompt)
    }
    line.draw(at: Point(column: left, row: row), columns: columns - left - 1, wrong: fault?.columns, &frame)
    return left + Width.of(text)
  }
}
