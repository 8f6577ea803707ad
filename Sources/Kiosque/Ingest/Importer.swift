import Archive
import Importing
import Stories

/// An import into an archive: batches through the pipeline, a result for each input, in order.
final class Importer {
  private let archive: Archive
  private let ingest: Ingest
  private let label: String
  private let now: Instant
  private var pending: [IngestInput] = []
  /// The import's number; nil until it stored something.
  private(set) var number: Int64?
  private(set) var done = 0
  var report: ([IngestResult]) -> Void = { _ in }

  init(archive: Archive, ingest: Ingest, label: String, now: Instant) {
    self.archive = archive
    self.ingest = ingest
    self.label = label
    self.now = now
  }

  func add(_ input: IngestInput) throws {
    pending.append(input)
    if pending.count >= Ingest.batch { try flush() }
  }

  /// Works off what was added; on return it is stored.
  func flush() throws {
    guard !pending.isEmpty else { return }
    let inputs = pending
    pending = []
    let prepared = try ingest.prepare(inputs, .of(archive))
    let deposits = prepared.compactMap { if case .deposit(let deposit) = $0 { deposit } else { nil } }
    var outcomes = try save(deposits)[...]
    let results = zip(inputs, prepared).map { input, prepared in
      IngestResult(path: input.path, outcome: outcome(of: prepared, &outcomes))
    }
    done += results.count
    report(results)
  }

  private func save(_ deposits: [Deposit]) throws -> [SaveOutcome] {
    guard !deposits.isEmpty else { return [] }
    let number = try self.number ?? archive.beginImport(label: label, at: now)
    self.number = number
    let outcomes = try archive.save(deposits, import: number)
    try archive.keepCorrections(of: outcomes, ingest.cleaner)
    return outcomes
  }

  private func outcome(of prepared: Ingest.Prepared, _ outcomes: inout ArraySlice<SaveOutcome>)
    -> IngestResult.Outcome
  {
    switch prepared {
    case .failed(let fault): .failed(fault)
    case .skipped(let fault): .skipped(fault)
    case .known(let id): .saved(.known(id), title: "")
    case .deposit(let deposit):
      outcomes.popFirst().map { .saved($0, title: deposit.title) } ?? .skipped(.noText)
    }
  }
}
