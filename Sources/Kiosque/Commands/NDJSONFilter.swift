import Cleaning
import Foundation
import Importing
import Stories
import Wording

/// A capture a line in, a story a line out, in order; a line that fails is answered too.
struct NDJSONFilter {
  let ingest: Ingest
  let language: Language

  /// A line's own name, given back as it came.
  enum ID: Codable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  private struct Line: Decodable {
    var id: ID?
    var url: String?
    var html: String?
    var text: String?
    var path: String?
    var publisher: String?
    var time: String?
  }

  private struct Failure: Encodable {
    var id: ID?
    var error: String
  }

  private struct Success: Encodable {
    var id: ID?
    var story: StoryJSON

    func encode(to encoder: any Encoder) throws {
      try story.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encodeIfPresent(id, forKey: .id)
    }

    enum Key: String, CodingKey {
      case id
    }
  }

  /// Filters standard input; whether a line failed.
  func run() -> Bool {
    var hasFaults = false
    var batch: [String] = []
    while let line = readLine() {
      batch.append(line)
      if batch.count == Ingest.batch { hasFaults = work(&batch) || hasFaults }
    }
    return work(&batch) || hasFaults
  }

  private func work(_ batch: inout [String]) -> Bool {
    let answers = concurrently(batch) { answer($0) }
    for answer in answers { Output.line(answer.json) }
    batch = []
    return answers.contains { $0.isFault }
  }

  private func answer(_ line: String) -> (json: String, isFault: Bool) {
    guard let input = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
      return (JSON.line(Failure(id: nil, error: Phrase.manifestJSON[language])), true)
    }
    switch story(of: input) {
    case .success(let story): return (JSON.line(Success(id: input.id, story: StoryJSON(story))), false)
    case .failure(let fault): return (JSON.line(Failure(id: input.id, error: fault.sentence)), true)
    }
  }

  private func story(of line: Line) -> Result<Story, CleanFailure> {
    let read: Result<Capture, ImportFault>
    if let path = line.path {
      read = ingest.reader.read(path: path)
    } else {
      let forced = CaptureReader(format: line.html != nil ? .html : .text)
      read = forced.capture(bytes: Array((line.html ?? line.text ?? "").utf8), path: nil, url: line.url)
    }
    return read.mapError { CleanFailure(sentence: Faults.phrase($0)[language]) }.flatMap { capture in
      var capture = capture
      capture.url = line.url ?? capture.url
      capture.publisher = line.publisher
      capture.time = line.time.flatMap { StoryDate(iso: $0, origin: .metadata)?.instant }
      return ingest.story(of: capture, language)
    }
  }
}
