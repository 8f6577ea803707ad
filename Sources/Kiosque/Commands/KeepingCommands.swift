import Archive
import ArgumentParser
import Glibc
import Stories
import Wording

/// `kiosque forget QUERY | --import N | --undo`
struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Take stories or a whole import back; undoable until the next time.",
    discussion: """
      EXAMPLES
        kiosque forget "tempete aldegonde"   asks first
        kiosque forget --import 3 --yes
        kiosque forget --undo
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions

  @OptionGroup var asked: QueryOptions

  @Option(
    name: .customLong("import"), help: ArgumentHelp("The stories of this import.", valueName: "number"),
    completion: Completions.imports)
  var importNumber: Int64?

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(help: "Bring back what was forgotten last.")
  var undo = false

  func validate() throws {
    try asked.requireNoOption(of: Self.self)
    let isFiltered = filter.source != nil || filter.since != nil || filter.until != nil
    guard undo || importNumber != nil || !asked.words.isEmpty || isFiltered else {
      throw ValidationError("Say what to forget: words, --source, --since, --until or --import N.")
    }
  }

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.writing)
    let query = try asked.query(filter, language)
    try asked.orExit(language) {
      if undo {
        let count = try archive.remember()
        Output.complain((count == 0 ? Phrase.nothingForgotten : .broughtBack(count))[language])
        return
      }
      let what: Forgetting =
        importNumber.map(Forgetting.importNumber) ?? .query(query)
      let count = try archive.count(of: what)
      guard count > 0 else {
        Output.complain(Phrase.nothingToForget[language])
        return
      }
      guard yes || agrees(count, language) else {
        Output.complain(Phrase.leftAlone[language])
        return
      }
      Output.complain(Phrase.forgot(try archive.forget(what))[language])
    }
  }

  private func agrees(_ count: Int, _ language: Language) -> Bool {
    Output.mention(Phrase.askForget(count)[language])
    guard let answer = readLine()?.lowercased() else { return false }
    return answer.hasPrefix("y") || answer.hasPrefix("o")
  }
}

/// `kiosque stats`
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Counts and sizes of the archive, its sources and imports.",
    discussion: """
      EXAMPLE
        kiosque stats --json
        kiosque stats --publishers --by month   how often each profile fitted
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON object; of publishers one a line.")
  var json = false

  @Flag(help: "Print each publisher's stories, captures and how often its profile fitted.")
  var publishers = false

  @Option(help: ArgumentHelp("With --publishers: month or year, a line for each.", valueName: "period"))
  var by: PublisherTable.Step?

  private struct StatsJSON: Encodable {
    var stories: Int
    var unread: Int
    var starred: Int
    var undated: Int
    var captures: Int
    var related: Int
    var linked: Int
    var rawBytes: Int
    var keptBytes: Int
    /// Captures that are kept raw and not read.
    var failed: Int
    /// Feeds from lists of subscriptions.
    var feeds: Int
    var sources: [String: Int]
  }

  func run() throws {
    let language = try common.spoken()
    let archive = try common.opened(.reading, quietly: json)
    if publishers {
      let counts = try orExit(language) { try archive.publisherCounts() }
      return PublisherTable(step: by, language: language).show(counts, asJSON: json)
    }
    let stats = try orExit(language) { try archive.statistics() }
    let feeds = try orExit(language) { try archive.feedCount() }
    if json {
      Output.line(
        JSON.line(
          StatsJSON(
            stories: stats.counts.stories, unread: stats.counts.unread, starred: stats.counts.starred,
            undated: stats.undated, captures: stats.captures, related: stats.related, linked: stats.linked,
            rawBytes: stats.rawBytes, keptBytes: stats.keptBytes, failed: stats.failed, feeds: feeds,
            sources: Dictionary(stats.sources.map { ($0.name, $0.stories) }) { first, _ in first })))
      return
    }
    Output.line(
      Phrase.stories(stats.counts.stories)[language] + ", " + Phrase.unread(stats.counts.unread)[language])
    Output.line(Phrase.linksStored(stats.linked, of: stats.related)[language])
    Output.line(Phrase.captureSizes(stats.captures, stats.rawBytes, stats.keptBytes)[language])
    if stats.failed > 0 { Output.line(Phrase.keptRaw(stats.failed)[language]) }
    if feeds > 0 { Output.line(Phrase.feeds(feeds)[language]) }
    let sources = stats.sources.mostStoriesFirst
    let numbers = sources.map { Numbers.grouped($0.stories, language) }
    let width = numbers.map(\.count).max() ?? 0
    for (source, number) in zip(sources, numbers) {
      Output.data("  " + String(repeating: " ", count: width - number.count) + number + "  " + source.name)
    }
    for record in stats.imports {
      Output.data(
        "  import \(record.number)  \(StoryDate.iso(instant: record.at))  \(record.captures)  \(record.label)"
      )
    }
  }
}

/// `kiosque themes`
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "The themes at hand, and what is wrong in their files.",
    discussion: """
      In the reader, T tries them on.
      """)

  func run() throws {
    let (themes, faults) = ReaderThemes.load()
    for theme in themes { Output.data(theme.name) }
    faults.forEach { Output.complain(Names.sentence($0)) }
    if !faults.isEmpty { throw Status.partly }
  }
}
