import DataFiles
import Wording

/// What a person set, and what they chose last time.
struct Settings: Equatable {
  var theme: String?
  var language: Language?
  var measure: Int?
  /// A folder of site configurations.
  var siteConfigs: String?

  /// The settings file, with the choices of the last time laid over it; faults by line, never an end.
  static func load() -> (settings: Settings, faults: [DataFault]) {
    var settings = Settings()
    var faults: [DataFault] = []
    for path in [Places.settings, chosenPath] {
      guard let text = TextFile.read(path, atMost: DataFile.mostBytes) else { continue }
      do throws(DataFault) {
        let file = try DataFile(text: text, name: path)
        faults += settings.take(file)
      } catch {
        faults.append(error)
      }
    }
    return (settings, faults)
  }

  private mutating func take(_ file: DataFile) -> [DataFault] {
    var faults: [DataFault] = []
    for (key, value) in file.root.sorted(by: { $0.key < $1.key }) {
      switch key {
      case "theme":
        if let name = value.string {
          theme = name
        } else {
          faults.append(file.fault([key], "a theme is a name in quotes"))
        }
      case "language":
        if let found = value.string.flatMap(Language.init(locale:)) {
          language = found
        } else {
          faults.append(file.fault([key], "the languages are \"fr\" and \"en\""))
        }
      case "measure":
        if let columns = value.integer, (24...160).contains(columns) {
          measure = columns
        } else {
          faults.append(file.fault([key], "the measure is a number of columns from 24 to 160"))
        }
      case "site-configs":
        if let path = value.string.flatMap(Places.expanded) {
          siteConfigs = path
        } else {
          faults.append(file.fault([key], "site-configs is a folder in quotes, from / or ~/"))
        }
      default:
        let hint = Spelling.hint(key, among: ["theme", "language", "measure", "site-configs"])
        faults.append(file.fault([key], "unknown setting \"\(key)\"\(hint)"))
      }
    }
    return faults
  }

  private static var chosenPath: String { Places.state + "/chosen.toml" }

  /// Keeps a choice made in the reader for the next time; the settings file is the person's own and stays
  /// untouched.
  static func keep(theme: String?, measure: Int?) throws(TextFile.Fault) {
    var chosen = Settings()
    if let text = TextFile.read(chosenPath, atMost: DataFile.mostBytes),
      let file = try? DataFile(text: text, name: chosenPath)
    {
      _ = chosen.take(file)
    }
    chosen.theme = theme ?? chosen.theme
    chosen.measure = measure ?? chosen.measure
    var lines: [String] = []
    if let theme = chosen.theme { lines.append("theme = " + OwnRulesFile.quoted(theme)) }
    if let measure = chosen.measure { lines.append("measure = \(measure)") }
    try TextFile.write(lines.joined(separator: "\n") + "\n", to: chosenPath)
  }
}
