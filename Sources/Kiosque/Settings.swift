import DataFiles
import Glibc
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
      guard let text = TextFile.read(path) else { continue }
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
  static func keep(theme: String) {
    keep { $0.theme = theme }
  }

  static func keep(measure: Int) {
    keep { $0.measure = measure }
  }

  private static func keep(_ change: (inout Settings) -> Void) {
    var chosen = Settings()
    if let text = TextFile.read(chosenPath), let file = try? DataFile(text: text, name: chosenPath) {
      _ = chosen.take(file)
    }
    change(&chosen)
    var lines: [String] = []
    if let theme = chosen.theme { lines.append("theme = \"\(theme.filter { $0 != "\"" && $0 != "\\" })\"") }
    if let measure = chosen.measure { lines.append("measure = \(measure)") }
    TextFile.write(lines.joined(separator: "\n") + "\n", to: chosenPath)
  }
}

/// Small text files of our own.
enum TextFile {
  /// Nil where there is none or it cannot be read.
  static func read(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Makes the folder too; a choice that cannot be kept is no reason to stop.
  static func write(_ text: String, to path: String) {
    makeFolders(of: path)
    guard let file = fopen(path + ".new", "w") else { return }
    fputs(text, file)
    if fclose(file) == 0 { rename(path + ".new", path) }
  }

  static func makeFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }
}
