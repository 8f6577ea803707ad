import BinaryCoding
import Glibc
import Importing
import Locking
import Stories
import Workers

/// Opens files of many captures in a process that can do nothing else.
final class RecordPool: Sendable {
  private let start: WorkerStart
  private let current: Mutex<WorkerPool>
  /// Over all the files that were opened.
  private let payloads = PayloadIndex()

  init(_ start: WorkerStart) {
    self.start = start
    current = Mutex(WorkerPool(start, places: 1))
  }

  private var pool: WorkerPool { current.withLock(\.self) }

  /// What its worker said when it was ready; nil until one was.
  var ready: [UInt8]? { pool.ready }

  /// Ends the worker, whatever it is at or waits for; the next file is opened by another.
  func replaceWorker() {
    let new = WorkerPool(start, places: 1)
    current.withLock { $0 = new }
  }

  func open(
    _ path: String, isNamed: Bool, from position: Position?
  ) -> Result<RecordOpening, ImportFault> {
    let request = OpenRequest(path: path, isNamed: isNamed, position: position)
    // A second try, since it may be the machine that failed.
    var last = WorkerLoss.broken
    for _ in 0..<2 {
      switch answer(to: request, file: { Worker.opened(path, followLinks: isNamed) }) {
      case .failure(.lost(let loss)): last = loss
      case .failure(.fault(let fault)): return .failure(fault)
      case .success((.page(let size), _)): return .success(.page(size: size))
      case .success((.database, _)): return .success(.database)
      case .success((.failed(let fault), _)): return .failure(fault)
      case .success((.records, let worker)):
        return .success(.records(RemoteRecords(self, request, .success(worker))))
      }
    }
    return .failure(.damaged(path: path, at: .byte(0), .other(last.words)))
  }

  func open(pipe: Int32, name: String) -> any RecordStream {
    let request = OpenRequest(path: name, isPipe: true)
    let opened = answer(to: request) {
      let copy = fcntl(pipe, F_DUPFD_CLOEXEC, 0)
      return copy >= 0 ? .success(copy) : .failure(.unreadable(path: name, reason: Descriptor.reason(errno)))
    }
    return RemoteRecords(
      self, request,
      opened.flatMap { reply, worker in
        if case .records = reply { .success(worker) } else { .failure(.lost(.broken)) }
      })
  }

  func open(bytes: [UInt8], name: String) -> any RecordStream {
    var writer = ByteWriter()
    writer.append(blob: bytes)
    writer.append(name)
    let job = WorkerJob(WorkerTask.openBytes.rawValue, writer.bytes)
    let opened: Result<WorkerID, OpenFault> =
      switch pool.run([job]).first {
      case .answer(_, let worker): .success(worker)
      case .lost(let loss): .failure(.lost(loss))
      case .gone, nil: .failure(.lost(.broken))
      }
    return RemoteRecords(self, OpenRequest(path: name, isPipe: true), opened)
  }

  func page(of revisit: Revisit) -> Record? {
    guard let digest = revisit.digest, let place = payloads.place(of: digest) else { return nil }
    var writer = ByteWriter()
    writer.append(revisit)
    writer.append(place.offset)
    var job = WorkerJob(WorkerTask.page.rawValue, writer.bytes)
    job.file = {
      switch Worker.opened(place.path, followLinks: true) {
      case .success(let descriptor): .open(descriptor)
      case .failure: .answer(Record?.none.encoded)
      }
    }
    guard case .answer(let bytes, _)? = pool.run([job]).first else { return nil }
    return (try? Record?(encoded: bytes)).flatMap(\.self)
  }

  func snapshot(_ index: [UInt8]) -> Snapshot.Index? {
    guard case .answer(let bytes, _)? = pool.run([WorkerJob(WorkerTask.snapshot.rawValue, index)]).first
    else {
      return nil
    }
    return (try? Snapshot.Index?(encoded: bytes)).flatMap(\.self)
  }

  enum OpenFault: Error {
    case lost(WorkerLoss)
    case fault(ImportFault)
  }

  /// Opens a file anew, for a stream that lost its worker.
  func answer(
    to request: OpenRequest, file: @escaping @Sendable () -> Result<Int32, ImportFault>
  ) -> Result<(reply: OpenReply, worker: WorkerID), OpenFault> {
    var job = WorkerJob(WorkerTask.open.rawValue, request.encoded)
    job.waits = request.isPipe
    job.file = {
      switch file() {
      case .success(let descriptor): .open(descriptor)
      case .failure(let fault): .answer(OpenReply.failed(fault).encoded)
      }
    }
    switch pool.run([job]).first {
    case .answer(let bytes, let worker):
      guard let reply = try? OpenReply(encoded: bytes) else { return .failure(.lost(.broken)) }
      if case .failed(let fault) = reply { return .failure(.fault(fault)) }
      return .success((reply, worker))
    case .lost(let loss): return .failure(.lost(loss))
    case .gone, nil: return .failure(.lost(.broken))
    }
  }

