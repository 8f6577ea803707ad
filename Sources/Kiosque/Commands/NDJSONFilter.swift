import Cleaning
import FoundationEssentials
import Importing
import Stories
import Wording

/// Reads one capture on each line and writes one story on each, in order; lines that fail are answered, too.
struct NDJSONFilter {
  /// How many lines are processed together. `Ingest.batchBytes` limits them too, since the pages that they
  /// name are in memory at once.
  private static let batch = 64

  let ingest: Ingest
  let language: Language

  /// The identifier of a line, which is returned unchanged.
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

  /// Filters standard input; returns whether a line failed. Everything is read first where the captures are
  /// to learn from each other.
  func run(_ archive: ArchiveLookup, learns: Bool) throws -> Bool {
    var input = InputLines()
    let hasFaults = try learns ? learn(archive, &input) : filter(archive, &input)
    guard let fault = input.fault else { return hasFaults }
    Output.complain("-: " + Phrase.cannotRead(fault)[language])
    return true
  }

  private func learn(_ archive: ArchiveLookup, _ input: inout InputLines) throws -> Bool {
    var context = TemplateContext(ingest.pipeline, archive, learns: true)
    var lines: [String] = []
    while let line = input.next() { lines.append(line) }
    for range in Ingest.batches(lines.count, of: Self.batch) {
      try context.learn(concurrently(Array(lines[range])) { reading(of: $0) })
    }
    var hasFaults = false
    for range in Ingest.batches(lines.count, of: Self.batch) {
      hasFaults = try work(lines[range], context) || hasFaults
    }
    return hasFaults
  }

  private func filter(_ archive: ArchiveLookup, _ input: inout InputLines) throws -> Bool {
    let context = TemplateContext(ingest.pipeline, archive, learns: false)
    var hasFaults = false
    var batch: [String] = []
    var bytes = 0
    while let line = input.next() {
      batch.append(line)
      bytes += line.utf8.count
      guard batch.count == Self.batch || bytes >= Ingest.batchBytes else { continue }
      hasFaults = try work(batch[...], context) || hasFaults
      (batch, bytes) = ([], 0)
    }
    return try work(batch[...], context) || hasFaults
  }

  private func work(_ batch: ArraySlice<String>, _ context: TemplateContext) throws -> Bool {
    let read = concurrently(Array(batch)) { capture(of: $0) }
    let templates = try context.templates(read.compactMap(\.1).map(Self.reading))
    let answers = concurrently(read) { answer($0.0, $0.1, templates) }
    for answer in answers { Output.line(answer.json) }
    try Output.check()
    return answers.contains { $0.isFault }
  }

  private func reading(of line: String) -> Reading {
    capture(of: line).1.map(Self.reading) ?? .failed(.empty(path: ""))
  }

  private static func reading(_ result: Result<Capture, ImportFault>) -> Reading {
    switch result {
    case .success(let capture): .capture(capture)
    case .failure(let fault): .failed(fault)
    }
  }

  private func answer(
    _ id: ID?, _ read: Result<Capture, ImportFault>?, _ templates: Templates
  ) -> (json: String, isFault: Bool) {
    guard let read else { return (JSON.line(Failure(id: nil, error: Phrase.manifestJSON[language])), true) }
    switch ingest.story(of: read, templates, language) {
    case .success(let story): return (JSON.line(Success(id: id, story: StoryJSON(story))), false)
    case .failure(let fault): return (JSON.line(Failure(id: id, error: fault.sentence)), true)
    }
  }

  /// Nil where the line is not a valid JSON object.
  private func capture(of line: String) -> (ID?, Result<Capture, ImportFault>?) {
    guard let input = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else { return (nil, nil) }
    return (input.id, capture(of: input))
  }

  private func capture(of line: Line) -> Result<Capture, ImportFault> {
    let read: Result<Capture, ImportFault>
    if let path = line.path {
      read = ingest.reader.read(path: path)
    } else {
      let forced = CaptureReader(format: line.html != nil ? .html : .text)
      read = forced.capture(bytes: Array((line.html ?? line.text ?? "").utf8), path: nil, url: line.url)
    }
    return read.map { capture in
      var capture = capture
      capture.url = line.url ?? capture.url
      capture.publisher = line.publisher
      capture.time = line.time.flatMap { StoryDate(iso: $0, origin: .metadata)?.instant }
      return capture
    }
  }
}
