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

  private struct Failure: Encodable {
    var id: CaptureLine.ID?
    var error: String
  }

  private struct Success: Encodable {
    var id: CaptureLine.ID?
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
    var context = TemplateContext(archive, learns: true)
    var lines: [String] = []
    while let line = input.next() { lines.append(line) }
    for range in Ingest.batches(lines.count, of: Self.batch) {
      let read = answers(to: lines[range])
      try context.learn(read)
      ingest.work.drop(read.compactMap(\.ticket))
    }
    var hasFaults = false
    for range in Ingest.batches(lines.count, of: Self.batch) {
      hasFaults = try work(lines[range], context) || hasFaults
    }
    return hasFaults
  }

  private func filter(_ archive: ArchiveLookup, _ input: inout InputLines) throws -> Bool {
    let context = TemplateContext(archive, learns: false)
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

  private func answers(to lines: ArraySlice<String>) -> [ReadAnswer] {
    ingest.work.read(lines.map { CaptureItem(source: .line($0, file: nil)) })
  }

  private func work(_ batch: ArraySlice<String>, _ context: TemplateContext) throws -> Bool {
    let read = answers(to: batch)
    let stories = ingest.pipeline.stories(from: read, try context.templates(read))
    let answers = concurrently(Array(zip(read, stories))) { answer($0.id, $1) }
    for answer in answers { Output.line(answer.json) }
    try Output.check()
    return answers.contains { $0.isFault }
  }

  private func answer(
    _ id: CaptureLine.ID?, _ story: Result<Story, CaptureFault>
  ) -> (json: String, isFault: Bool) {
    switch story {
    case .success(let story): (JSON.line(Success(id: id, story: StoryJSON(story))), false)
    case .failure(let fault): (JSON.line(Failure(id: id, error: Faults.phrase(fault)[language])), true)
    }
  }
}
