import Glibc

/// Keeps the process of one place of a pool at work. Used by one thread.
final class WorkerRunner {
  private let place: Int
  private let start: WorkerStart
  private var process: WorkerProcess?
  private var generation = 0
  /// Begun jobs, the oldest first, and their numbers.
  private var waiting: [(task: WorkerPool.Task, number: UInt64)] = []
  private var weight = 0
  private var number: UInt64 = 0
  /// When the oldest job became the oldest, in milliseconds of the monotonic clock.
  private var since = 0
  private var isReady = false
  /// How many starts failed since the last that did not.
  private var failedStarts = 0
  /// How much it has asked since its last answer.
  private var asked = 0

  /// How many jobs a process has ahead, and of how many bytes together.
  private static let window = 16
  private static let windowBytes = 1 << 20
  /// A process that never gets ready hangs, in milliseconds. On a busy machine, and under a sanitizer, a
  /// start may take minutes.
  private static let longestStart = 600_000
  /// How many starts in a row may fail before jobs are given up; from then on each start is tried once, until
  /// one does not fail.
  private static let mostFailedStarts = 5
  /// The pause after the first failed start, in microseconds; each further one is twice as long.
  private static let pause: UInt32 = 20_000
  /// A worker that asks more at one job does not work at it.
  private static let mostQuestions = 10_000
  /// The longest wait for something to happen, in milliseconds.
  private static let tick: Int32 = 1000

  init(place: Int, start: WorkerStart) {
    (self.place, self.start) = (place, start)
  }

  /// Whether there was nothing to do when it looked last.
  private(set) var isIdle = false

  /// Takes jobs and answers; returns whether the pool still needs it.
  func work(for pool: WorkerPool) -> Bool {
    while let task = nextTask(pool) { begin(task, pool) }
    isIdle = waiting.isEmpty
    guard !isIdle else {
      // What has no answer is still to be sent.
      if let process { _ = try? process.exchange(0) }
      return !pool.isClosing
    }
    do throws(WorkerLoss) {
      guard let process else { throw .broken }
      if try process.exchange(Self.tick) { try takeFrames(of: process, pool) }
      if !waiting.isEmpty { try check(pool) }
    } catch {
      lose(error, pool)
    }
    return true
  }

  private func nextTask(_ pool: WorkerPool) -> WorkerPool.Task? {
    guard waiting.count < Self.window, weight < Self.windowBytes else { return nil }
    return pool.take(place, ahead: waiting.count)
  }

  private func begin(_ task: WorkerPool.Task, _ pool: WorkerPool) {
    // One that ended while it had nothing to do is no fault of the next job.
    if waiting.isEmpty, process?.hasEnded == true { process = nil }
    if let worker = task.job.worker, process == nil || worker.generation != generation {
      task.batch?.take(.gone, at: task.index)
      return
    }
    do throws(WorkerLoss) {
      let process = if let process { process } else { try startedAtLast() }
      var file: Int32 = -1
      switch task.job.file?() ?? .none {
      case .open(let descriptor): file = descriptor
      case .answer(let bytes):
        task.batch?.take(.answer(bytes, by: WorkerID(place: place, generation: generation)), at: task.index)
        return
      case .none: break
      }
      if let context = task.job.context { process.add(context) }
      guard task.batch != nil else { return process.add(request(task, pool, number: 0), file: file) }
      number += 1
      process.add(request(task, pool, number: number), file: file)
      if waiting.isEmpty { since = Self.now }
      waiting.append((task, number))
      weight += task.job.weight
    } catch {
      task.batch?.take(.lost(error), at: task.index)
    }
  }

  /// How long it may take (4 bytes, milliseconds), the number of its context (8), then its own body. A job
  /// without an answer has the number 0.
  private func request(_ task: WorkerPool.Task, _ pool: WorkerPool, number: UInt64) -> Frame {
    let time = UInt32(clamping: pool.patience.processorTime(weight: task.job.weight))
    var frame = Frame(task.job.kind, number: number, task.job.body)
    frame.lead.reserveCapacity(WorkerRequest.headerSize)
    withUnsafeBytes(of: time.littleEndian) { frame.lead.append(contentsOf: $0) }
    withUnsafeBytes(of: (task.job.context?.number ?? 0).littleEndian) { frame.lead.append(contentsOf: $0) }
    return frame
  }

  private func startedAtLast() throws(WorkerLoss) -> WorkerProcess {
    while true {
      do throws(WorkerLoss) {
        return try started()
      } catch {
        guard mayStartAgain() else { throw error }
      }
    }
  }

  /// Whether a start that failed is tried again, after a pause: it may have been the machine's fault.
  private func mayStartAgain() -> Bool {
    failedStarts = min(failedStarts + 1, Self.mostFailedStarts)
    guard failedStarts < Self.mostFailedStarts else { return false }
    usleep(Self.pause << UInt32(failedStarts - 1))
    return true
  }

  private func started() throws(WorkerLoss) -> WorkerProcess {
    let new = try WorkerProcess(start)
    generation += 1
    asked = 0
    isReady = false
    process = new
    return new
  }

  private func takeFrames(of process: WorkerProcess, _ pool: WorkerPool) throws(WorkerLoss) {
    while let frame = try process.next() {
      switch frame.kind {
      case Frame.Kind.ready:
        guard !isReady else { throw .broken }
        isReady = true
        failedStarts = 0
        since = Self.now
        pool.greet(frame.body)
      case Frame.Kind.question:
        asked += 1
        guard asked <= Self.mostQuestions, process.isSent else { throw .broken }
        let answer = pool.answer(to: frame.body)
        process.add(Frame(Frame.Kind.answer, number: answer == nil ? 0 : 1, answer ?? []))
        _ = try process.exchange(0)
      case Frame.Kind.done:
        guard let (task, number) = waiting.first, number == frame.number else { throw .broken }
        waiting.removeFirst()
        asked = 0
        weight -= task.job.weight
        since = Self.now
        let worker = WorkerID(place: place, generation: generation)
        task.batch?.take(.answer(frame.body, by: worker), at: task.index)
      default: throw .broken
      }
    }
  }

  /// Whether the oldest job hangs.
  private func check(_ pool: WorkerPool) throws(WorkerLoss) {
    if isReady, waiting.first?.task.job.waits == true { return }
    let limit = isReady ? pool.patience.time(weight: waiting.first?.task.job.weight ?? 0) : Self.longestStart
    guard Self.now - since > limit else { return }
    process?.kill()
    _ = process?.ended()
    throw .late
  }

  /// The oldest job is the one that the process was lost at; the others go to another process. Before it was
  /// ready, none of them was the reason: all go to another, until starts fail again and again.
  private func lose(_ loss: WorkerLoss, _ pool: WorkerPool) {
    process?.kill()
    process = nil
    let tasks = waiting.map(\.task)
    (waiting, weight) = ([], 0)
    let guilty = isReady ? 1 : loss != .late && mayStartAgain() ? 0 : tasks.count
    for task in tasks.prefix(guilty) {
      task.batch?.take(.lost(isReady ? loss : Self.start(loss)), at: task.index)
    }
    let rest = tasks.dropFirst(guilty)
    for task in rest where task.job.worker != nil { task.batch?.take(.gone, at: task.index) }
    pool.putBack(rest.filter { $0.job.worker == nil })
  }

  private static func start(_ loss: WorkerLoss) -> WorkerLoss {
    switch loss {
    case .notStarted: loss
    case .signal(let number): .notStarted("signal \(number)")
    case .status(let number): .notStarted("status \(number)")
    case .late: .notStarted("no answer")
    case .broken: .notStarted("no valid answer")
    }
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
