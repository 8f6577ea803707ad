import DataFiles
import Theming

/// The themes that the reader can use.
enum ReaderThemes {
  /// What a theme is called that follows the terminal's background.
  static let automatic = "auto"
  /// The dark one where the terminal says nothing, as most are.
  static let standard = "ink"

  /// The theme for a light or dark background.
  static func following(isLight: Bool) -> String { isLight ? "paper" : standard }

  /// Whether the terminal says in COLORFGBG that its background is light: rxvt and Konsole give the indices
  /// of both colours. Nil where it does not say.
  static func isLight(_ environment: [String: String]) -> Bool? {
    guard let index = environment["COLORFGBG"]?.split(separator: ";").last.flatMap({ Int($0) }),
      (0...15).contains(index)
    else { return nil }
    return index == 7 || index >= 9
  }

  private static var folders: [String] {
    [Paths.bundled("Themes"), Paths.configuration + "/themes"].compactMap(\.self)
  }

  /// All of them; never none.
  static func load() -> (themes: [Theme], faults: [DataFault]) {
    let (themes, faults) = ThemeCatalog.load(folders: folders)
    guard !themes.isEmpty else { return ([fallback], faults) }
    return (themes, faults)
  }

  /// One of them with those that it inherits from, for a quick start; another where there is none of that
  /// name.
  static func load(only name: String) -> Theme {
    let themes = ThemeCatalog.load(folders: folders, only: name)
    return themes.first { $0.name == name } ?? load().themes.first { $0.name == standard } ?? fallback
  }

  private static let fallback = Theme(name: "monochrome", palette: .monochrome)
}
