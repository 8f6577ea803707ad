import Archive
import ArgumentParser
import DataFiles
import Stories
import Wording

/// `kiosque reclean [QUERY]`
struct RecleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reclean",
    abstract: "Clean stored captures anew, with today's profiles and templates.",
    discussion: """
      Numbers, marks, corrections and the links that you chose or refused stay; related headlines are
      linked anew. Each batch is stored whole: what was interrupted can be run again.

      EXAMPLES
        kiosque reclean --dry-run --limit 200        what would change
        kiosque reclean --dry-run --diff phare       and how the texts would read
        kiosque reclean --source Euronews
        kiosque reclean --learn-again                with templates learnt anew
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var filter: FilterOptions

  @Argument(help: ArgumentHelp("Words that all of the stories hold.", valueName: "query"))
  var words: [String] = []

  @Option(help: ArgumentHelp("How many at most, newest first.", valueName: "number"))
  var limit: Int?

  @Flag(help: "Change nothing, say what would change.")
  var dryRun = false

  @Flag(help: "Print the lines of text that go and come.")
  var diff = false

  @Flag(help: "Learn all templates anew before, from every stored capture.")
  var learnAgain = false

  @Flag(
    help: """
      Try the captures again that no import could read and that were kept raw; with --dry-run, only say how \
      many could be read now.
      """)
  var failed = false

  @Flag(help: "Print a JSON object for each story that changes.")
  var json = false

  @OptionGroup var telling: ProgressOptions

  func validate() throws {
    guard failed else { return }
    if diff || learnAgain || !words.isEmpty {
      throw ValidationError("'--failed' goes with --dry-run alone: kiosque reclean --failed")
    }
  }

  func run() throws {
    let language = try common.spoken()
    if failed { return try tryAgain(language) }
    let pipeline = Pipeline.installed()
    defer { pipeline.takeFaults().forEach { Output.complain(Names.sentence($0)) } }
    let archive = try common.opened(dryRun ? .reading : .writing, quietly: json || telling.quiet)
    let progress = Progress(language, quietly: json || telling.quiet)
    let recleaner = Recleaner(archive: archive, pipeline: pipeline, isDry: dryRun)
    var (seen, changed, failed) = (0, 0, 0)
    var unconfigured: [String: Int] = [:]
    var unlearnt: Set<StoryID> = []
    try orExit(language) {
      for (id, loss) in learnAgain && !dryRun ? try recleaner.learnAgain() : [] {
        unlearnt.insert(id)
        Output.complain("\(id): " + Faults.phrase(loss)[language])
      }
      let asked = words.isEmpty ? "" : words.joined(separator: " ") + " "
      let ids = try archive.identities(filter.query(words: asked), limit: limit.map { max(0, $0) })
      let tell = { progress.report($0, of: ids.count, Phrase.recleaning) }
      try recleaner.run(ids, working: tell) { outcomes in
        for outcome in outcomes {
          switch outcome {
          case .unconfigured(_, let folder): unconfigured[folder, default: 0] += 1
          case .failed(let id, let fault):
            (seen, failed) = (seen + 1, failed + 1)
            if case .lost = fault, unlearnt.contains(id) { continue }
            Output.complain("\(id): " + Faults.phrase(fault)[language])
          case .cleaned(let change):
            seen += 1
            guard !change.isEmpty else { continue }
            changed += 1
            write(change)
          }
        }
        try Output.check()
      }
    }
    progress.end()
    Output.complain(Phrase.recleaned(seen, changed: changed, failed: failed, dry: dryRun)[language])
    tell(unconfigured: unconfigured, Phrase.siteConfigsGone, language)
    if failed > 0 || !unconfigured.isEmpty || !unlearnt.isEmpty { throw Status.partly }
  }

  private func tryAgain(_ language: Language) throws {
    var pipelines: [Pipeline] = []
    defer {
      // Each of them tells what is wrong in the profiles.
      var told: Set<DataFault> = []
      for fault in pipelines.flatMap({ $0.takeFaults() }) where told.insert(fault).inserted {
        Output.complain(Names.sentence(fault))
      }
    }
    let archive = try common.opened(dryRun ? .reading : .writing, quietly: json || telling.quiet)
    let reporter = ImportReporter(language: language, json: json, ack: false, quiet: telling.quiet)
    let failed = try FailedCaptures(archive, now: Clock.now, isDry: dryRun) { way in
      let ingest = way.ingest()
      pipelines.append(ingest.pipeline)
      return ingest
    }
    try orExit(language) { try failed.tryAgain { try reporter.take($0) } }
    if dryRun { reporter.finishTrial() } else { reporter.finish(number: failed.number) }
    for capture in failed.unknown {
      Output.complain("\(Names.shown(capture.path)): " + Phrase.keptByAnotherVersion[language])
    }
    tell(unconfigured: failed.unconfigured, Phrase.failedConfigsGone, language)
    if reporter.hasFaults || !failed.unknown.isEmpty || !failed.unconfigured.isEmpty { throw Status.partly }
  }

  /// Tells what was left because a folder of site configurations is gone.
  private func tell(
    unconfigured: [String: Int], _ phrase: (String, Int) -> Phrase, _ language: Language
  ) {
    for (folder, count) in unconfigured.sorted(by: { $0.key < $1.key }) {
      Output.complain(phrase(Names.shown(folder), count)[language])
    }
  }

  private struct ChangeJSON: Encodable {
    var id: StoryID
    var title: String
    var oldTitle: String?
    var changed: [String]
    var added: Int
    var gone: Int
    var diff: [String]?
  }

  private func write(_ change: StoryChange) {
    if json {
      Output.line(
        JSON.line(
          ChangeJSON(
            id: change.id, title: change.title,
            oldTitle: change.oldTitle == change.title ? nil : change.oldTitle,
            changed: change.fields, added: change.added, gone: change.gone,
            diff: diff ? change.edits.map { $0.sign + " " + $0.text } : nil)))
      return
    }
    let fields = change.fields.map { $0 == "text" ? "text +\(change.added) −\(change.gone)" : $0 }
    Output.data("\(change.id)  \(change.oldTitle)  [\(fields.joined(separator: ", "))]")
    guard diff else { return }
    if change.oldTitle != change.title { Output.data("  + # \(change.title)") }
    for edit in change.edits { Output.data("  \(edit.sign) \(edit.text)") }
  }
}
