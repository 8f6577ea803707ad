import Archive
import Cleaning
import Importing
import Stories

/// What became of one input.
struct IngestResult: Sendable {
  enum Outcome: Sendable {
    case saved(SaveOutcome, title: String, doubt: Doubt? = nil)
    case failed(ImportFault)
    /// It was read, but has no story.
    case skipped(CleaningFault)
    /// Not a capture, as web archives hold many such records; it is not counted.
    case passed(Passed)
    /// A list of feeds, and how many of them are new.
    case feeds([FeedAddress], new: Int)
  }

  var path: String
  var outcome: Outcome
}

/// One thing to be imported.
enum IngestInput: Sendable {
  case file(String, isNamed: Bool, size: Int = 0)
  case fault(ImportFault)
  /// A record of a file that holds many.
  case record(Record)
  /// A page in a folder of many forms of it; its size is in bytes.
  case snapshot(Snapshot, size: Int)
  /// A revisit of a page whose story is stored.
  case known(String, StoryID)

  var path: String {
    switch self {
    case .file(let path, _, _): path
    case .fault(let fault): fault.path
    case .record(let record): record.path
    case .snapshot(let snapshot, _): snapshot.page
    case .known(let path, _): path
    }
  }

  /// What it holds in memory, or will once it is read, in bytes.
  var size: Int {
    switch self {
    case .file(_, _, let size), .snapshot(_, let size): return size
    case .fault, .known: return 0
    case .record(let record):
      if case .capture(let raw) = record.content { return raw.size }
      return 0
    }
  }
}

/// Turns files into stories: read and cleaned on all cores, one writer, bounded memory.
struct Ingest: Sendable {
  /// The size of a batch, in inputs and in bytes: what is worked on together and stored in one transaction,
  /// about a second's work. Smaller ones write the pages of every index over and over, and leave the search
  /// index more to merge.
  static let batch = 1024
  static let batchBytes = 16 << 20
  /// An input of this size is worked on alone, in bytes.
  static let heavy = 8 << 20

  let reader: CaptureReader
  let pipeline: Pipeline
  let manifest: Manifest?
  let pattern: DatePattern?
  /// The folder of site configurations that the person named for these captures; nil for the settings'.
  var siteConfigs: String?

  /// The input for the writer, or why there is none.
  enum Prepared: Sendable {
    case ready(PreparedCapture)
    case known(StoryID)
    case failed(ImportFault)
    case skipped(CleaningFault)
    case passed(Passed)
    case feeds([FeedAddress])
  }

  enum Read: Sendable {
    case capture(Capture, Digest)
    case done(Prepared)
  }

  /// Inputs that were read, and what is known of their sources.
  struct Batch: Sendable {
    fileprivate var read: [Read]
    fileprivate var known: [Digest: StoryID]
    fileprivate var templates: Templates
    /// The lines that its captures add to the templates.
    fileprivate(set) var lines: [SourceLines]
  }

  /// Reads inputs on every core.
  func read(_ inputs: [IngestInput]) -> [Read] {
    concurrently(inputs) { input -> Read in
      if case .known(_, let id) = input { return .done(.known(id)) }
      return switch reading(of: input) {
      case .capture(let capture): .capture(capture, Digest(of: capture.bytes))
      case .failed(let fault): .done(.failed(fault))
      case .passed(let passed): .done(Self.answer(to: passed, input))
      }
    }
  }

  /// What was read with what the archive knows; `before` is what was learnt from captures that are not stored
  /// yet.
  func batch(_ read: [Read], _ archive: ArchiveLookup, before: [SourceLines] = []) throws -> Batch {
    let captures = read.compactMap {
      if case .capture(let capture, let digest) = $0 { (capture, digest) } else { nil }
    }
    let known = try archive.known(captures.map(\.1))
    var fresh: [Digest: Capture] = [:]
    for (capture, digest) in captures where known[digest] == nil { fresh[digest] = capture }
    let lines = concurrently(Array(fresh.values)) { pipeline.lines(of: $0) }.compactMap(\.self)
    let templates = try archive.templates(for: lines, before: before)
    return Batch(read: read, known: known, templates: templates, lines: lines)
  }

  /// Cleans a batch on all cores; captures that are stored already are not cleaned again. Captures without a
  /// date, as from a pipe, get the time `now`.
  func clean(_ batch: Batch, now: Instant) -> [Prepared] {
    concurrently(batch.read) { read in
      switch read {
      case .done(let prepared): return prepared
      case .capture(var capture, let digest):
        if let id = batch.known[digest] { return .known(id) }
        capture.time = capture.time ?? now
        switch pipeline.story(from: capture, templates: batch.templates) {
        case .failure(let fault): return .skipped(fault)
        case .success(let story):
          return .ready(PreparedCapture(capture: capture, story: story, digest: digest))
        }
      }
    }
  }

  /// Lists of feeds are neither captures nor records that are skipped.
  private static func answer(to passed: Passed, _ input: IngestInput) -> Prepared {
    if case .record(let record) = input, case .feeds(let feeds) = record.content { return .feeds(feeds) }
    return .passed(passed)
  }

  func reading(of input: IngestInput) -> Reading {
    let reading: Reading =
      switch input {
      case .file(let path, let isNamed, _):
        Self.reading(reader.read(path: path, named: isNamed), isNamed: isNamed)
      case .snapshot(let snapshot, _): self.reading(of: snapshot)
      case .fault(let fault): .failed(fault)
      case .known: .passed(.revisit)
      case .record(let record):
        switch record.content {
        case .capture(let raw): reader.reading(of: raw)
        case .failed(let fault): .failed(fault)
        case .passed(let passed): .passed(passed)
        case .feeds: .passed(.kind("opml"))
        }
      }
    if case .capture(let capture) = reading { return .capture(told(capture)) }
    return reading
  }

  /// The form that is imported, with what the snapshot's index says of the page.
  private func reading(of snapshot: Snapshot) -> Reading {
    let reading = Self.reading(reader.read(path: snapshot.page, named: false), isNamed: false)
    guard case .capture(var capture) = reading else { return reading }
    capture.url = capture.url ?? snapshot.url
    capture.time = snapshot.time ?? capture.time
    return .capture(capture)
  }

  /// Files without a story are skipped, unless the user named them.
  private static func reading(_ result: Result<Capture, ImportFault>, isNamed: Bool) -> Reading {
    switch result {
    case .success(let capture): .capture(capture)
    case .failure(.noStory(_, let kind)) where !isNamed: .passed(.content(kind))
    case .failure(let fault): .failed(fault)
    }
  }

  /// The capture with the user's metadata: the row of the manifest, then the pattern for dates in path and
  /// address.
  private func told(_ capture: Capture) -> Capture {
    var capture = capture
    let path = capture.path ?? ""
    if let entry = manifest?.entry(forPath: path) ?? capture.url.flatMap({ manifest?.entry(forPath: $0) }) {
      capture.url = entry.url ?? capture.url
      capture.publisher = entry.publisher ?? capture.publisher
      capture.date = entry.date ?? capture.date
    }
    if capture.date == nil, let pattern {
      capture.date =
        pattern.date(in: path, origin: .path) ?? capture.url.flatMap { pattern.date(in: $0, origin: .url) }
    }
    return capture
  }
}
