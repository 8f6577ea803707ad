import Archive
import Cleaning
import Dispatch
import Importing
import Stories
import Synchronization

/// What became of one input.
struct IngestResult: Sendable {
  enum Outcome: Sendable {
    case saved(SaveOutcome, title: String)
    case failed(ImportFault)
    /// Read, but nothing of a story is in it.
    case skipped(CleaningFault)
  }

  var path: String
  var outcome: Outcome
}

/// One thing to be imported.
enum IngestInput: Sendable {
  case file(String, isNamed: Bool)
  case fault(ImportFault)
  /// What came on standard input.
  case bytes([UInt8], name: String)

  var path: String {
    switch self {
    case .file(let path, _): path
    case .fault(let fault): fault.path
    case .bytes(_, let name): name
    }
  }
}

/// The way from files to stories: read and clean on every core, one writer, bounded memory.
struct Ingest: Sendable {
  /// So many inputs are worked on together.
  static let batch = 96

  let reader: CaptureReader
  let cleaner: Cleaner
  let manifest: Manifest?
  let pattern: DatePattern?

  /// What is ready for the writer, or why there is nothing.
  enum Prepared: Sendable {
    case deposit(Deposit)
    case known(StoryID)
    case failed(ImportFault)
    case skipped(CleaningFault)
  }

  /// Reads and cleans a batch on every core; captures that the archive knows are not cleaned again.
  func prepare(_ inputs: [IngestInput], _ memory: Memory) throws -> [Prepared] {
    let read = concurrently(inputs) { capture(of: $0).map { ($0, Digest(of: $0.bytes)) } }
    let digests = read.compactMap { try? $0.get().1 }
    let knownStories = try memory.known(digests)
    var fresh: [Digest: Capture] = [:]
    for case .success((let capture, let digest)) in read where knownStories[digest] == nil {
      fresh[digest] = capture
    }
    let lessons = concurrently(Array(fresh.values)) { lesson(of: $0) }.compactMap(\.self)
    let templates = try templates(lessons, memory)
    return concurrently(read) { result in
      switch result {
      case .failure(let fault): return .failed(fault)
      case .success((let capture, let digest)):
        if let id = knownStories[digest] { return .known(id) }
        switch cleaner.story(from: capture, templates: templates) {
        case .failure(let fault): return .skipped(fault)
        case .success(let story): return .deposit(Deposit(capture: capture, story: story, digest: digest))
        }
      }
    }
  }

  func capture(of input: IngestInput) -> Result<Capture, ImportFault> {
    let result: Result<Capture, ImportFault> =
      switch input {
      case .file(let path, let isNamed): reader.read(path: path, named: isNamed)
      case .fault(let fault): .failure(fault)
      case .bytes(let bytes, let name): reader.capture(bytes: bytes, path: name)
      }
    return result.map { told($0) }
  }

  /// The capture with what the person says about it: the manifest's row, then the pattern on path and
  /// address.
  private func told(_ capture: Capture) -> Capture {
    var capture = capture
    let path = capture.path ?? ""
    if let entry = manifest?.entry(forPath: path) {
      capture.url = entry.url ?? capture.url
      capture.publisher = entry.publisher ?? capture.publisher
      capture.date = entry.date
    }
    if capture.date == nil, let pattern {
      capture.date =
        pattern.date(in: path, origin: .path) ?? capture.url.flatMap { pattern.date(in: $0, origin: .url) }
    }
    return capture
  }
}

extension Capture {
  /// The text of a capture that came back from the archive, read in its charset as at its import.
  var decoded: String {
    let read = CaptureReader(format: format).capture(bytes: bytes, path: path)
    return (try? read.get().text) ?? String(decoding: bytes, as: UTF8.self)
  }
}

/// The same work on each element, on every core, in order.
func concurrently<Element: Sendable, Value: Sendable>(
  _ elements: [Element], _ work: @Sendable (Element) -> Value
) -> [Value] {
  let results = Mutex<[Value?]>(Array(repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    let value = work(elements[index])
    results.withLock { $0[index] = value }
  }
  return results.withLock { $0.compactMap(\.self) }
}
