import Cells
import Wording

/// The keys as Markdown tables; those of README are printed from it.
package enum KeyTable {
  /// The sections in the order of the tables and of the manual: screens first, then what lies over them.
  package static let sections: [Keymap.Section] = screens + over
  private static let screens: [Keymap.Section] = [.headlines, .story, .panel, .everywhere]
  private static let over: [Keymap.Section] = [.prompt, .picker, .overlay, .question]

  /// Commands that README leaves to the help and the manual.
  private static let seldom: Set<Command> = [
    .nextHalfPage, .previousHalfPage, .goToDay, .rank, .histogram, .keepSearch, .keptSearches, .nextTab,
    .previousTab, .sort, .unfold, .showNew, .olderVersion, .newerVersion, .redraw, .suspend,
  ]

  /// Two tables: of the screens, a row for each command that is used every day; of prompts, lists and
  /// questions, a row for each of these.
  package static func markdown(_ keymap: Keymap, _ language: Language) -> String {
    let heads = screens.map { $0.name[language].lowercased() }
    var rows = ["| | " + heads.joined(separator: " | ") + " |", "|---|---|---|---|---|"]
    for command in Command.allCases where !seldom.contains(command) {
      let cells = screens.map { codes(keymap.keys(for: command, in: [$0]), language) }
      if cells.allSatisfy(\.isEmpty) { continue }
      rows.append("| \(help(command, language)) | " + cells.joined(separator: " | ") + " |")
    }
    rows += ["", "| | |", "|---|---|"]
    for section in over {
      let meanings = (keymap.bindings[section] ?? []).map { binding in
        codes(binding.keys, language) + " " + help(binding.command, language)
      }
      rows.append("| \(section.name[language].lowercased()) | " + meanings.joined(separator: " · ") + " |")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  private static func help(_ command: Command, _ language: Language) -> String {
    Phrase.help(command.rawValue)?[language] ?? ""
  }

  private static func codes(_ keys: [Key], _ language: Language) -> String {
    keys.map { code(name(of: $0, language)) }.joined(separator: " ")
  }

  private static func code(_ key: String) -> String {
    "`" + (key == "|" ? "\\|" : key) + "`"
  }
}
