import Cells
import Stories
import Text
import Wording

/// What is known of a story besides its text.
enum DetailsSheet {
  static func rows(_ stored: StoredStory, _ language: Language) -> [(label: String, value: String)] {
    let (story, headline) = (stored.story, stored.headline)
    let captured = StoryDate(instant: headline.captured, origin: .metadata)
    let date = story.date.map {
      DateWords.full($0, language) + " (" + Phrase.dateOrigin($0.origin)[language] + ")"
    }
    let rows: [(Phrase, String?)] = [
      (.numberLabel, String(headline.id)), (.sourceLabel, story.source ?? "–"),
      (.addressLabel, story.url ?? "–"), (.dateLabel, date ?? Phrase.noDate[language]),
      (.capturedLabel, DateWords.full(captured, language) + " UTC"),
      (.tagsLabel, headline.tags.isEmpty ? nil : headline.tags.joined(separator: ", ")),
      (.languageLabel, story.language ?? "–"), (.wordsLabel, Numbers.grouped(story.words, language)),
      (.captureLabel, "sha256:" + stored.capture),
      (.doubtLabel, story.doubt.map { Phrase.doubt($0)[language] }),
    ]
    return rows.compactMap { label, value in value.map { (label[language], $0) } }
  }

  static func draw(_ state: State, _ stored: StoredStory, _ frame: inout Frame) {
    let rows = rows(stored, state.language)
    let columns = min(state.size.columns - 2, 88)
    let sheet = Sheet(state.size, columns: columns, rows: rows.count + 2)
    sheet.clear(Phrase.details[state.language], hint: Phrase.helpHint[state.language], &frame)
    let indent = 4 + (rows.map { Width.of($0.label) }.max() ?? 0)
    for (number, row) in rows.enumerated() where number + 2 < sheet.rows {
      let line = sheet.top + 1 + number
      frame.write(row.label, at: Point(column: sheet.left + 2, row: line), as: .helpKey)
      frame.write(
        Width.cut(row.value, to: columns - indent - 2), at: Point(column: sheet.left + indent, row: line),
        as: .helpText)
    }
  }
}
