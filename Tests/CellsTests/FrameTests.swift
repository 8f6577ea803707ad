import Cells
import Glibc
import Testing

@Suite struct FrameTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private func frame(_ columns: Int, _ rows: Int = 1, _ write: (inout Frame) -> Void) -> Frame {
    var frame = Frame(Size(columns: columns, rows: rows))
    write(&frame)
    return frame
  }

  /// Every wide cell has its second half, and no half stands alone.
  private func isSound(_ frame: Frame) -> Bool {
    (0..<frame.size.rows).allSatisfy { row in
      let widths = frame.row(row).map(\.width)
      return widths.indices.allSatisfy { index in
        switch widths[index] {
        case 2: index + 1 < widths.count && widths[index + 1] == 0
        case 0: index > 0 && widths[index - 1] == 2
        default: true
        }
      }
    }
  }

  @Test func sizesAreNeverNegative() {
    #expect(Size(columns: -1, rows: -5) == Size(columns: 0, rows: 0))
    let empty = frame(-3, -3) { $0.write("mot", at: Point(column: 0, row: 0), as: .body) }
    #expect(empty.text == "")
  }

  @Test func writingShowsTextAndRoles() {
    let frame = frame(12, 3) {
      #expect($0.write("Le port", at: Point(column: 1, row: 0), as: .headline) == 7)
      $0.write("18:04", at: Point(column: 0, row: 2), as: Ink(.time, .selected))
      $0.mark(4..<7, row: 0, .match)
    }
    #expect(frame.text == " Le port\n\n18:04")
    #expect(frame.roles == ".hhh***h....\n............\nOOOOO.......")
  }

  @Test func writingOutsideIsCut() {
    let frame = frame(4, 2) {
      #expect($0.write("abcdef", at: Point(column: 2, row: 0), as: .body) == 2)
      #expect($0.write("abcdef", at: Point(column: -2, row: 1), as: .body) == 6)
      for place in [(0, -1), (0, 2), (4, 0), (99, 0)] {
        #expect($0.write("x", at: Point(column: place.0, row: place.1), as: .body) == 0)
      }
      #expect($0.write("xyz", at: Point(column: 0, row: 0), as: .body, limit: 1) == 1)
      #expect($0.write("xyz", at: Point(column: 0, row: 0), as: .body, limit: 0) == 0)
      #expect($0.write("xyz", at: Point(column: 0, row: 0), as: .body, limit: -1) == 0)
      $0.fill(-5..<99, row: 7, as: Ink(.rule))
      $0.mark(-5..<99, row: -1, .match)
    }
    #expect(frame.text == "x ab\ncdef")
  }

  @Test func wideGlyphsAreWholeOrAbsent() {
    let frame = frame(5, 2) {
      #expect($0.write("東京都", at: Point(column: 0, row: 0), as: .body) == 4)
      $0.write("a東", at: Point(column: 3, row: 1), as: .body)
    }
    #expect(frame.text == "東京\n   a")
    #expect(frame.row(0).map(\.width) == [2, 0, 2, 0, 1])
    #expect(isSound(frame))
  }

  @Test func overwritingHalfAGlyphBlanksTheOther() {
    for column in 0..<6 {
      for text in ["x", "東"] {
        let frame = frame(6) {
          $0.write("東京都", at: Point(column: 0, row: 0), as: .body)
          $0.write(text, at: Point(column: column, row: 0), as: .body)
        }
        #expect(isSound(frame), "\(text) at \(column)")
      }
    }
    let frame = frame(6) {
      $0.write("東京都", at: Point(column: 0, row: 0), as: .body)
      $0.write("xx", at: Point(column: 1, row: 0), as: .body)
    }
    #expect(frame.text == " xx 都")
  }

  @Test func marksCountAsOneGlyph() {
    let frame = frame(4) { $0.write("e\u{301}\u{301}a", at: Point(column: 0, row: 0), as: .body) }
    #expect(frame[0, 0].glyph == "e\u{301}\u{301}")
    #expect(frame[1, 0].glyph == "a")
  }
}
