import Cells
import Typesetting

/// One line of a set story with its lead.
func draw(_ line: SetLine, at point: Point, marks: Ink.Marks = [], _ frame: inout Frame) {
  if !line.lead.isEmpty {
    let column = point.column + line.indent - Width.of(line.lead)
    frame.write(line.lead, at: Point(column: column, row: point.row), as: line.leadRole)
  }
  frame.write(
    line.text, at: Point(column: point.column + line.indent, row: point.row), as: Ink(line.role, marks))
}
