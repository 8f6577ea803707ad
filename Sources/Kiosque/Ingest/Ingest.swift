import Archive
import Cleaning
import Importing
import Stories
import Workers

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
    /// The worker was lost at it; whether its bytes are kept.
    case lost(WorkerLoss, isKept: Bool)
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
  /// A capture that an earlier import could not read, which lay at this path.
  case again(String, FailedRecord)

  var path: String {
    switch self {
    case .file(let path, _, _): path
    case .fault(let fault): fault.path
    case .record(let record): record.path
    case .snapshot(let snapshot, _): snapshot.page
    case .known(let path, _), .again(let path, _): path
    }
  }

  /// What it holds in memory, or will once it is read, in bytes.
  var size: Int {
    switch self {
    case .file(_, _, let size), .snapshot(_, let size): return size
    case .fault, .known: return 0
    case .again(_, let record): return record.raw.size
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

  let pipeline: Pipeline
  let manifest: Manifest?
  let pattern: DatePattern?
  /// The folder of site configurations that the person named for these captures; nil for the settings'.
  var siteConfigs: String?
  /// How it reads captures, for those that could not be read.
  let way: ImportWay

  init(
    reader: CaptureReader, pipeline: Pipeline, manifest: Manifest?, pattern: DatePattern?,
    siteConfigs: String? = nil
  ) {
    self.pipeline = Pipeline(pipeline.work.reading(with: reader))
    (self.manifest, self.pattern, self.siteConfigs) = (manifest, pattern, siteConfigs)
    way = ImportWay(
      format: reader.format, order: reader.dates.order, pattern: pattern?.text, siteConfigs: siteConfigs)
  }

  var work: any CaptureWork { pipeline.work }

  /// The input for the writer, or why there is none.
  enum Prepared: Sendable {
    case ready(PreparedCapture)
    case known(StoryID)
    case failed(ImportFault)
    case skipped(CleaningFault)
    case passed(Passed)
    case feeds([FeedAddress])
    /// The worker was lost at it; what is kept of it, where it could be read.
    case lost(WorkerLoss, FailedRecord?)
  }

  enum Read: Sendable {
    case capture(ReadAnswer)
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
    let items = inputs.map { item(for: $0) }
    let wanted = items.indices.filter { items[$0].item != nil }
    var answers = work.read(wanted.compactMap { items[$0].item })[...]
    return zip(inputs, items).map { input, item in
      if let done = item.done { return .done(done) }
      guard let answer = answers.popFirst() else { return .done(.skipped(.noText)) }
      return read(answer, of: input)
    }
  }

  /// What a worker reads, or what is known without.
  private func item(for input: IngestInput) -> (item: CaptureItem?, done: Prepared?) {
    let told = manifest?.entry(forPath: input.path).map(Told.init) ?? Told()
    switch input {
    case .known(_, let id): return (nil, .known(id))
    case .again(_, let record):
      return (CaptureItem(source: .record(record.raw), told: record.told), nil)
    case .fault(let fault): return (nil, .failed(fault))
    case .file(let path, let isNamed, let size):
      return (CaptureItem(source: .file(path, isNamed: isNamed, size: size), told: told), nil)
    case .snapshot(let page, let size):
      let form = Told(url: page.url, time: page.time)
      return (CaptureItem(source: .file(page.page, isNamed: false, size: size, form), told: told), nil)
    case .record(let record):
      switch record.content {
      case .capture(let raw): return (CaptureItem(source: .record(raw), told: told), nil)
      case .failed(let fault): return (nil, .failed(fault))
      case .passed(let passed): return (nil, .passed(passed))
      case .feeds(let feeds): return (nil, .feeds(feeds))
      }
    }
  }

  /// A capture that the manifest knows by its address only is told so now.
  private func read(_ answer: ReadAnswer, of input: IngestInput) -> Read {
    switch answer.outcome {
    case .failed(let fault): return .done(.failed(fault))
    case .passed(let passed): return .done(.passed(passed))
    case .lost(let loss): return .done(.lost(loss, failed(input)))
    case .notJSON: return .done(.skipped(.noText))
    case .capture(var ticket, var facts):
      guard ticket.item.told.isEmpty, let manifest,
        let entry = facts.url.flatMap({ manifest.entry(forPath: $0) })
      else { return .capture(answer) }
      let told = Told(entry)
      ticket.item.told = told
      facts.url = told.url ?? facts.url
      facts.date = told.date ?? facts.date
      let lines = work.tell(told, of: ticket)
      (facts.source, facts.lines) = (lines?.source, lines?.lines ?? [])
      return .capture(ReadAnswer(outcome: .capture(ticket, facts)))
    }
  }

  /// An input, to be kept with what the manifest says of it; nil where it cannot be read.
  private func failed(_ input: IngestInput) -> FailedRecord? {
    item(for: input).item.flatMap { failed($0) }
  }

  private func failed(_ item: CaptureItem) -> FailedRecord? {
    item.source.raw.map { FailedRecord($0, told: item.told, way: way) }
  }

  /// What was read with what the archive knows. `before` is what was learnt from captures that are not stored
  /// yet.
  func batch(_ read: [Read], _ archive: ArchiveLookup, before: [SourceLines] = []) throws -> Batch {
    let captures = read.compactMap { read -> (ReadAnswer, CaptureFacts)? in
      guard case .capture(let answer) = read, case .capture(_, let facts) = answer.outcome else { return nil }
      return (answer, facts)
    }
    let known = try archive.known(captures.map(\.1.digest))
    var fresh: [Digest: SourceLines] = [:]
    for (answer, facts) in captures where known[facts.digest] == nil { fresh[facts.digest] = answer.lines }
    let lines = Array(fresh.values)
    let templates = try archive.templates(for: lines, before: before, work)
    return Batch(read: read, known: known, templates: templates, lines: lines)
  }

  /// Cleans a batch on all cores; captures that are stored already are not cleaned again. Captures without a
  /// date, as from a pipe, get the time `now`.
  func clean(_ batch: Batch, now: Instant) -> [Prepared] {
    var items: [CleanItem] = []
    var stored: [CaptureTicket] = []
    let prepared = batch.read.map { read -> Prepared? in
      switch read {
      case .done(let prepared): return prepared
      case .capture(let answer):
        guard case .capture(let ticket, let facts) = answer.outcome else { return nil }
        if let id = batch.known[facts.digest] {
          stored.append(ticket)
          return .known(id)
        }
        items.append(CleanItem(ticket: ticket, date: date(of: facts), now: now))
        return nil
      }
    }
    work.drop(stored)
    var answers = zip(items, work.clean(items, pipeline.setting(batch.templates, .prepared))).map {
      self.prepared($1, $0.ticket.item)
    }[...]
    return prepared.map { $0 ?? answers.popFirst() ?? .skipped(.noText) }
  }

  private func prepared(_ answer: CleanAnswer, _ item: CaptureItem) -> Prepared {
    switch answer {
    case .prepared(let capture): .ready(capture)
    case .failed(.cleaning(let fault)): .skipped(fault)
    case .failed(.reading(let fault)): .failed(fault)
    case .failed(.passed(let passed)): .passed(passed)
    case .failed(.lost(let loss)): .lost(loss, failed(item))
    case .failed(.notJSON), .story, .explanation: .skipped(.noText)
    }
  }

  /// The date in the path or the address, for a capture without one; nil for its own.
  private func date(of facts: CaptureFacts) -> StoryDate? {
    guard facts.date == nil, let pattern else { return nil }
    return pattern.date(in: facts.path ?? "", origin: .path)
      ?? facts.url.flatMap { pattern.date(in: $0, origin: .url) }
  }
}

extension Told {
  /// A row of the manifest.
  init(_ entry: Manifest.Entry) {
    self.init(url: entry.url, publisher: entry.publisher, date: entry.date)
  }
}

extension CaptureSource {
  /// Its bytes, to be kept; nil where they cannot be read.
  fileprivate var raw: RawCapture? {
    switch self {
    case .record(let raw): raw
    case .file(let path, let isNamed, _, let page):
      RawCapture(file: path, named: isNamed)?.told(url: page.url, time: page.time)
    case .stored, .line: nil
    }
  }
}

extension Ingest {
  static func batches(_ count: Int, of batch: Int = batch) -> [Range<Int>] {
    stride(from: 0, to: count, by: batch).map { $0..<min($0 + batch, count) }
  }
}
