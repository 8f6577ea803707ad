import Archive
import BinaryCoding
import DataFiles
import Importing
import Stories
import Workers

/// Reads and cleans captures in processes that can do nothing else.
final class CagedWork: CaptureWork {
  private let siteConfigs: String?
  private let pool: WorkerPool
  private let records: RecordPool
  private let faults = FaultCollector()
  /// The folders of site configurations that workers may ask for.
  private let folders: SiteConfigFolders

  init(_ reader: CaptureReader = CaptureReader(), siteConfigs: String?) {
    self.siteConfigs = siteConfigs
    let start = Worker.start(WorkerSetup(reader, siteConfigs: siteConfigs))
    let folders = SiteConfigFolders(siteConfigs)
    self.folders = folders
    pool = WorkerPool(start, places: Worker.count) { SiteConfigQuestion.answer(to: $0, folders) }
    records = RecordPool(start)
  }

  func reading(with reader: CaptureReader) -> any CaptureWork {
    CagedWork(reader, siteConfigs: siteConfigs)
  }

  func open(
    _ path: String, isNamed: Bool, from position: Position?
  ) -> Result<RecordOpening, ImportFault> {
    records.open(path, isNamed: isNamed, from: position)
  }

  func open(pipe: Int32, name: String) -> any RecordStream { records.open(pipe: pipe, name: name) }

  func open(bytes: [UInt8], name: String) -> any RecordStream { records.open(bytes: bytes, name: name) }

  func page(of revisit: Revisit) -> Record? { records.page(of: revisit) }

  func snapshot(_ index: [UInt8]) -> Snapshot.Index? { records.snapshot(index) }

  func read(_ items: [CaptureItem]) -> [ReadAnswer] {
    var items = items
    let read = replies(to: items)
    var answers = concurrently(Array(zip(items, read))) { $1.answer(to: $0) }
    // Lines that name a file are read again, with it.
    let wanting = read.indices.filter { read[$0].wanted != nil }
    for index in wanting {
      guard case .line(let text, _) = items[index].source else { continue }
      items[index].source = .line(text, file: read[index].wanted)
    }
    for (index, reply) in zip(wanting, replies(to: wanting.map { items[$0] })) {
      let id = answers[index].id
      answers[index] = reply.answer(to: items[index])
      answers[index].id = answers[index].id ?? id
    }
    return answers
  }

  private func replies(to items: [CaptureItem]) -> [ReadResult] {
    pool.run(concurrently(items) { self.job(for: $0) }).map { ReadResult($0) }
  }

  private func job(for item: CaptureItem) -> WorkerJob {
    var job = WorkerJob(WorkerTask.read.rawValue, item.encoded, weight: item.source.size)
    switch item.source {
    case .file(let path, let isNamed, _, _): job.file = { Worker.file(path, followLinks: isNamed) }
    case .line(_, let path?): job.file = { Worker.file(path, followLinks: true) }
    case .stored(let capture): capture.siteConfigs.map(folders.allow)
    case .record, .line: break
    }
    return job
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
    // Each round loses a capture at least, or it is the last.
    while true {
      let gone = answers.indices.filter { answers[$0] == nil }
      guard !gone.isEmpty else { break }
      for (index, read) in zip(gone, read(gone.map { items[$0].ticket.item })) {
        switch read.outcome {
        case .capture(let ticket, _): items[index].ticket = ticket
        case .lost(let loss): answers[index] = .lost(loss)
        case .passed, .failed, .notJSON: answers[index] = .failed(.noText)
        }
      }
      let again = gone.filter { answers[$0] == nil }
      for (index, answer) in zip(again, cleaned(again.map { items[$0] }, context)) { answers[index] = answer }
    }
    return answers.map { $0 ?? .failed(.noText) }
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
      case .lost(let loss): return .lost(loss)
      case .answer(let bytes, _):
        guard let reply = try? CleanReply(encoded: bytes) else { return .lost(.broken) }
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

  func texts(of captures: [Capture]) -> [String?] {
    pool.run(captures.map { WorkerJob(WorkerTask.decode.rawValue, $0.encoded) }).map { answer in
      if case .answer(let bytes, _) = answer { try? String(encoded: bytes) } else { nil }
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

/// What a worker answered to reading a capture.
private struct ReadResult: Sendable {
  private var reply: Result<(ReadReply, WorkerID), WorkerLoss>

  init(_ answer: WorkerAnswer) {
    switch answer {
    case .lost(let loss): reply = .failure(loss)
    // Reading is for any worker; none is left when the program ends.
    case .gone: reply = .failure(.notStarted("the program ends"))
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
      if case .record(let raw) = item.source { raw.countUnpacked(reply.unpacked) }
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
