import ArgumentParser
import Cells
import Cleaning
import FoundationEssentials
import Importing
import Stories
import Wording

/// `kiosque clean [PATH...]`
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Capture in, story out, as JSON; nothing is stored.",
    discussion: """
      EXAMPLES
        kiosque clean page.html | jq .title
        kiosque clean --ndjson < captures.jsonl > stories.jsonl
        kiosque clean --explain capture.txt | less
        kiosque clean --learn --ndjson < captures.jsonl  drop recurring lines
        kiosque clean --archive my.sqlite page.txt       also those of an archive
      """)

  @OptionGroup var common: CommonOptions

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input (the default).", valueName: "path"),
    completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(IngestOptions.formatHelp, valueName: "format"),
    completion: .list(FileFormat.allCases.map(\.rawValue)))
  var format: String?

  @Option(help: ArgumentHelp(IngestOptions.mapHelp, valueName: "field=name"))
  var map: [String] = []

  @Option(help: ArgumentHelp(IngestOptions.orderHelp, valueName: "order"))
  var dateOrder: WrittenDate.Order?

  @Option(
    help: ArgumentHelp(
      "A folder of site configurations (example.com.txt), else the setting's.", valueName: "dir"),
    completion: .directory)
  var siteConfigs: String?

  @Flag(help: "Read a capture a line as JSON: id, url, html, text or path, publisher, time.")
  var ndjson = false

  @Flag(help: "Print every line of the captures with what it was taken for, how surely, and why.")
  var explain = false

  @Flag(help: "Let the captures of this run learn from each other; all are read first.")
  var learn = false

  func validate() throws {
    guard ndjson, !explain, let path = paths.first(where: { $0 != "-" }) else { return }
    throw ValidationError("'--ndjson' reads standard input: kiosque clean --ndjson < \(Names.shown(path))")
  }

  func run() throws {
    let language = try common.spoken()
    let ingest = try IngestOptions(
      format: format, map: map, dateOrder: dateOrder, siteConfigs: siteConfigs, language: language
    ).ingest()
    defer { ingest.pipeline.takeFaults().forEach { Output.complain(Names.sentence($0)) } }
    let lookup = try lookup()
    var hasFaults = false
    try orExit(language) {
      if ndjson && !explain {
        hasFaults = try NDJSONFilter(ingest: ingest, language: language).run(lookup, learns: learn)
        return
      }
      var context = TemplateContext(lookup, learns: learn)
      let intake = Intake(ingest)
      intake.keepsPipes = learn
      if learn {
        try forEachBatch(of: intake) { batch in
          let read = ingest.answers(to: batch)
          try context.learn(read)
          ingest.work.drop(read.compactMap(\.ticket))
        }
      }
      if explain {
        hasFaults = try explain(intake, ingest, context, language)
      } else {
        try forEachBatch(of: intake) { hasFaults = try clean($0, ingest, context, language) || hasFaults }
      }
    }
    if hasFaults { throw Status.partly }
  }

  /// Templates are taken only from an archive that was named, not from the default one.
  private func lookup() throws -> ArchiveLookup {
    guard common.archive != nil else { return ArchiveLookup() }
    return .templates(of: try common.opened(.reading, quietly: true))
  }

  private func forEachBatch(of intake: Intake, _ body: ([IngestInput]) throws -> Void) throws {
    var batch: [IngestInput] = []
    var bytes = 0
    func take(_ input: IngestInput) throws {
      batch.append(input)
      bytes += input.size
      guard batch.count == Ingest.batch || bytes >= Ingest.batchBytes else { return }
      try body(batch)
      (batch, bytes) = ([], 0)
    }
    for path in paths.isEmpty ? ["-"] : paths { try intake.forEach(path) { input, _ in try take(input) } }
    try intake.forEachRevisit { try take($0) }
    try body(batch)
  }

  /// Whether one of them failed.
  private func clean(
    _ batch: [IngestInput], _ ingest: Ingest, _ context: TemplateContext, _ language: Language
  ) throws -> Bool {
    let read = ingest.answers(to: batch)
    let stories = ingest.pipeline.stories(from: read, try context.templates(read))
    let lines = concurrently(stories) { $0.map { JSON.line(StoryJSON($0)) } }
    var hasFaults = false
    for (input, line) in zip(batch, lines) {
      switch line {
      case .success(let json): Output.line(json)
      case .failure(.passed(let passed)) where !Faults.isTold(passed): break
      case .failure(let fault):
        hasFaults = true
        Output.complain("\(Names.shown(input.path)): \(Faults.phrase(fault)[language])")
      }
    }
    try Output.check()
    return hasFaults
  }
}

extension CleanCommand {
  /// Prints the lines of each input; whether one could not be read.
  private func explain(
    _ intake: Intake, _ ingest: Ingest, _ context: TemplateContext, _ language: Language
  ) throws -> Bool {
    var hasFaults = false
    var isAlone = true
    try forEachBatch(of: intake) { batch in
      isAlone = isAlone && batch.count == 1
      let read = ingest.answers(to: batch)
      let items = read.compactMap { $0.ticket.map { CleanItem(ticket: $0) } }
      let setting = ingest.pipeline.setting(try context.templates(read), .explanation)
      var answers = ingest.work.clean(items, setting)[...]
      for (input, read) in zip(batch, read) {
        let fault: CaptureFault
        switch (read.fault, read.ticket == nil ? nil : answers.popFirst()) {
        case (_, .explanation(let lines)):
          if !isAlone { Output.line("== \(Names.shown(input.path))") }
          for line in lines { Output.data(Self.row(line)) }
          continue
        case (.passed(let passed), _) where !Faults.isTold(passed): continue
        case (let found?, _): fault = found
        case (nil, .failed(let found)?): fault = found
        case (nil, _): fault = .cleaning(.noText)
        }
        if case .passed = fault {} else { hasFaults = true }
        Output.complain("\(Names.shown(input.path)): \(Faults.phrase(fault)[language])")
      }
      try Output.check()
    }
    return hasFaults
  }

  /// ` 97%  body          The text, cut at 60 columns…        zone.5 +0.84`
  private static func row(_ line: ExplainedLine) -> String {
    let percent = line.probability.map { "\(Int(($0 * 100).rounded()))%" } ?? "rule"
    let why = ([line.rule].compactMap(\.self) + line.reasons).joined(separator: "  ")
    return String(repeating: " ", count: max(0, 4 - percent.utf8.count)) + percent + "  "
      + Width.fit(line.label, to: 14) + "  " + Width.fit(Gate.line(line.text), to: 60) + "  " + why
  }
}

extension Ingest {
  /// Reads inputs; there is one answer for each, in order.
  func answers(to inputs: [IngestInput]) -> [ReadAnswer] {
    read(inputs).map { read in
      switch read {
      case .capture(let answer): answer
      case .done(let prepared): ReadAnswer(outcome: Self.outcome(of: prepared))
      }
    }
  }

  private static func outcome(of prepared: Prepared) -> ReadOutcome {
    switch prepared {
    case .failed(let fault): .failed(fault)
    case .passed(let passed): .passed(passed)
    case .lost(let loss, _): .lost(loss)
    case .feeds: .passed(.kind("opml"))
    case .ready, .known, .skipped: .passed(.revisit)
    }
  }
}
