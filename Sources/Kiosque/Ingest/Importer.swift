import Archive
import Dispatch
import Importing
import Stories
import Synchronization

/// An import into an archive: a batch is read and cleaned while the one before is written; a result for each
/// input, in order.
final class Importer {
  /// What is cleaned and not yet written.
  private struct Waiting: Sendable {
    var inputs: [IngestInput]
    var prepared: [Ingest.Prepared]
    var lines: [SourceLines]
    /// How far the file of the last input is imported.
    var mark: ImportMark?
    /// Files that end in this batch.
    var ended: [String]
  }

  private let archive: any StoryArchive
  private let ingest: Ingest
  private let label: String
  private let now: Instant
  private var pending: [IngestInput] = []
  private var pendingBytes = 0
  private var mark: ImportMark?
  private var ended: [String] = []
  private var waiting: Waiting?
  private let cores = DispatchQueue(label: "kiosque.import")
  /// The import's number; nil until it stored something.
  private(set) var number: Int64?
  /// How many captures are stored in one transaction.
  private var partSize = Ingest.batch
  /// When an import mark was stored last.
  private var marked: Instant = 0
  /// Called when results are stored; an error ends the import.
  var report: ([IngestResult]) throws -> Void = { _ in }

  init(archive: any StoryArchive, ingest: Ingest, label: String, now: Instant) {
    self.archive = archive
    self.ingest = ingest
    self.label = label
    self.now = now
  }

  func add(_ input: IngestInput, at checkpoint: Intake.Checkpoint? = nil) throws {
    let isHeavy = input.size >= Ingest.heavy
    if isHeavy { try flush() }
    pending.append(input)
    pendingBytes += input.size
    mark = checkpoint?.isLast == false ? checkpoint?.mark : nil
    if let checkpoint, checkpoint.isLast { ended.append(checkpoint.mark.file.path) }
    if isHeavy { return try flush() }
    if pending.count >= Ingest.batch || pendingBytes >= Ingest.batchBytes { try work() }
  }

  /// Handles what was added; on return it is stored.
  func flush() throws {
    try work()
    guard let last = waiting else { return }
    waiting = nil
    try report(try save(last))
  }

  /// Reads and cleans what was added, and meanwhile writes what was cleaned before.
  private func work() throws {
    guard !pending.isEmpty else { return }
    let inputs = pending
    (pending, pendingBytes) = ([], 0)
    let batch = try ingest.read(inputs, .of(archive), before: waiting?.lines ?? [])
    let cleaning = Cleaning()
    let group = DispatchGroup()
    cores.async(group: group) { [ingest, now] in cleaning.finish(ingest.clean(batch, now: now)) }
    let written = Result { try waiting.map { try save($0) } }
    group.wait()
    waiting = Waiting(
      inputs: inputs, prepared: cleaning.prepared, lines: batch.lines, mark: mark, ended: ended)
    ended = []
    if let results = try written.get() { try report(results) }
  }

  /// What is cleaned on other threads.
  private final class Cleaning: Sendable {
    private let result = Mutex<[Ingest.Prepared]>([])

    var prepared: [Ingest.Prepared] { result.withLock { $0 } }

    func finish(_ prepared: [Ingest.Prepared]) {
      result.withLock { $0 = prepared }
    }
  }

  private func save(_ waiting: Waiting) throws -> [IngestResult] {
    let captures = waiting.prepared.compactMap {
      if case .ready(let capture) = $0 { capture } else { nil }
    }
    var outcomes: [SaveOutcome] = []
    do {
      try saveInParts(captures, waiting.mark, &outcomes)
      if captures.isEmpty { try keep(waiting.mark) }
      for path in waiting.ended { try archive.endMark(of: path) }
    } catch {
      // What was stored is reported before the fault is; lists of feeds are not stored yet.
      if let stored = try? results(of: waiting, outcomes, withFeeds: false) { try? report(stored) }
      throw error
    }
    return try results(of: waiting, outcomes, withFeeds: true)
  }

  /// A result for each input, as far as outcomes are known; feeds are stored with theirs.
  private func results(
    of waiting: Waiting, _ outcomes: [SaveOutcome], withFeeds: Bool
  ) throws -> [IngestResult] {
    var (results, rest) = ([IngestResult](), outcomes[...])
    for (input, prepared) in zip(waiting.inputs, waiting.prepared) {
      if case .ready = prepared, rest.isEmpty { break }
      if case .feeds = prepared, !withFeeds { break }
      results.append(IngestResult(path: input.path, outcome: try outcome(of: prepared, &rest)))
    }
    return results
  }

  /// Where nothing is stored, a mark a second is enough.
  private func keep(_ mark: ImportMark?) throws {
    guard let mark, Clock.now > marked else { return }
    marked = Clock.now
    try archive.keep(mark)
  }

  /// Stores a batch whole, and where the disk has no room for that, in ever smaller parts: after each the
  /// write-ahead log is emptied, which frees its room for the next.
  private func saveInParts(
    _ captures: [PreparedCapture], _ mark: ImportMark?, _ outcomes: inout [SaveOutcome]
  ) throws {
    while outcomes.count < captures.count {
      let rest = captures[outcomes.count...]
      let part = Array(rest.prefix(partSize))
      let stored: [SaveOutcome]
      do {
        let number =
          try self.number
          ?? archive.beginImport(
            label: label, at: now, siteConfigs: ingest.siteConfigs)
        self.number = number
        stored = try archive.save(part, import: number, mark: part.count == rest.count ? mark : nil)
      } catch ArchiveFault.full where part.count > 1 {
        archive.freeRoom()
        partSize = max(1, part.count / 16)
        continue
      }
      outcomes += stored
      do {
        try archive.settleVersions(of: stored, ingest.pipeline)
      } catch ArchiveFault.full {
        archive.freeRoom()
        try archive.settleVersions(of: stored, ingest.pipeline)
      }
      guard partSize < Ingest.batch else { continue }
      archive.consolidate()
      partSize = min(Ingest.batch, partSize * 2)
    }
  }

  private func outcome(of prepared: Ingest.Prepared, _ outcomes: inout ArraySlice<SaveOutcome>)
    throws -> IngestResult.Outcome
  {
    switch prepared {
    case .failed(let fault): .failed(fault)
    case .skipped(let fault): .skipped(fault)
    case .passed(let passed): .passed(passed)
    case .known(let id): .saved(.known(id), title: "")
    case .feeds(let feeds):
      .feeds(feeds, new: try archive.keepFeeds(feeds.map { ($0.url, $0.title, $0.site, $0.folder) }, at: now))
    case .ready(let capture):
      outcomes.popFirst().map { .saved($0, title: capture.title, doubt: capture.doubt) } ?? .skipped(.noText)
    }
  }
}
