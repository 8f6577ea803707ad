import Cells
import Wording

/// The keys as a Markdown table, a row for each command; the README's is printed from it.
package enum KeyTable {
  package static func markdown(_ keymap: Keymap, _ language: Language) -> String {
    let sections: [Keymap.Section] = [.headlines, .story, .panel, .everywhere]
    let heads = sections.map { $0.name[language].lowercased() }
    var rows = ["| | " + heads.joined(separator: " | ") + " |", "|---|---|---|---|---|"]
    for command in Command.allCases {
      let cells = sections.map { section in
        keymap.keys(for: command, in: [section]).map { code(name(of: $0, language)) }.joined(separator: " ")
      }
      rows.append(
        "| \(Phrase.help(command.rawValue)?[language] ?? "") | " + cells.joined(separator: " | ") + " |")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  private static func code(_ key: String) -> String {
    "`" + (key == "|" ? "\\|" : key) + "`"
  }
}
