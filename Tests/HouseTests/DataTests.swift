import Cells
import Cleaning
import Screens
import Testing
import Theming
import Wording

/// What the program brings along: themes, profiles, keys, help.
@Suite struct DataTests {
  @Test func everyThemeLoadsWithoutAFault() {
    let (themes, faults) = ThemeCatalog.load(folders: [Checkout.root.appending(path: "Themes").path])
    #expect(faults.isEmpty)
    #expect(Set(themes.map(\.name)).isSuperset(of: ["ink", "monochrome", "paper"]))
  }

  @Test func everyProfileLoadsWithoutAFault() {
    let folder = Checkout.root.appending(path: "Sources/Cleaning/Profiles").path
    let (profiles, faults) = Profile.load(folder: folder)
    #expect(faults.isEmpty)
    #expect(profiles.contains { $0.id == "euronews" })
  }

  @Test(arguments: Command.allCases) func everyCommandHasAHelpLineInEveryLanguage(_ command: Command) {
    let phrase = Phrase.help(command.rawValue)
    for language in Language.allCases { #expect(phrase?[language].isEmpty == false) }
  }

  @Test(arguments: Command.allCases) func everyCommandHasAKey(_ command: Command) {
    #expect(Keymap.Section.allCases.contains { !Keymap.standard.keys(for: command, in: [$0]).isEmpty })
  }

  @Test(arguments: Keymap.Section.allCases) func noTwoKeysClashOnAScreen(_ section: Keymap.Section) {
    var meanings: [Key: Command] = [:]
    for language in Language.allCases {
      meanings = [:]
      for binding in section.andBelow.flatMap({ Keymap.of(language).bindings[$0] ?? [] }) {
        for key in binding.keys {
          #expect(meanings[key] == nil, "\(key) means \(binding.command) and more on \(section)")
          meanings[key] = binding.command
        }
      }
    }
  }
}
