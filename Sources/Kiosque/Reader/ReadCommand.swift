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

  @Option(
    help: ArgumentHelp("The theme's name.", valueName: "name"),
    completion: Completions.themes)
  var theme: String?

  @Flag(help: "Read as a dialogue of lines, for screen readers and braille; so too where TERM is dumb.")
  var linear = false

  func run() throws {
    try ReaderLaunch(
      archive: common.archive, language: common.language, theme: theme, isLinear: linear
    ).run()
  }
}

/// Starts the reader, up to the first frame; it does nothing before that which the frame does not need.
struct ReaderLaunch {
  var archive: String?
  var language: String?
  var theme: String?
  var isLinear = false

  func run() throws {
    let (settings, faults) = Settings.load()
    let language = try CommonOptions.language(self.language, settings)
    let (path, isSample) = try archivePath(language)
    if isLinear || Environment["TERM"] == "dumb" {
      faults.forEach { Output.complain(Names.sentence($0)) }
      let archive = try OpenArchives.opened(path, .reading, language)
      var reader = LinearReader(archive, language, size: Output.screen)
      return reader.run()
    }
    // Writes of the reader wait as long as necessary, in the background.
    let archive = try OpenArchives.opened(path, .reading, language, lockWait: LockWait(seconds: 86_400))
    if let theme, theme != ReaderThemes.automatic,
      !ReaderThemes.load().themes.contains(where: { $0.name == theme })
    {
      throw ValidationError(Phrase.noSuchTheme(theme, ReaderThemes.load().themes.map(\.name))[language])
    }
    // The terminal handles signals from here on.
    Interruption.leave()
    sayAtCrash(language)
    let terminal: NcursesTerminal
    do throws(TerminalFault) {
      terminal = try NcursesTerminal(
        environment: Environment.all, usesMouse: settings.usesMouse ?? true,
        showsCursor: settings.showsCursor ?? false)
    } catch {
      Output.complain("kiosque: " + Faults.phrase(error)[language])
      throw Status.usage
    }
    terminal.ask()
    let chosen = theme ?? settings.theme
    let isLight = ReaderThemes.isLight(Environment.all) ?? settings.isLight ?? false
    let follows = chosen == nil || chosen == ReaderThemes.automatic
    let wanted = follows ? ReaderThemes.following(isLight: isLight) : chosen ?? ReaderThemes.standard
    let first = ReaderThemes.load(only: wanted)
    var state = State(
      size: terminal.size, language: language,
      style: ReadingStyle(
        measure: settings.measure ?? 68, isJustified: settings.isJustified ?? false,
        isInColumns: settings.isInColumns ?? false, hyphenates: settings.hyphenates ?? true,
        preview: settings.preview == Settings.usualPreview ? nil : settings.preview),
      themes: [first.name], theme: first.name)
    state.keymap = state.keymap.changed(by: settings.keys)
    state.style.isInTwoLines = settings.isInTwoLines ?? false
    state.style.readsOn = settings.readsOn ?? true
    state.followsBackground = follows
    state.isSample = isSample
    state.isReadOnly = !archive.isWritable
    if first.name != wanted {
      state.message = Message(.noSuchTheme(wanted, ReaderThemes.load().themes.map(\.name)), isFault: true)
    }
    if let fault = faults.first { state.message = Message(.said(fault.brief), isFault: true) }
    if archive.isKnownAsDamaged { state.message = Message(.thisIsDamaged, isFault: true) }
    let history = settings.keepsHistory ?? true ? HistoryFile.standard : nil
    let lost = read(archive, path, first, state, history, on: terminal)
    archive.recover()
    if lost > 0 {
      Output.complain("kiosque: " + Phrase.changesNotWritten(lost, Names.shown(path))[language])
    }
    if let signal = terminal.endedBy { try end(by: signal, lost: lost, language) }
    if lost > 0 { throw Status.partly }
  }

  /// Reads, from where the list was left the last time, and keeps where it is left now. Returns how many
  /// changes could not be written.
  private func read(
    _ archive: any StoryArchive, _ path: String, _ theme: Theme, _ state: State, _ history: HistoryFile?,
    on terminal: NcursesTerminal
  ) -> Int {
    // The sample is there to be looked at from its start.
    let left = state.isSample ? nil : LeftPlace.load(for: path)
    var state = state
    left?.adopt(in: &state, archive)
    let session = ReaderSession(
      terminal: terminal, archive: archive, themes: [theme], state: state, history: history,
      lastSeen: state.arrived == nil ? nil : left?.newest, moreThemes: ReaderThemes.load)
    let lost = session.run()
    let place = LeftPlace(session.state, after: left, archive)
    // Where it cannot be kept, the next time begins at the start.
    if !state.isSample, place != left ?? LeftPlace() { try? place.keep(for: path) }
    return lost
  }

  /// Prepares the message for a crash: the signal handler may not build strings.
  private func sayAtCrash(_ language: Language) {
    let words = "kiosque: " + Phrase.cutOffBySignal("\n")[language]
    let halves = words.split(separator: "\n", omittingEmptySubsequences: false)
    NcursesTerminal.sayAtCrash(String(halves[0]), String(halves[1]))
  }

  /// SIGTERM, SIGINT and SIGHUP are requests to quit and end with 0; any other signal shows in the status.
  private func end(
    by signal: (number: Int32, name: String), lost: Int, _ language: Language
  ) throws {
    Output.complain("kiosque: " + Phrase.endedBySignal(signal.name, keptAll: lost == 0)[language])
    guard ![SIGTERM, SIGINT, SIGHUP].contains(signal.number) else { return }
    throw ExitCode(128 + signal.number)
  }

  /// The archive to open, and whether it is the bundled sample because there is no other.
  private func archivePath(_ language: Language) throws -> (path: String, isSample: Bool) {
    let path = archive ?? Paths.archive
    if archive != nil || Environment["KIOSQUE_ARCHIVE"] != nil || Engine.installed.exists(at: path) {
      return (path, false)
    }
    guard let sample = try orExit(language, SampleArchive.path) else {
      Output.complain("kiosque: " + Phrase.noSample[language])
      throw Status.archive
    }
    return (sample, true)
  }
}
