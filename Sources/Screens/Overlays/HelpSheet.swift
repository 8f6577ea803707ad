import Cells
import Wording

/// The keys of the present screen with what they do, printed from the keymap.
enum HelpSheet {
  enum Row: Equatable {
    case heading(String)
    case key(String, String)
    case blank
  }

  static func rows(_ state: State) -> [Row] {
    let language = state.language
    let keymap = state.keymap
    var rows: [Row] = []
    let over: [Keymap.Section] =
      [.prompt, .picker, .overlay] + (state.reading == nil ? [] : [.question])
    for section in Keymap.sections(of: state) + over {
      if !rows.isEmpty { rows.append(.blank) }
      rows.append(.heading(section.name[language]))
      for binding in keymap.bindings[section] ?? [] {
        let keys = binding.keys.map { name(of: $0, language) }.joined(separator: "  ")
        rows.append(.key(keys, Phrase.help(binding.command.rawValue)?[language] ?? ""))
      }
      switch section {
      case .headlines, .story, .panel: rows.append(.key("1–9", Phrase.help("followNumber")?[language] ?? ""))
      case .overlay: rows.append(.key("1–9", Phrase.help("chooseNumber")?[language] ?? ""))
      case .everywhere, .prompt, .picker, .question: break
      }
    }
    return rows
  }

  static func height(_ state: State) -> Int {
    max(1, sheet(state).rows - 2)
  }

  private static func sheet(_ state: State) -> Sheet {
    Sheet(
      state.size, columns: min(76, state.size.columns - 2), rows: min(rows(state).count + 2, state.size.rows))
  }

  static func draw(_ state: State, top: Int, _ frame: inout Frame) {
    let sheet = sheet(state)
    sheet.clear(Phrase.help[state.language], hint: Phrase.helpHint[state.language], &frame)
    let all = rows(state)
    sheet.markMore(above: top > 0, below: top + sheet.rows - 2 < all.count, &frame)
    for (number, row) in all.dropFirst(top).prefix(max(0, sheet.rows - 2)).enumerated() {
      let line = sheet.top + 1 + number
      switch row {
      case .blank: break
      case .heading(let text):
        frame.write(
          text, at: Point(column: sheet.left + 2, row: line), as: .helpHeading, limit: sheet.columns - 3)
      case .key(let keys, let text):
        let gap = min(30, sheet.columns / 2)
        frame.write(
          Width.cut(keys, to: gap - 4), at: Point(column: sheet.left + 3, row: line), as: .helpKey)
        frame.write(
          Width.cut(text, to: max(0, sheet.columns - gap - 2)),
          at: Point(column: sheet.left + gap, row: line),
          as: .helpText)
      }
    }
  }
}
