import Cells
import Stories
import Text
import Typesetting

extension Trial {
  /// What stands between a text and the terminal.
  static let shown = [
    Trial(name: "typesetter") { bytes in
      let (measure, rest) = choice(bytes, of: 100)
      ShownTrials.set(String(decoding: rest, as: UTF8.self), measure)
    },
    Trial(name: "gate") { bytes in
      let (columns, rest) = choice(bytes, of: 80)
      ShownTrials.gate(String(decoding: rest, as: UTF8.self), columns)
    },
  ]
}

/// What setting and the gate promise.
enum ShownTrials {
  static func set(_ text: String, _ measure: Int) {
    var story = Story(title: text)
    story.language = ["fr", "en", "de", nil][measure % 4]
    story.standfirst = text
    story.blocks = Block.Kind.allCases.map { Block($0, text, level: measure % 5, ordered: measure % 2 == 0) }
    let set = SetStory(story: story, byline: text, measure: measure)
    check(set, measure)
    let words = text.split { !$0.isLetter }.prefix(2).map { SearchTerm(String($0)) }
    for match in set.matches(of: WordFinder(words + [SearchTerm(text)])) {
      for segment in set.segments(of: match) {
        let line = set.lines[segment.line]
        let columns = line.indent...line.indent + Width.of(line.text)
        promise(
          columns.contains(segment.columns.lowerBound) && columns.contains(segment.columns.upperBound),
          "a match is on its line")
      }
    }
    for line in LineBreaking.lines(text, measure: measure) {
      promise(Width.of(line) <= max(2, measure), "“\(line)” is wider than \(measure)")
    }
  }

  /// Lines are no wider than the measure, spell their passages, and have passed the gate.
  static func check(_ set: SetStory, _ measure: Int) {
    let passages = set.passages.map { Array($0.unicodeScalars) }
    for line in set.lines {
      promise(line.indent + Width.of(line.text) <= max(2, measure), "“\(line.text)” is wider than \(measure)")
      promise(Width.of(line.lead) <= line.indent, "“\(line.lead)” has room in its indent")
      checkGated(line.text)
      promise(Gate.line(line.text) == line.text, "“\(line.text)” has passed the gate")
      guard !line.text.isEmpty else { continue }
      promise(
        line.text.unicodeScalars.elementsEqual(passages[line.block][line.range]),
        "“\(line.text)” is a part of its passage")
    }
  }

  static func gate(_ text: String, _ columns: Int) {
    let line = Gate.line(text)
    checkGated(line)
    promise(Gate.line(line) == line, "the gate lets pass what has passed: \(line.debugDescription)")
    for part in Gate.lines(text).split(separator: "\n") { checkGated(String(part)) }
    var width = 0
    Gate.forEachGlyph(in: text) { _, columns in
      promise(columns == 1 || columns == 2, "a glyph has one or two columns")
      width += columns
      return true
    }
    promise(Width.of(text) == width, "the width is that of the glyphs")
    promise(Width.of(Width.cut(text, to: columns)) <= columns, "a cut text is not wider")
    promise(Width.of(Width.fit(text, to: columns)) <= max(1, columns), "a fitted text is not wider")
    var frame = Frame(Size(columns: columns + 1, rows: 1))
    frame.write(text, at: Point(column: 0, row: 0), as: .body)
    promise(frame.row(0).count == columns + 1, "a row keeps its cells")
  }

  /// No control, nothing that turns the direction, no tag, as the terminal's judge sees it.
  private static func checkGated(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
        0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
        broken("U+\(String(scalar.value, radix: 16)) passed the gate")
      default: break
      }
    }
  }
}
