import ArgumentParser
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
      """)

  @OptionGroup var common: CommonOptions

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input (the default).", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("text or html, whatever the content looks like.", valueName: "format"))
  var format: String?

  @Flag(help: "Read a capture a line as JSON: id, url, html, text or path, publisher, time.")
  var ndjson = false

  func run() throws {
    let language = try common.spoken()
    let ingest = try IngestOptions(format: format, language: language).ingest()
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
