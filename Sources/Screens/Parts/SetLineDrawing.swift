import Cells
import Typesetting

/// One line of a set story with its lead, and with its links and words set apart.
func draw(_ index: Int, of lines: SetLines, at point: Point, _ frame: inout Frame) {
  let line = lines[index]
  if !line.lead.isEmpty {
    let column = point.column + line.indent - Width.of(line.lead)
    frame.write(line.lead, at: Point(column: column, row: point.row), as: line.leadRole)
  }
  frame.write(
    line.shown, at: Point(column: point.column + line.indent, row: point.row), as: line.role)
  for span in lines.spans(on: index) {
    let columns = line.columns(of: span.range)
    frame.mark(
      point.column + columns.lowerBound..<point.column + columns.upperBound, row: point.row, marks(of: span))
  }
}

private func marks(of span: SetSpan) -> Ink.Marks {
  switch span.kind {
  case .link: .link
  case .emphasis: .emphasis
  case .strong: .strong
  case .code: .code
  }
}