  /// Begins to read the next records.
  func begin(most: Int, bytes: Int, waits: Bool, _ worker: WorkerID) -> WorkerBatch {
    var writer = ByteWriter()
    writer.append(most)
    writer.append(bytes)
    // A record may be large, whatever was read before it.
    var job = WorkerJob(WorkerTask.records.rawValue, writer.bytes, weight: CaptureReader.limit)
    (job.worker, job.waits) = (worker, waits)
    return pool.begin([job])
  }

  /// Responses that stand in the file at a path, whatever path the worker says.
  func note(_ payloads: [String: PayloadIndex.Location], in path: String) {
    for (digest, place) in payloads {
      self.payloads.note(digest, PayloadIndex.Location(path: path, offset: place.offset))
    }
  }
}

/// The records of a file that another process reads. While some are handled, the next are read.
final class RemoteRecords: RecordStream {
  private static let most = 64
  private static let bytes = 1 << 20

  private let pool: RecordPool
  private let request: OpenRequest
  private var worker: WorkerID?
  private var ahead: WorkerBatch?
  private var items: ArraySlice<RecordsReply.Item> = []
  private var isEnd = false
  /// Whether its worker was lost, and records are read one by one since.
  private var isCareful = false
  private let budget = Budget(Budget.Account())
  private var account = Budget.Account()
  private(set) var position: Position
  private(set) var reached: Int64 = 0

  init(_ pool: RecordPool, _ request: OpenRequest, _ opened: Result<WorkerID, RecordPool.OpenFault>) {
    (self.pool, self.request) = (pool, request)
    position = request.position ?? Position()
    switch opened {
    case .success(let worker): self.worker = worker
    case .failure(.lost(let loss)): end(loss)
    case .failure(.fault(let fault)): end(fault)
    }
  }

  func next() -> Record? {
    if items.isEmpty, !isEnd { fill() }
    guard let item = items.popFirst() else { return nil }
    (position, reached) = (item.position, item.reached)
    var part = item.account
    part.read = max(0, part.read - account.read)
    part.made = max(0, part.made - account.made)
    budget.add(part)
    account = item.account
    guard case .capture(let raw) = item.record.content else { return item.record }
    if let excess = budget.excess {
      giveUp()
      return Record(path: request.path, fault: .damaged(path: request.path, at: .byte(reached), excess))
    }
    return item.record.with(raw.limited(by: budget))
  }

  private func fill() {
    guard let worker else { return isEnd = true }
    let batch = ahead ?? begin(worker)
    ahead = nil
    guard case .answer(let bytes, _)? = batch.wait().first, let reply = try? RecordsReply(encoded: bytes)
    else {
      return restart(batch.wait().first)
    }
    if !request.isPipe { pool.note(reply.payloads, in: request.path) }
    items = reply.items[...]
    isEnd = reply.isEnd
    if !isEnd { ahead = begin(worker) }
  }

  private func begin(_ worker: WorkerID) -> WorkerBatch {
    pool.begin(
      most: isCareful ? 1 : Self.most, bytes: Self.bytes, waits: request.isPipe, worker)
  }

  /// Goes on with another worker where this one was lost, once; a pipe cannot be read again.
  private func restart(_ answer: WorkerAnswer?) {
    var loss = WorkerLoss.broken
    if case .lost(let found)? = answer { loss = found }
    guard !isCareful, !request.isPipe else { return end(loss) }
    isCareful = true
    account = Budget.Account(read: position.offset)
    var request = request
    request.position = position
    let isNamed = request.isNamed
    let path = request.path
    guard
      case .success((.records, let worker)) = pool.answer(
        to: request, file: { Worker.opened(path, followLinks: isNamed) })
    else { return end(loss) }
    self.worker = worker
    fill()
  }

  /// Reads no more. The worker may wait for the rest of a pipe as long as its writer likes.
  private func giveUp() {
    (worker, items, isEnd) = (nil, [], true)
    if request.isPipe, ahead != nil { pool.replaceWorker() }
    ahead = nil
  }

  private func end(_ loss: WorkerLoss) {
    end(.damaged(path: request.path, at: .byte(reached), .other(loss.words)))
  }

  /// Ends with a fault as the last record.
  private func end(_ fault: ImportFault) {
    (worker, isEnd) = (nil, true)
    let record = Record(path: request.path, fault: fault)
    items = [RecordsReply.Item(record: record, position: position, reached: reached, account: account)]
  }
}

extension WorkerLoss {
  /// In English, for the middle of a sentence.
  var words: String {
    switch self {
    case .signal(let number): "reading ended by signal \(number); the rest is not read"
    case .status(let number): "reading ended with status \(number); the rest is not read"
    case .late: "reading took too long; the rest is not read"
    case .broken: "reading gave no valid answer; the rest is not read"
    case .notStarted(let reason): "reading could not begin: \(reason)"
    }
  }
}
