import DataFiles
import Screens
import Wording

/// A key of the settings file; the table of kiosque-config(5) is made from these.
enum Setting: String, CaseIterable {
  case theme, language, measure, justification, columns, preview, hyphenation
  case twoLines = "two-lines"
  case readsOn = "reads-on"
  case mouse, cursor
  case promptHistory = "prompt-history"
  case siteConfigs = "site-configs"

  /// Columns of the text.
  static let measures = 24...160
  private static let bounds = (measures.lowerBound, measures.upperBound)

  /// What it sets, and its default; a sentence of the manual.
  var meaning: String {
    switch self {
    case .theme:
      "The name of the theme. Without it or with auto, paper or ink by the terminal's own background."
    case .language:
      "The language of the interface, fr or en. Without it, that of LC_ALL, LC_MESSAGES or LANG."
    case .measure:
      "The width of the text, \(Self.bounds.0) to \(Self.bounds.1) columns. Without it, 68."
    case .justification: "true fills lines to the measure, from 48 columns on. Without it, false."
    case .columns:
      "true sets stories in columns like a newspaper on screens of 140 columns and more. Without it, false."
    case .preview:
      "The preview's share of the screen, 20 to 70 percent; 0 hides it, -1 gives it what titles leave. "
        + "Without it, -1."
    case .twoLines: "true gives each headline of the list two lines. Without it, false."
    case .readsOn: "false keeps Space from going on to the next story at the end of one. Without it, true."
    case .mouse: "false leaves the mouse to the terminal. Without it, true."
    case .cursor: "true shows the terminal's cursor at what is selected. Without it, false."
    case .promptHistory: "false forgets what was typed at the end of the program. Without it, true."
    case .hyphenation:
      "false breaks no words. Without it, true: words are broken where a dictionary of the story's language "
        + "is installed (the Debian packages hyphen-fr, hyphen-en-us, hyphen-de and others)."
    case .siteConfigs: "A folder of site configurations, from / or ~/; see below."
    }
  }

  /// What its value has to be; part of the message where it is not.
  var rule: String {
    switch self {
    case .theme: "a theme is a name in quotes"
    case .language: "the languages are \"fr\" and \"en\""
    case .measure: "the measure is a number of columns from \(Self.bounds.0) to \(Self.bounds.1)"
    case .justification: "justification is true or false"
    case .columns: "columns is true or false"
    case .preview: "preview is a number of percent from 20 to 70, 0 or -1"
    case .twoLines: "two-lines is true or false"
    case .readsOn: "reads-on is true or false"
    case .mouse, .cursor, .promptHistory: "\(rawValue) is true or false"
    case .hyphenation: "hyphenation is true or false"
    case .siteConfigs: "site-configs is a folder in quotes, from / or ~/"
    }
  }
}

/// The user's settings, and the choices made in the reader.
struct Settings: Equatable {
  var theme: String?
  var language: Language?
  var measure: Int?
  /// Whether lines are filled.
  var isJustified: Bool?
  /// Whether the terminal's background was light the last time, where the theme follows it.
  var isLight: Bool?
  /// Whether stories stand in columns.
  var isInColumns: Bool?
  /// Whether headlines have two lines in the list.
  var isInTwoLines: Bool?
  /// Whether Space goes on to the next story.
  var readsOn: Bool?
  /// Whether the mouse is the reader's.
  var usesMouse: Bool?
  /// Whether the terminal's cursor is seen where it rests.
  var showsCursor: Bool?
  /// Whether what was typed is kept for the next time.
  var keepsHistory: Bool?
  /// Keys bound anew, in the order of the file.
  var keys: [KeyChange] = []
  /// The preview's share in percent.
  var preview: Int?
  static let usualPreview = -1
  /// Whether words may be broken.
  var hyphenates: Bool?
  /// A folder of site configurations.
  var siteConfigs: String?

  /// The settings file, with the choices of the last time laid over it; faults by line, never an end.
  static func load() -> (settings: Settings, faults: [DataFault]) {
    var settings = Settings()
    var faults: [DataFault] = []
    for path in [Paths.settings, chosenPath] {
      guard let text = TextFile.read(path, atMost: DataFile.mostBytes) else { continue }
      do throws(DataFault) {
        let file = try DataFile(text: text, name: path)
        if path == chosenPath { settings.takeChosen(file) } else { faults += settings.take(file) }
      } catch {
        faults.append(error)
      }
    }
    return (settings, faults)
  }

