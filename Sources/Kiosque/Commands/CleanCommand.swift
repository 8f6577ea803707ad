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
      var context = TemplateContext(ingest.pipeline, lookup, learns: learn)
      let intake = Intake(ingest)
      intake.keepsPipes = learn
      if learn {
        try forEachBatch(of: intake) { batch in
          try context.learn(concurrently(batch) { ingest.reading(of: $0) })
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
    return .templates(of: try common.opened(.reading))
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
    let read = concurrently(batch) { ingest.reading(of: $0) }
    let templates = try context.templates(read)
    var hasFaults = false
    let lines = concurrently(read) { ingest.json(of: $0, templates, language) }
    for (input, line) in zip(batch, lines) {
      switch line {
      case nil: break
      case .success(let json): Output.line(json)
      case .failure(let fault):
        hasFaults = true
        Output.complain("\(Names.shown(input.path)): \(fault.sentence)")
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
      let read = concurrently(batch) { ingest.reading(of: $0) }
      let templates = try context.templates(read)
      for (input, reading) in zip(batch, read) {
        switch reading {
        case .passed(.content(let kind)):
          let fault = ImportFault.noStory(path: input.path, kind)
          Output.complain("\(Names.shown(input.path)): \(Faults.phrase(fault)[language])")
        case .passed: break
        case .failed(let fault):
          hasFaults = true
          Output.complain("\(Names.shown(input.path)): \(Faults.phrase(fault)[language])")
        case .capture(let capture):
          if !isAlone { Output.line("== \(Names.shown(input.path))") }
          let lines = ingest.pipeline.explanation(of: capture, templates: templates)
          for line in lines { Output.data(Self.row(line)) }
        }
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

/// Why an input gave no story, in words.
struct CleanFailure: Error {
  var sentence: String
}

extension Ingest {
  /// Nil for what is no capture.
  func json(
    of read: Reading, _ templates: Templates, _ language: Language
  ) -> Result<String, CleanFailure>? {
    switch read {
    case .passed(.content(let kind)):
      .failure(CleanFailure(sentence: Faults.phrase(ImportFault.noStory(path: "", kind))[language]))
    case .passed: nil
    case .failed(let fault): .failure(CleanFailure(sentence: Faults.phrase(fault)[language]))
    case .capture(let capture):
      story(of: .success(capture), templates, language).map { JSON.line(StoryJSON($0)) }
    }
  }

  func story(
    of read: Result<Capture, ImportFault>, _ templates: Templates, _ language: Language
  ) -> Result<Story, CleanFailure> {
    read.mapError { CleanFailure(sentence: Faults.phrase($0)[language]) }.flatMap { capture in
      pipeline.story(from: capture, templates: templates).mapError {
        CleanFailure(sentence: Faults.phrase($0)[language])
      }
    }
  }
}
