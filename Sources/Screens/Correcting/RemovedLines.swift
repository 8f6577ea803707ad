import Cells
import Stories
import Typesetting
import Wording

/// The removed lines as rows: the kind, name and certainty of the rule, then the line.
enum RemovedLines {
  /// How many bytes of removed lines are shown; `kiosque show --removed` prints them all.
  private static let mostBytes = 256 << 10

  /// Each row with the index of its line; nil for the blank row after it, and for `…` where more would
  /// follow.
  static func rows(
    _ lines: [RemovedLine], columns: Int, _ language: Language
  ) -> [(row: [Segment], item: Int?)] {
    var rows: [(row: [Segment], item: Int?)] = []
    var room = mostBytes
    for (index, line) in lines.enumerated() {
      let shown = TextStart.of(line.text, bytes: room)
      rows.append((head(line, columns: columns, language), index))
      rows += LineBreaking.lines(shown, measure: max(1, columns - 2)).map {
        ([Segment("  ", .text), Segment($0, .removedText)], index)
      }
      rows.append(([], nil))
      room -= shown.utf8.count + 64
      if shown.utf8.count < line.text.utf8.count || room <= 0 && index + 1 < lines.count {
        rows.append(([Segment("…", .removedRule)], nil))
        break
      }
    }
    return rows
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
