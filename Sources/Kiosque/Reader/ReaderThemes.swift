import DataFiles
import Theming

/// The themes that the reader can use.
enum ReaderThemes {
  /// The dark one where nobody chose, as most terminals are.
  static let standard = "ink"

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
