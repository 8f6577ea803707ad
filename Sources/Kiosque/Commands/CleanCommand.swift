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

  func run() throws {
    let language = try common.spoken()
    let ingest = try IngestOptions(format: format, siteConfigs: siteConfigs, language: language).ingest()
    defer { ingest.cleaner.takeFaults().forEach { Output.complain($0.description) } }
    if ndjson {
      if NDJSONFilter(ingest: ingest, language: language).run() { throw Status.partly }
      return
    }
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
    if explain {
      if try explain(inputs, ingest, language) { throw Status.partly }
      return
    }
    var hasFaults = false
    for start in stride(from: 0, to: inputs.count, by: Ingest.batch) {
      let batch = Array(inputs[start..<min(start + Ingest.batch, inputs.count)])
      for (input, line) in zip(batch, concurrently(batch) { ingest.json(of: $0, language) }) {
        switch line {
        case .success(let json): Output.line(json)
        case .failure(let fault):
          hasFaults = true
          Output.complain("\(input.path): \(fault.sentence)")
        }
      }
    }
    if hasFaults { throw Status.partly }
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
  func json(of input: IngestInput, _ language: Language) -> Result<String, CleanFailure> {
    story(of: input, language).map { JSON.line(StoryJSON($0)) }
  }

  func story(of input: IngestInput, _ language: Language) -> Result<Story, CleanFailure> {
    capture(of: input)
      .mapError { CleanFailure(sentence: Faults.phrase($0)[language]) }
      .flatMap { story(of: $0, language) }
  }

  func story(of capture: Capture, _ language: Language) -> Result<Story, CleanFailure> {
    cleaner.story(from: capture).mapError { CleanFailure(sentence: Faults.phrase($0)[language]) }
  }
}
