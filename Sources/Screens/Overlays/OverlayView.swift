import Cells
import Stories
import Typesetting
import Wording

func drawOverlay(_ state: State, _ frame: inout Frame) {
  switch state.overlay {
  case nil: break
  case .help(let top): HelpSheet.draw(state, top: top, &frame)
  case .details(let stored): DetailsSheet.draw(state, stored, &frame)
  case .picker(let picker): PickerBox(state, picker).draw(&frame)
  case .offer(let offer) where offer.preview == nil: OfferBox.draw(state, offer, &frame)
  case .offer(let offer): OfferSheet.draw(state, offer, &frame)
  case .histogram(let histogram): HistogramSheet(state, histogram).draw(&frame)
  }
}

/// The position of a picker on the screen.
struct PickerBox {
  let picker: Picker
  let language: Language
  let sheet: Sheet

  init(_ state: State, _ picker: Picker) {
    self.picker = picker
    language = state.language
    let head = Self.lead(picker).count
    let widest = picker.entries.map { Width.of($0.label) + Width.of($0.note) + 6 }.max() ?? 0
    sheet = Sheet(
      state.size, columns: min(state.size.columns - 2, max(44, min(78, widest + 4))),
      rows: min(
        min(max(1, picker.entries.count), 14) + head + 2 + (picker.isNarrowed ? 2 : 0), state.size.rows
      ))
  }

  /// The lines above the entries, which explain the choice.
  private static func lead(_ picker: Picker) -> [String] {
    switch picker.kind {
    case .chooser(let relation, _), .missing(let relation, _): [relation.title, ""]
    default: []
    }
  }

  private var head: Int { Self.lead(picker).count + (picker.isNarrowed ? 2 : 0) }

  /// Entries that fit.
  var rows: Int { max(0, sheet.rows - 2 - head) }

  func entry(at point: Point) -> Int? {
    let index = point.row - sheet.top - 1 - head + picker.top
    let isInside = point.column >= sheet.left && point.column < sheet.left + sheet.columns
    return isInside && point.row >= sheet.top + 1 + head && picker.shown.indices.contains(index) ? index : nil
  }

  func draw(_ frame: inout Frame) {
    sheet.clear(picker.title[language], hint: Phrase.pickerHint[language], &frame)
    let room = max(0, sheet.columns - 5)
    var row = sheet.top + 1
    for line in Self.lead(picker) {
      frame.write(Width.cut(line, to: room), at: Point(column: sheet.left + 3, row: row), as: .missing)
      row += 1
    }
    if picker.isNarrowed {
      drawFilter(row: row, &frame)
      row += 2
    }
    let shown = picker.shown
    if shown.isEmpty {
      frame.write(
        (picker.isWaiting ? Phrase.loading : .noEntry)[language], at: Point(column: sheet.left + 3, row: row),
        as: .missing, limit: room)
    }
    sheet.markMore(above: picker.top > 0, below: picker.top + rows < shown.count, &frame)
    for (index, entry) in shown.enumerated().dropFirst(picker.top).prefix(rows) {
      draw(entry, index, row: row, &frame)
      row += 1
    }
  }

  /// The line that narrows the list, and how many entries of how many fit it.
  private func drawFilter(row: Int, _ frame: inout Frame) {
    let left = sheet.left + 3 + frame.write(": ", at: Point(column: sheet.left + 3, row: row), as: .prompt)
    let end = sheet.left + sheet.columns - 2
    let all = Numbers.grouped(picker.entries.count, language)
    let isEmpty = picker.filter.text.isEmpty
    let count = isEmpty ? all : Numbers.grouped(picker.shown.count, language) + "/" + all
    if isEmpty {
      let hint = Phrase.narrowHint[language]
      frame.write(hint, at: Point(column: left + 1, row: row), as: .missing, limit: max(0, end - left - 2))
    }
    let room = end - left - Width.of(count) - 2
    picker.filter.draw(at: Point(column: left, row: row), columns: room, &frame)
    // Until something is typed, the cursor stands at what is selected.
    if isEmpty { frame.cursor = nil }
    if !picker.isWaiting { frame.writeRight(count, before: end, row: row, as: .relatedNote, from: left + 2) }
  }

  private func draw(_ entry: Picker.Entry, _ index: Int, row: Int, _ frame: inout Frame) {
    let isSelected = index == picker.selected
    if isSelected {
      frame.write("▌", at: Point(column: sheet.left + 1, row: row), as: .cursorBar)
      frame.focus = Point(column: sheet.left + 3, row: row)
    }
    let note = Width.of(entry.note)
    let room = max(0, sheet.columns - 5 - (note > 0 ? note + 2 : 0))
    frame.write(
      Width.cut(entry.label, to: room), at: Point(column: sheet.left + 3, row: row), as: .related)
    frame.writeRight(
      entry.note, before: sheet.left + sheet.columns - 2, row: row, as: .relatedNote, from: sheet.left + 2)
    let inner = (sheet.left + 1)..<max(sheet.left + 1, sheet.left + sheet.columns - 1)
    if isSelected { frame.mark(inner, row: row, .selected) }
  }
}
