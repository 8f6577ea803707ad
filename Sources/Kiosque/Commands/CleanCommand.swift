import ArgumentParser
import Cells
import Cleaning
import Foundation
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
        kiosque clean --learn --ndjson < captures.jsonl    lines that recur in them are furniture
        kiosque clean --archive my.sqlite page.txt         so are those that recur in its stories
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input (the default).", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("text or html, whatever the content looks like.", valueName: "format"))
  var format: String?

  @Option(
    help: ArgumentHelp(
      "A folder of site configurations (example.com.txt), else the setting's.", valueName: "dir"))
  var siteConfigs: String?

  @Flag(help: "Read a capture a line as JSON: id, url, html, text or path, publisher, time.")
  var ndjson = false

  @Flag(help: "Print every line of the captures with what it was taken for, how surely, and why.")
  var explain = false

  @Flag(help: "Let the captures of this run learn from each other; all are read first.")
  var learn = false

  func run() throws {
    let language = try common.spoken()
    let ingest = try IngestOptions(format: format, siteConfigs: siteConfigs, language: language).ingest()
    defer { ingest.cleaner.takeFaults().forEach { Output.complain($0.description) } }
    let memory = try memory()
    var hasFaults = false
    if explain {
      if try explain(inputs(), ingest, language) { throw Status.partly }
      return
    }
    if ndjson {
      let filter = NDJSONFilter(ingest: ingest, language: language)
      hasFaults = try orExit(language) { try filter.run(memory, learns: learn) }
    } else {
      let inputs = inputs()
      try orExit(language) {
        var school = School(ingest: ingest, memory: memory, learns: learn)
        try school.teach(inputs.count) { ingest.capture(of: inputs[$0]) }
        for batch in Ingest.batches(inputs.count) {
          hasFaults = try clean(Array(inputs[batch]), school, language) || hasFaults
        }
      }
    }
    if hasFaults { throw Status.partly }
  }

  /// Templates come from an archive that was named; the usual one is left alone.
  private func memory() throws -> Memory {
    guard common.archive != nil else { return Memory() }
    return .templates(of: try common.opened(.reading))
  }

  private func inputs() -> [IngestInput] {
    var inputs: [IngestInput] = []
    for path in paths.isEmpty ? ["-"] : paths {
      if path == "-" {
        inputs.append(.bytes(StandardInput.all(), name: "-"))
      } else {
        FileWalk.forEach(path) { found in
          switch found {
          case .success(let file): inputs.append(.file(file, isNamed: file == path))
          case .failure(let fault): inputs.append(.fault(fault))
          }
        }
      }
    }
    return inputs
  }

  /// Whether one of them failed.
  private func clean(_ batch: [IngestInput], _ school: School, _ language: Language) throws -> Bool {
    let read = concurrently(batch) { school.ingest.capture(of: $0) }
    let templates = try school.templates(read)
    var hasFaults = false
    let lines = concurrently(read) { school.ingest.json(of: $0, templates, language) }
    for (input, line) in zip(batch, lines) {
      switch line {
      case .success(let json): Output.line(json)
      case .failure(let fault):
        hasFaults = true
        Output.complain("\(input.path): \(fault.sentence)")
      }
    }
    return hasFaults
  }
}

extension CleanCommand {
  /// Prints the lines of each input; whether one could not be read.
  private func explain(_ inputs: [IngestInput], _ ingest: Ingest, _ language: Language) throws -> Bool {
    var hasFaults = false
    for input in inputs {
      switch ingest.capture(of: input) {
      case .failure(let fault):
        hasFaults = true
        Output.complain("\(input.path): \(Faults.phrase(fault)[language])")
      case .success(let capture):
        if inputs.count > 1 { Output.line("== \(Gate.line(input.path))") }
        for line in ingest.cleaner.explanation(of: capture) { Output.line(Self.row(line)) }
      }
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
  func json(
    of read: Result<Capture, ImportFault>, _ templates: Templates, _ language: Language
  ) -> Result<String, CleanFailure> {
    story(of: read, templates, language).map { JSON.line(StoryJSON($0)) }
  }

  func story(
    of read: Result<Capture, ImportFault>, _ templates: Templates, _ language: Language
  ) -> Result<Story, CleanFailure> {
    read.mapError { CleanFailure(sentence: Faults.phrase($0)[language]) }.flatMap { capture in
      cleaner.story(from: capture, templates: templates).mapError {
        CleanFailure(sentence: Faults.phrase($0)[language])
      }
    }
  }
}
