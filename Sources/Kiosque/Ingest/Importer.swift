import Archive
import Dispatch
import Importing
import Locking
import Stories

/// Imports into an archive: while a batch is read, the one before is cleaned, and the one before that is
/// written. It returns one result for each input, in order.
final class Importer {
  /// A batch that is read and on its way to the writer.
  private struct Cleaning {
    var work: Background<[Ingest.Prepared]>
    var inputs: [IngestInput]
    var lines: [SourceLines]
    var mark: ImportMark?
    var ended: [String]
  }

  private let target: ImportTarget
  private let ingest: Ingest
  private let now: Instant
  private var pending: [IngestInput] = []
  private var pendingBytes = 0
  private var mark: ImportMark?
  private var ended: [String] = []
  private var cleaning: Cleaning?
  private var writer: BatchWriter
  private var writing: Background<(writer: BatchWriter, written: BatchWriter.Written)>?
  /// Called when results are stored; an error ends the import.
  var report: ([IngestResult]) throws -> Void = { _ in }

  /// The import's number; nil until it stored something.
  var number: Int64? { writer.number }

  convenience init(archive: any StoryArchive, ingest: Ingest, label: String, now: Instant) {
    self.init(ImportTarget(archive), ingest: ingest, label: label, now: now)
  }

  init(_ target: ImportTarget, ingest: Ingest, label: String, now: Instant) {
    (self.target, self.ingest, self.now) = (target, ingest, now)
    writer = BatchWriter(target, ingest: ingest, label: label, now: now)
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

  /// Processes the inputs that were added; on return they are stored.
  func flush() throws {
    try work()
    try finishWriting()
    startWriting()
    try finishWriting()
  }

  /// Reads the inputs that were added, and passes those read before to the writer.
  ///
  /// What is known of a batch's sources must not depend on the speed of the writer, so it is always looked up
  /// when the batch before the last is stored.
  private func work() throws {
    guard !pending.isEmpty else { return }
    let inputs = pending
    (pending, pendingBytes) = ([], 0)
    let read = ingest.read(inputs)
    try finishWriting()
    let batch = Result { try ingest.batch(read, .of(target.archive), before: cleaning?.lines ?? []) }
    // What is cleaned is written, whatever becomes of the next.
    startWriting()
    try begin(batch.get(), inputs)
  }

  private func begin(_ batch: Ingest.Batch, _ inputs: [IngestInput]) {
    let work = Background { [ingest, now] in ingest.clean(batch, now: now) }
    cleaning = Cleaning(work: work, inputs: inputs, lines: batch.lines, mark: mark, ended: ended)
    ended = []
  }

  private func startWriting() {
    guard let last = cleaning else { return }
    cleaning = nil
    let batch = BatchWriter.Batch(
      inputs: last.inputs, prepared: last.work.value ?? [], mark: last.mark, ended: last.ended)
    writing = Background { [writer] in
      var writer = writer
      let written = writer.write(batch)
      return (writer, written)
    }
  }

  /// Waits for the batch that is being written, and reports it; what was added later is not stored.
  func finishWriting() throws {
    guard let done = writing?.value else { return }
    writing = nil
    writer = done.writer
    guard let fault = done.written.fault else { return try report(done.written.results) }
    // Stored inputs are reported before the fault.
    try? report(done.written.results)
    throw fault
  }
}

/// Work on another thread.
final class Background<Value: Sendable>: Sendable {
  private let group = DispatchGroup()
  private let result = Mutex<Value?>(nil)

  init(_ work: @escaping @Sendable () -> Value) {
    DispatchQueue.global().async(group: group) {
      let value = work()
      self.result.withLock { $0 = value }
    }
  }

  /// Waits for it; there is always one then.
  var value: Value? {
    group.wait()
    return result.withLock(\.self)
  }
}
