import Archive
import BinaryCoding
import CMemory
import DataFiles
import Importing
import Stories
import Synchronization
import Workers

/// Reads and cleans captures in processes that can do nothing else.
final class CagedWork: CaptureWork {
  /// How many captures are read until workers are told again what their files have become.
  private static let together = 256

  private let siteConfigs: String?
  private let pool: WorkerPool
  private let records: RecordPool
  /// Reads texts in their charsets, and is ready sooner than one that cleans.
  private let decoders: WorkerPool
  private let faults = FaultCollector()
  private let isWarm = Atomic<Bool>(false)
  /// The folders of site configurations that workers may ask for.
  private let folders: SiteConfigFolders

  /// `memory` is how many bytes each of them may have; nil for what is usual.
  init(_ reader: CaptureReader = CaptureReader(), siteConfigs: String?, memory: UInt64? = nil) {
    self.siteConfigs = siteConfigs
    func start(_ purpose: WorkerSetup.Purpose, siteConfigs: String? = nil) -> WorkerStart {
      var setup = WorkerSetup(reader, siteConfigs: siteConfigs, purpose: purpose)
      if let memory, !kq_is_sanitized() { setup.memory = memory }
      return Worker.start(setup)
    }
    let folders = SiteConfigFolders(siteConfigs)
    self.folders = folders
    pool = WorkerPool(start(.cleaning, siteConfigs: siteConfigs), places: Worker.count) {
      SiteConfigQuestion.answer(to: $0, folders)
    }
    records = RecordPool(start(.records))
    decoders = WorkerPool(start(.decoding), places: 1)
  }

  func reading(with reader: CaptureReader) -> any CaptureWork {
    CagedWork(reader, siteConfigs: siteConfigs)
  }

  func open(
    _ path: String, isNamed: Bool, from position: Position?
  ) -> Result<RecordOpening, ImportFault> {
    warmUp()
    return records.open(path, isNamed: isNamed, from: position)
  }

  /// Starts a worker that cleans while another one opens the first file.
  private func warmUp() {
    guard !isWarm.exchange(true, ordering: .relaxed) else { return }
    _ = pool.begin([WorkerJob(WorkerTask.snapshot.rawValue, [])])
  }

  func open(pipe: Int32, name: String) -> any RecordStream {
    warmUp()
    return records.open(pipe: pipe, name: name)
  }

  func open(bytes: [UInt8], name: String) -> any RecordStream { records.open(bytes: bytes, name: name) }

  func page(of revisit: Revisit) -> Record? { records.page(of: revisit) }

  func snapshot(_ index: [UInt8]) -> Snapshot.Index? { records.snapshot(index) }

  func read(_ items: [CaptureItem]) -> [ReadAnswer] {
    var items = items
    let read = replies(to: items)
    var answers = concurrently(Array(zip(items, read))) { $1.answer(to: $0) }
    // Lines that name a file are read again, with it.
    let wanting = read.indices.filter { read[$0].wanted != nil }
    let named = wanting.filter { index in
      // Only the file that the line itself names: what a worker says is not trusted.
      guard case .line(let text, _) = items[index].source, let path = read[index].wanted,
        CaptureLine(text)?.path == path
      else { return false }
      items[index].source = .line(text, file: path)
      return true
    }
    for (index, reply) in zip(named, replies(to: named.map { items[$0] })) {
      let id = answers[index].id
      answers[index] = reply.answer(to: items[index])
      answers[index].id = answers[index].id ?? id
    }
    return answers
  }

  private func replies(to items: [CaptureItem]) -> [ReadResult] {
    var replies: [ReadResult] = []
    for range in Ingest.batches(items.count, of: Self.together) {
      let part = Array(items[range])
      let count = UnpackedCount(part)
      let answers = pool.run(concurrently(part) { self.job(for: $0) }) { count.take($1, at: $0) }
      var results = concurrently(answers) { ReadResult($0) }
      for (index, raw) in count.refused {
        if let ticket = results[index].answer(to: part[index]).ticket { drop([ticket]) }
        results[index] = ReadResult(Self.excess(raw))
      }
      replies += results
    }
    return replies
  }

  private func job(for item: CaptureItem) -> WorkerJob {
    var job = WorkerJob(WorkerTask.read.rawValue, item.encoded, weight: item.source.size)
    switch item.source {
    case .record(let raw):
      job.file = { raw.excess == nil ? .none : .answer(Self.excess(raw).encoded) }
    case .file(let path, let isNamed, _, _): job.file = { Worker.file(path, followLinks: isNamed) }
    case .line(_, let path?): job.file = { Worker.file(path, followLinks: true) }
    case .stored(let capture): capture.siteConfigs.map(folders.allow)
    case .line: break
    }
    return job
  }

  /// The answer for a record of a file that has become too much already.
  private static func excess(_ raw: RawCapture) -> ReadReply {
    ReadReply(DeskReading(outcome: .failed(raw.excess ?? .empty(path: ""))), unpacked: 0)
  }

  func tell(_ told: Told, of ticket: CaptureTicket) -> SourceLines? {
    var writer = ByteWriter()
    writer.append(told)
    writer.append(ticket.number)
    guard case .answer(let bytes, _) = ask(.tell, ticket, writer.bytes) else { return nil }
    var reader = ByteReader(bytes)
    guard let source = try? reader.value(String?.self), let lines = try? reader.value([LineSighting].self)
    else { return nil }
    return SourceLines(source: source, lines: lines, time: told.time, ticket: ticket)
  }

  func texts(of keys: Set<UInt64>, in ticket: CaptureTicket) -> [UInt64: String] {
    var writer = ByteWriter()
    writer.append(ticket.number)
    writer.append(keys)
    guard case .answer(let bytes, _) = ask(.texts, ticket, writer.bytes) else { return [:] }
    return (try? [UInt64: String](encoded: bytes)) ?? [:]
  }