  /// The file that a key comes from, and its line; nil where none has it. A choice made in the reader comes
  /// before the settings file.
  static func place(of key: [String]) -> String? {
    for path in [chosenPath, Paths.settings] {
      guard let text = TextFile.read(path, atMost: DataFile.mostBytes),
        let file = try? DataFile(text: text, name: path), file.line(of: key) > 0
      else { continue }
      return "\(Names.shown(path)):\(file.line(of: key))"
    }
    return nil
  }

  /// Our own file: what another version wrote there is no mistake of the person's.
  private mutating func takeChosen(_ file: DataFile) {
    let own = preview == 0 ? nil : preview
    _ = take(file)
    if preview == Self.usualPreview { preview = own }
    isLight = file.root["background"]?.string.map { $0 == "light" }
  }

  private mutating func take(_ file: DataFile) -> [DataFault] {
    var faults: [DataFault] = []
    for (key, value) in file.root.sorted(by: { $0.key < $1.key }) {
      if key == KeySettings.table {
        let read = KeySettings(value, file)
        keys = read.changes
        faults += read.faults
        continue
      }
      guard let setting = Setting(rawValue: key) else {
        let hint = Spelling.hint(key, among: Setting.allCases.map(\.rawValue) + [KeySettings.table])
        faults.append(file.fault([key], "unknown setting \"\(key)\"\(hint)"))
        continue
      }
      if !take(value, for: setting) { faults.append(file.fault([key], setting.rule)) }
    }
    return faults
  }

  /// Whether the value is one that the setting can have.
  private mutating func take(_ value: DataValue, for setting: Setting) -> Bool {
    switch setting {
    case .theme:
      guard let name = value.string else { return false }
      theme = name
    case .language:
      guard let found = value.string.flatMap(Language.init(locale:)) else { return false }
      language = found
    case .measure:
      guard let columns = value.integer, Setting.measures.contains(columns) else { return false }
      measure = columns
    case .justification:
      guard let isSet = value.flag else { return false }
      isJustified = isSet
    case .columns:
      guard let isSet = value.flag else { return false }
      isInColumns = isSet
    case .preview:
      guard let share = value.integer, share == 0 || share == -1 || (20...70).contains(share) else {
        return false
      }
      preview = share
    case .twoLines:
      guard let isSet = value.flag else { return false }
      isInTwoLines = isSet
    case .readsOn:
      guard let isSet = value.flag else { return false }
      readsOn = isSet
    case .mouse:
      guard let isSet = value.flag else { return false }
      usesMouse = isSet
    case .cursor:
      guard let isSet = value.flag else { return false }
      showsCursor = isSet
    case .promptHistory:
      guard let isSet = value.flag else { return false }
      keepsHistory = isSet
    case .hyphenation:
      guard let isSet = value.flag else { return false }
      hyphenates = isSet
    case .siteConfigs:
      guard let path = value.string.flatMap(Paths.expanded) else { return false }
      siteConfigs = path
    }
    return true
  }

  private static var chosenPath: String { Paths.state + "/chosen.toml" }

  /// Keeps a choice made in the reader for the next time; the settings file is the person's own and stays
  /// untouched.
  static func keep(_ choices: Settings) throws(TextFile.Fault) {
    var chosen = Settings()
    if let text = TextFile.read(chosenPath, atMost: DataFile.mostBytes),
      let file = try? DataFile(text: text, name: chosenPath)
    {
      chosen.takeChosen(file)
    }
    chosen.isLight = choices.isLight ?? chosen.isLight
    chosen.theme = choices.theme ?? chosen.theme
    chosen.measure = choices.measure ?? chosen.measure
    chosen.isInColumns = choices.isInColumns ?? chosen.isInColumns
    chosen.preview = choices.preview ?? chosen.preview
    chosen.isInTwoLines = choices.isInTwoLines ?? chosen.isInTwoLines
    chosen.isJustified = choices.isJustified ?? chosen.isJustified
    var lines: [String] = []
    if let theme = chosen.theme { lines.append("theme = " + DataFile.quoted(theme)) }
    if let isLight = chosen.isLight { lines.append("background = " + (isLight ? "\"light\"" : "\"dark\"")) }
    if let measure = chosen.measure { lines.append("measure = \(measure)") }
    if let preview = chosen.preview { lines.append("preview = \(preview)") }
    if let isSet = chosen.isInColumns { lines.append("columns = \(isSet)") }
    if let isSet = chosen.isInTwoLines { lines.append("two-lines = \(isSet)") }
    if let isSet = chosen.isJustified { lines.append("justification = \(isSet)") }
    try TextFile.write(lines.joined(separator: "\n") + "\n", to: chosenPath)
  }
}
