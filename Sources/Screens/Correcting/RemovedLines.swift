import Cells
import Stories
import Typesetting
import Wording

/// The removed lines as rows: what the rule is about, its name and how sure it is, then the line.
enum RemovedLines {
  /// Each row with the index of its line; nil for the blank row after it.
  static func rows(
    _ lines: [RemovedLine], columns: Int, _ language: Language
  ) -> [(row: [Segment], item: Int?)] {
    lines.enumerated().flatMap { index, line in
      let text = LineBreaking.lines(line.text, measure: max(1, columns - 2)).map {
        (row: [Segment("  ", .text), Segment($0, .removedText)], item: Int?.some(index))
      }
      let head = (row: head(line, columns: columns, language), item: Int?.some(index))
      return [head] + text + [(row: [], item: nil)]
    }
  }

  /// `Share buttons  general.share     97%`; the name gives way where there is no room.
  private static func head(_ line: RemovedLine, columns: Int, _ language: Language) -> [Segment] {
    let sure = line.percent.map { Phrase.percent($0)[language] } ?? ""
    let room = columns - (sure.isEmpty ? 0 : Width.of(sure) + 2)
    var text = Width.cut(Phrase.reason(line.rule)?[language] ?? line.rule, to: max(0, room))
    if text != line.rule, Width.of(text) + 2 + Width.of(line.rule) <= room { text += "  " + line.rule }
    guard !sure.isEmpty, room > 0 else { return [Segment(text, .removedRule)] }
    let gap = String(repeating: " ", count: columns - Width.of(text) - Width.of(sure))
    return [Segment(text + gap + sure, .removedRule)]
  }
}
