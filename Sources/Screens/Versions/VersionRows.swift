import Cells
import Stories
import Text
import Wording

/// The versions as rows: one line each, then what the chosen one changed. Removed and added words are marked
/// as `wdiff` marks them, so that no colour is needed to tell them apart.
enum VersionRows {
  /// How many versions are listed around the chosen one.
  private static let mostListed = 7

  static func rows(_ versions: Versions, columns: Int, _ language: Language) -> [[Segment]] {
    let first = max(0, min(versions.chosen - mostListed / 2, versions.all.count - mostListed))
    let listed = versions.all.indices.dropFirst(first).prefix(mostListed)
    let heads = listed.map { head(versions.all[$0], $0 == versions.chosen, columns, language) }
    let rows = heads + [[]] + [[Segment(Width.cut(summary(versions, language), to: columns), .removedRule)]]
    guard let difference = versions.difference else { return rows }
    return rows + difference.paragraphs.flatMap { [[]] + paragraph($0, columns: columns) }
  }

  private static func head(
    _ version: StoryVersion, _ isChosen: Bool, _ columns: Int, _ language: Language
  ) -> [Segment] {
    let date = DateWords.shortWithClock(StoryDate(instant: version.time, origin: .metadata), language)
    let shown = version.isShown ? " (" + Phrase.isRead[language] + ")" : ""
    let parts = [
      Phrase.version(version.number)[language] + shown, date, Phrase.words(version.words)[language],
      Phrase.captures(version.captures.count)[language],
    ]
    let text = parts.joined(separator: " · ")
    return [
      Segment(isChosen ? "▌" : " ", .cursorBar),
      Segment(Width.cut(text, to: max(0, columns - 1)), isChosen ? .related : .readRelated),
    ]
  }

  private static func summary(_ versions: Versions, _ language: Language) -> String {
    guard let pair = versions.pair else {
      return (versions.all.count == 1 ? Phrase.onlyVersion : .firstVersion)[language]
    }
    guard let difference = versions.difference else { return Phrase.loading[language] }
    let changes = Phrase.changes(
      from: pair.older, to: pair.newer, come: difference.come, gone: difference.gone)[language]
    return versions.isWhole ? changes : Phrase.inTheBeginning[language] + changes
  }

  /// Rows of at most `columns`, broken at blanks, and inside words that are too long.
  private static func paragraph(_ runs: [WordDiff.Run], columns: Int) -> [[Segment]] {
    var rows: [[Segment]] = [[]]
    var used = 0
    for piece in runs.flatMap(pieces) {
      for part in cut(piece.text, to: columns) {
        var text = part
        if used + Width.of(text) > columns {
          rows.append([])
          used = 0
        }
        if used == 0 { text = String(text.drop { $0 == " " }) }
        guard !text.isEmpty else { continue }
        let last = rows.count - 1
        if rows[last].last?.ink == Ink(piece.role) {
          rows[last][rows[last].count - 1].text += text
        } else {
          rows[last].append(Segment(text, piece.role))
        }
        used += Width.of(text)
      }
    }
    return rows
  }

  /// The words of a run, each with the blank before it; marks stay with their words.
  private static func pieces(_ run: WordDiff.Run) -> [(text: String, role: Role)] {
    let role: Role = run.sign == .same ? .body : run.sign == .gone ? .goneWords : .comeWords
    let marks = run.sign == .same ? ("", "") : run.sign == .gone ? ("[-", "-]") : ("{+", "+}")
    var pieces: [String] = []
    for character in run.text {
      let opens = pieces.isEmpty || character == " " || (character.unicodeScalars.first?.value ?? 0) >= 0x2E80
      if opens { pieces.append(String(character)) } else { pieces[pieces.count - 1].append(character) }
    }
    guard let first = pieces.first, !marks.0.isEmpty else { return pieces.map { ($0, role) } }
    let blank = first.hasPrefix(" ") ? " " : ""
    pieces[0] = blank + marks.0 + first.dropFirst(blank.count)
    pieces[pieces.count - 1] += marks.1
    return pieces.map { ($0, role) }
  }

  private static func cut(_ text: String, to columns: Int) -> [String] {
    guard Width.of(text) > columns, columns > 0 else { return [text] }
    var parts = [""]
    for character in text {
      if Width.of(parts[parts.count - 1] + String(character)) > columns { parts.append("") }
      parts[parts.count - 1].append(character)
    }
    return parts
  }
}
