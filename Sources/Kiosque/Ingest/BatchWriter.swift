import Archive
import Importing
import Stories
import Workers

/// Writes the batches of an import, one after another.
struct BatchWriter: Sendable {
  /// Cleaned captures that are not written yet.
  struct Batch: Sendable {
    var inputs: [IngestInput]
    var prepared: [Ingest.Prepared]
    /// How far the file of the last input is imported.
    var mark: ImportMark?
    /// Files that end in this batch.
    var ended: [String]

    /// Whether the archive has something to store of it.
    var isStored: Bool {
      prepared.contains { prepared in
        switch prepared {
        case .ready, .feeds, .lost(_, .some): true
        case .known, .failed, .skipped, .passed, .lost(_, nil): false
        }
      }
    }
  }

  /// The results of the inputs that were stored, and the fault if that is not all of them.
  struct Written: Sendable {
    var results: [IngestResult]
    var fault: (any Error)?
  }

  let target: ImportTarget
  let ingest: Ingest
  let label: String
  let now: Instant
  /// The import's number; nil until it stored something.
  private(set) var number: Int64?
  /// How many captures are stored in one transaction.
  private var partSize = Ingest.batch
  /// When an import mark was stored last.
  private var marked: Instant = 0

  init(_ target: ImportTarget, ingest: Ingest, label: String, now: Instant) {
    (self.target, self.ingest, self.label, self.now) = (target, ingest, label, now)
  }

  private var archive: any StoryArchive { target.archive }

  /// Where no worker could be started, which is no fault of any capture, the inputs before are written, and
  /// that is the fault.
  mutating func write(_ batch: Batch) -> Written {
    for (index, prepared) in batch.prepared.enumerated() {
      guard case .lost(.notStarted(let reason), _) = prepared else { continue }
      let ready = Batch(
        inputs: Array(batch.inputs.prefix(index)), prepared: Array(batch.prepared.prefix(index)), ended: [])
      let written = store(ready)
      return Written(results: written.results, fault: written.fault ?? WorkerLoss.notStarted(reason))
    }
    return store(batch)
  }

  private mutating func store(_ batch: Batch) -> Written {
    let captures = batch.prepared.compactMap {
      if case .ready(let capture) = $0 { capture } else { nil }
    }
    var outcomes: [SaveOutcome] = []
    var isKept = false
    do {
      if batch.isStored { try target.make() }
      // Before the mark that a later import goes on from.
      try keepLost(batch)
      isKept = true
      try saveInParts(captures, batch.mark, &outcomes)
      if target.isMade {
        if captures.isEmpty { try keep(batch.mark) }
        for path in batch.ended { try archive.endMark(of: path) }
      }
      return Written(results: try results(of: batch, outcomes, withFeeds: true, withLost: true))
    } catch {
      // Lists of feeds are not stored yet.
      let stored = try? results(of: batch, outcomes, withFeeds: false, withLost: isKept)
      return Written(results: stored ?? [], fault: error)
    }
  }

  /// Keeps what workers were lost at.
  private func keepLost(_ batch: Batch) throws {
    let lost = zip(batch.inputs, batch.prepared).compactMap { input, prepared -> FailedCapture? in
      guard case .lost(let loss, let record?) = prepared else { return nil }
      return FailedCapture(
        path: input.path, reason: Faults.phrase(loss)[.english], time: now, record: record.encoded)
    }
    if !lost.isEmpty { try archive.keepFailed(lost) }
  }

  /// A result for each input, as far as outcomes are known; feeds are stored with theirs.
  private func results(
    of batch: Batch, _ outcomes: [SaveOutcome], withFeeds: Bool, withLost: Bool
  ) throws -> [IngestResult] {
    var (results, rest) = ([IngestResult](), outcomes[...])
    for (input, prepared) in zip(batch.inputs, batch.prepared) {
      if case .ready = prepared, rest.isEmpty { break }
      if case .feeds = prepared, !withFeeds { break }
      if case .lost = prepared, !withLost { break }
      results.append(IngestResult(path: input.path, outcome: try outcome(of: prepared, &rest)))
    }
    return results
  }

  /// If nothing is stored, one mark a second is enough.
  private mutating func keep(_ mark: ImportMark?) throws {
    guard let mark, Clock.now > marked else { return }
    marked = Clock.now
    try archive.keep(mark)
  }

  /// Stores a batch in one transaction. Where the disk has too little room, stores it in ever smaller parts,
  /// and empties the write-ahead log after each, which frees its space for the next.
  private mutating func saveInParts(
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
    case .lost(let loss, let record): .lost(loss, isKept: record != nil)
    case .feeds(let feeds):
      .feeds(feeds, new: try archive.keepFeeds(feeds.map { ($0.url, $0.title, $0.site, $0.folder) }, at: now))
    case .ready(let capture):
      outcomes.popFirst().map { .saved($0, title: capture.title, doubt: capture.doubt) } ?? .skipped(.noText)
    }
  }
}
