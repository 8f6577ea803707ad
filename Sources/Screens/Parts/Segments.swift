import Cells

/// A run of text in one ink.
struct Segment: Equatable, Sendable {
  var text: String
  var ink: Ink

  init(_ text: String, _ role: Role) {
    self.text = text
    ink = Ink(role)
  }
}

extension Frame {
  /// Writes segments and returns the columns they took.
  @discardableResult
  mutating func write(_ segments: [Segment], at point: Point, limit: Int = .max) -> Int {
    var written = 0
    for segment in segments where written < limit {
      let next = Point(column: point.column + written, row: point.row)
      written += write(segment.text, at: next, as: segment.ink, limit: limit - written)
    }
    return written
  }

  /// Writes a text so that it ends before a column; nothing where it does not fit after `start`.
  mutating func writeRight(_ text: String, before end: Int, row: Int, as role: Role, from start: Int = 0) {
    let width = Width.of(text)
    guard end - width >= start else { return }
    write(text, at: Point(column: end - width, row: row), as: role)
  }
}
