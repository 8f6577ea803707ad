import ArgumentParser
import Cells
import DataFiles
import Glibc
import Screens
import Wording

/// `kiosque config`
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "The settings in force, where each comes from, and what is wrong in their file.",
    discussion: """
      Prints a settings file that says the same; behind each # stands where a setting comes from.

      EXAMPLES
        kiosque config
        kiosque config --edit      in $VISUAL, $EDITOR or vi, then checks it
        kiosque config --keys      names for [keys.story] and the like
      """)

  @Flag(help: "Open the settings file in $VISUAL or $EDITOR, and check it.")
  var edit = false

  @Flag(help: "List commands with their keys: section, command, keys, separated by tabs.")
  var keys = false

  @Flag(help: "Print the path of the settings file.")
  var location = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    if location { return Output.data(Paths.settings) }
    if edit { try openEditor() }
    let (settings, faults) = Settings.load()
    if keys {
      KeyLine.all(settings).forEach { Output.line($0.line) }
    } else if json {
      Output.line(JSON.line(Report(settings)))
    } else if !edit {
      Report(settings).lines.forEach { Output.data($0) }
    }
    faults.forEach { Output.complain(Names.sentence($0)) }
    if !faults.isEmpty { throw Status.partly }
  }

  /// Waits until the editor ends; a file that is not there begins with all settings as comments.
  private func openEditor() throws {
    let language = Locale.language(asked: Settings.load().settings.language)
    let command = (Environment["VISUAL"] ?? Environment["EDITOR"] ?? "vi").split(separator: " ").map(
      String.init)
    do throws(TextFile.Fault) {
      if access(Paths.settings, F_OK) != 0 { try TextFile.write(Self.template, to: Paths.settings) }
    } catch {
      Output.complain("kiosque: " + Phrase.choiceNotKept(Names.shown(error.path), error.reason)[language])
      throw Status.partly
    }
    var arguments = (command + [Paths.settings]).map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    var status: Int32 = 0
    let failed = posix_spawnp(&process, arguments[0] ?? strdup("vi"), nil, nil, &arguments, environ)
    if failed == 0 { while waitpid(process, &status, 0) < 0, errno == EINTR {} }
    guard failed == 0, status == 0 else {
      let reason = failed == 0 ? nil : String(cString: strerror(failed))
      Output.complain("kiosque: " + Phrase.editorFailed(Names.shown(command[0]), reason)[language])
      throw Status.partly
    }
  }

  /// Every setting as a comment, with what it means.
  private static var template: String {
    let lines = Setting.allCases.flatMap { setting in
      ["# \(setting.meaning)", "# \(setting.rawValue) = \(setting.usual ?? "\"\"")", ""]
    }
    return (lines + ["# [keys.story]", "# \"ctrl-n\" = \"next-match\"", ""]).joined(separator: "\n")
  }
}

/// What is in force.
private struct Report: Encodable {
  struct Line: Encodable {
    var name: String
    /// As a settings file has it; nil where there is none.
    var value: String?
    /// `default`, a variable of the environment, or a file with its line.
    var origin: String
  }

  struct Dictionary: Encodable {
    var language: String
    /// The file of the dictionary; nil where none is installed.
    var path: String?
    /// The Debian package that brings it.
    var package: String
  }

  var archive: Line
  var settings: [Line]
  var keys: [Line]
  var hyphenation: [Dictionary]

  /// Languages that many stories are written in.
  private static let languages = ["fr", "en", "de", "es", "it", "pt", "nl"]

  init(_ settings: Settings) {
    let variable = "KIOSQUE_ARCHIVE"
    archive = Line(
      name: "archive", value: Paths.archive, origin: Environment[variable] == nil ? "default" : variable)
    self.settings = Setting.allCases.map { setting in
      let value = settings.value(of: setting)
      let place = Settings.place(of: [setting.rawValue])
      guard let place, let value else {
        let isLocale = setting == .language && Locale.variable != nil
        return Line(
          name: setting.rawValue, value: isLocale ? Locale.language(asked: nil).quoted : setting.usual,
          origin: isLocale ? Locale.variable ?? "" : "default")
      }
      return Line(name: setting.rawValue, value: value, origin: place)
    }
    keys = settings.keys.map { change in
      let section = Keymap.Section.bindable.first { $0.value == change.section }?.key ?? ""
      let path = [KeySettings.table, section, change.key.settingName]
      return Line(
        name: path.dropFirst().joined(separator: " "),
        value: change.command?.settingName ?? KeySettings.nothing, origin: Settings.place(of: path) ?? "")
    }
    hyphenation = Self.languages.map {
      Dictionary(language: $0, path: Hyphenations.path(of: $0), package: Hyphenations.package(of: $0))
    }
  }

  /// A settings file that says the same.
  var lines: [String] {
    var lines = ["# archive: \(archive.value ?? "")  (\(archive.origin))"]
    let texts = settings.map { setting in
      setting.value.map { "\(setting.name) = \($0)" } ?? "# \(setting.name)"
    }
    let widest = min(40, texts.map(\.count).max() ?? 0)
    lines += zip(texts, settings).map { text, setting in
      text + String(repeating: " ", count: max(0, widest - text.count)) + "  # " + setting.origin
    }
    if !keys.isEmpty { lines += ["", "# keys"] }
    lines += keys.map { "# \($0.name) = \($0.value ?? "")  (\($0.origin))" }
    lines += ["", "# hyphenation"]
    lines += hyphenation.map { "# \($0.language): \($0.path ?? "none; the package \($0.package) brings it")" }
    return lines
  }
}

/// A command with the keys that it has.
private struct KeyLine {
  var line: String

  static func all(_ settings: Settings) -> [KeyLine] {
    let keymap = Keymap.standard.changed(by: settings.keys)
    return Keymap.Section.bindable.sorted { $0.key < $1.key }.flatMap { name, section in
      (keymap.bindings[section] ?? []).map { binding in
        let keys = binding.keys.map(\.settingName).joined(separator: " ")
        return KeyLine(line: "\(name)\t\(binding.command.settingName)\t" + Gate.line(keys))
      }
    }
  }
}

extension Setting {
  /// What holds without it, as a settings file has it; nil for nothing.
  fileprivate var usual: String? {
    switch self {
    case .theme: "\"\(ReaderThemes.automatic)\""
    case .language: "\"en\""
    case .measure: "\(ReadingStyle().measure)"
    case .preview: "\(Settings.usualPreview)"
    case .justification, .columns, .twoLines, .cursor: "false"
    case .hyphenation, .readsOn, .mouse, .promptHistory: "true"
    case .siteConfigs: nil
    }
  }
}

extension Settings {
  /// As a settings file has it; nil where it is not set.
  fileprivate func value(of setting: Setting) -> String? {
    func flag(_ isSet: Bool?) -> String? { isSet.map(String.init) }
    return switch setting {
    case .theme: theme.map(DataFile.quoted)
    case .language: language?.quoted
    case .measure: measure.map(String.init)
    case .preview: preview.map(String.init)
    case .justification: flag(isJustified)
    case .columns: flag(isInColumns)
    case .twoLines: flag(isInTwoLines)
    case .cursor: flag(showsCursor)
    case .hyphenation: flag(hyphenates)
    case .readsOn: flag(readsOn)
    case .mouse: flag(usesMouse)
    case .promptHistory: flag(keepsHistory)
    case .siteConfigs: siteConfigs.map(DataFile.quoted)
    }
  }
}

extension Language {
  fileprivate var quoted: String { DataFile.quoted(self == .french ? "fr" : "en") }
}
