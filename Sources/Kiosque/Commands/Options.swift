import Archive
import ArgumentParser
import Stories
import Wording

/// The options of all commands.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The archive (default: $KIOSQUE_ARCHIVE, else in the data folder).", valueName: "file"),
    completion: .file())
  var archive: String?

  @Option(
    help: ArgumentHelp("The interface's language: fr or en.", valueName: "code"),
    completion: .list(["fr", "en"]))
  var language: String?

  var path: String { archive ?? Paths.archive }

  /// The language for messages.
  func spoken() throws -> Language {
    try Self.language(language, language == nil ? Settings.load().settings : Settings())
  }

  /// The language that was asked for, else that of the settings or the environment.
  static func language(_ asked: String?, _ settings: Settings) throws -> Language {
    guard let asked else { return Locale.language(asked: settings.language) }
    guard let found = Language(locale: asked) else {
      throw ValidationError("--language: the languages are fr and en.")
    }
    return found
  }

  /// Reports faults of the settings; the reader shows them on its own screen.
  func complainAboutSettings() {
    Settings.load().faults.forEach { Output.complain(Names.sentence($0)) }
  }

  /// Opens the archive, which must exist. `quietly` says nothing of progress on a terminal.
  func opened(_ access: ArchiveAccess, quietly: Bool = false) throws -> any StoryArchive {
    complainAboutSettings()
    let language = try spoken()
    return try orExit(language) {
      guard Engine.installed.exists(at: path) else { throw ArchiveFault.missing(path: path) }
      return try OpenArchives.open(path, access, language, quietly: quietly)
    }
  }

  /// The archive to import into; one that does not exist is made when something is stored.
  func target(quietly: Bool) throws -> ImportTarget {
    if Engine.installed.exists(at: path) { return ImportTarget(try opened(.writing, quietly: quietly)) }
    complainAboutSettings()
    let language = try spoken()
    Interruption.begin(language)
    return try ImportTarget { [path] in
      try OpenArchives.open(path, .writing, language, quietly: quietly)
    }
  }
}

/// The option of commands that take long.
struct ProgressOptions: ParsableArguments {
  @Flag(help: "Say nothing of progress on the terminal.")
  var quiet = false
}

/// A day on the command line: `2026-03-21`.
struct Day: ExpressibleByArgument {
  var day: CivilDay

  init?(argument: String) {
    guard let date = StoryDate(iso: argument, origin: .manifest), date.precision == .day else { return nil }
    day = date.day
  }
}

extension Query.Sort: ExpressibleByArgument {}

/// Which stories a listing command is about.
struct FilterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only this publisher.", valueName: "name"), completion: Completions.sources)
  var source: String?

  @Option(help: ArgumentHelp("First day, as 2026-03-21.", valueName: "day"))
  var since: Day?

  @Option(help: ArgumentHelp("Last day, as 2026-03-21.", valueName: "day"))
  var until: Day?

  @Flag(help: "Only unread stories.")
  var unread = false

  @Flag(help: "Only starred stories.")
  var starred = false

  @Flag(help: "Only stories that may not be whole.")
  var doubtful = false

  func query(words: String = "", search: SearchTree? = nil, sort: Query.Sort = .newest) -> Query {
    let doubt = doubtful ? [SearchTree.filter(.state(.doubtful))] : []
    let trees = (search.map { [$0] } ?? []) + doubt
    return Query(
      words: words, search: trees.count > 1 ? .all(trees) : trees.first, unreadOnly: unread,
      starredOnly: starred, source: source,
      since: since?.day, until: until?.day, sort: sort)
  }
}
