import Archive
import ArgumentParser
import Cells
import DataFiles
import Glibc
import NcursesTerminal
import Screens
import Stories
import Theming
import Wording

/// `kiosque` alone: the reader.
struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Open the reader (what kiosque does without a command).",
    discussion: """
      EXAMPLES
        kiosque --archive ~/press.sqlite
        kiosque --theme paper --language fr
      """)

  @OptionGroup var common: CommonOptions

  @Option(help: "The theme's name.")
  var theme: String?

  func run() throws {
    let (settings, faults) = Settings.load()
    let (themes, themeFaults) = ReaderThemes.load()
    if let theme, !themes.contains(where: { $0.name == theme }) {
      throw ValidationError(Phrase.noSuchTheme(theme, themes.map(\.name))[try common.spoken()])
    }
    let language = try common.spoken()
    var place = common.path
    var isSample = false
    if common.archive == nil && Environment["KIOSQUE_ARCHIVE"] == nil && !Archive.exists(at: place) {
      guard let sample = try orExit(language, SampleArchive.path) else {
        Output.complain("kiosque: " + Phrase.noSample[language])
        throw Status.archive
      }
      (place, isSample) = (sample, true)
    }
    let archive = try Archive.opened(place, .reading, language)
    let terminal: NcursesTerminal
    do throws(TerminalFault) {
      terminal = try NcursesTerminal(environment: Environment.all)
    } catch {
      Output.complain("kiosque: " + Faults.phrase(error)[language])
      throw Status.usage
    }
    let chosen = themes.first { $0.name == theme ?? settings.theme } ?? ReaderThemes.preferred(themes)
    var state = State(
      size: terminal.size, language: language, measure: settings.measure ?? 68, themes: themes.map(\.name),
      theme: chosen.name)
    state.isSample = isSample
    state.isReadOnly = !archive.isWritable
    if let fault = (faults + themeFaults).first {
      state.message = Message(.said(fault.brief), isFault: true)
    } else if let name = settings.theme, theme == nil, name != chosen.name {
      state.message = Message(.noSuchTheme(name, themes.map(\.name)), isFault: true)
    }
    let session = ReaderSession(terminal: terminal, archive: archive, themes: themes, state: state)
    session.run()
  }
}

/// The themes that the reader can wear.
enum ReaderThemes {
  static func load() -> (themes: [Theme], faults: [DataFault]) {
    let folders = [Places.bundled("Themes"), Places.configuration + "/themes"].compactMap(\.self)
    let (themes, faults) = ThemeShelf.load(folders: folders)
    guard !themes.isEmpty else { return ([Theme(name: "monochrome", palette: .monochrome)], faults) }
    return (themes, faults)
  }

  /// The dark one where nobody chose, as most terminals are.
  static func preferred(_ themes: [Theme]) -> Theme {
    themes.first { $0.name == "ink" } ?? themes.first ?? Theme(name: "monochrome", palette: .monochrome)
  }
}