  private func ask(_ task: WorkerTask, _ ticket: CaptureTicket, _ body: [UInt8]) -> WorkerAnswer? {
    var job = WorkerJob(task.rawValue, body)
    job.worker = ticket.worker
    return pool.run([job]).first
  }

  /// Captures whose worker was lost meanwhile, at another one, are read again.
  func clean(_ items: [CleanItem], _ setting: CleanSetting) -> [CleanAnswer] {
    let context = WorkerContext(setting.encoded)
    var items = items
    var answers = cleaned(items, context)
    for round in 0... {
      let gone = answers.indices.filter { answers[$0] == nil }
      if gone.isEmpty { break }
      // Where workers go on ending, captures are taken one at a time, and the last try is the last.
      let parts = round < 2 ? [gone] : gone.map { [$0] }
      for part in parts {
        readAgain(part, &items, &answers)
        let again = part.filter { answers[$0] == nil }
        for (index, answer) in zip(again, cleaned(again.map { items[$0] }, context)) {
          answers[index] = answer ?? (round < 2 ? nil : .failed(.lost(.broken)))
        }
      }
    }
    return answers.map { $0 ?? .failed(.lost(.broken)) }
  }

  /// Reads captures again whose worker is gone.
  private func readAgain(_ indices: [Int], _ items: inout [CleanItem], _ answers: inout [CleanAnswer?]) {
    for (index, read) in zip(indices, read(indices.map { items[$0].ticket.item })) {
      if let ticket = read.ticket { items[index].ticket = ticket }
      // Its file may have changed meanwhile.
      if let fault = read.fault { answers[index] = .failed(fault) }
    }
  }

  /// Nil where the worker that keeps the capture is gone.
  private func cleaned(_ items: [CleanItem], _ context: WorkerContext) -> [CleanAnswer?] {
    let jobs = items.map { item in
      var job = WorkerJob(
        WorkerTask.clean.rawValue, CleanRequest(item).encoded, weight: item.ticket.item.source.size)
      (job.worker, job.context) = (item.ticket.worker, context)
      return job
    }
    return concurrently(pool.run(jobs)) { answer -> CleanAnswer? in
      switch answer {
      case .gone: return nil
      case .lost(let loss): return .failed(.lost(loss))
      case .answer(let bytes, _):
        guard let reply = try? CleanReply(encoded: bytes) else { return .failed(.lost(.broken)) }
        if !reply.faults.isEmpty { faults.add(reply.faults) }
        return reply.answer
      }
    }
  }

  func drop(_ tickets: [CaptureTicket]) {
    for ticket in tickets {
      var job = WorkerJob(WorkerTask.drop.rawValue, ticket.number.encoded)
      job.worker = ticket.worker
      pool.tell(job)
    }
  }

  func text(of capture: Capture, bytes: Int?) throws(WorkerLoss) -> CaptureText {
    var writer = ByteWriter()
    writer.append(bytes)
    writer.append(capture)
    switch decoders.run([WorkerJob(WorkerTask.decode.rawValue, writer.bytes)]).first {
    case .lost(let loss): throw loss
    case .gone, nil: throw .atTheEnd
    case .answer(let bytes, _):
      guard let text = try? CaptureText(encoded: bytes) else { throw .broken }
      return text
    }
  }

  /// What takes workers their rights; throws where none could be started.
  func cage() throws(WorkerLoss) -> Cage {
    let job = WorkerJob(WorkerTask.snapshot.rawValue, [])
    if case .lost(let loss)? = pool.run([job]).first { throw loss }
    guard let ready = pool.ready.flatMap({ try? WorkerReady(encoded: $0) }) else { throw .broken }
    return Cage(rawValue: ready.cage)
  }

  func takeFaults() -> [DataFault] {
    let ready = (pool.ready ?? records.ready).flatMap { try? WorkerReady(encoded: $0) }
    return faults.take(ready?.faults ?? [])
  }
}

extension WorkerLoss {
  /// Of a job for any worker: none is left when the program ends.
  fileprivate static let atTheEnd = WorkerLoss.notStarted("the program ends")
}

/// What a worker answered to reading a capture.
private struct ReadResult: Sendable {
  private var reply: Result<(ReadReply, WorkerID?), WorkerLoss>

  /// Without a worker.
  init(_ reply: ReadReply) { self.reply = .success((reply, nil)) }

  init(_ answer: WorkerAnswer) {
    switch answer {
    case .lost(let loss): reply = .failure(loss)
    case .gone: reply = .failure(.atTheEnd)
    case .answer(let bytes, let worker):
      reply = (try? ReadReply(encoded: bytes)).map { .success(($0, worker)) } ?? .failure(.broken)
    }
  }

  /// The file that a line names, and that is to come with it.
  var wanted: String? {
    if case .success(let (reply, _)) = reply, case .wantsFile(let path) = reply.read.outcome {
      path
    } else {
      nil
    }
  }

  func answer(to item: CaptureItem) -> ReadAnswer {
    switch reply {
    case .failure(let loss): return ReadAnswer(outcome: .lost(loss))
    case .success(let (reply, worker)):
      let outcome: ReadOutcome =
        switch reply.read.outcome {
        case .capture(let number, let facts):
          .capture(CaptureTicket(number: number, worker: worker, item: item), facts)
        case .passed(let passed): .passed(passed)
        case .failed(let fault): .failed(fault)
        case .notJSON: .notJSON
        case .wantsFile(let path): .failed(.missing(path: path))
        }
      return ReadAnswer(outcome: outcome, id: reply.read.id)
    }
  }
}
