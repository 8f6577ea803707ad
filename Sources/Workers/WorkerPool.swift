import Dispatch
import Glibc
import Locking

/// Runs jobs in processes of their own, one a core.
///
/// A process is started when there is work for it. It has several jobs ahead, so that it never waits; it
/// answers each before it begins the next, so that the oldest without an answer is the one it died at.
package final class WorkerPool: Sendable {
  /// A job on its way, and where its answer goes.
  struct Task: Sendable {
    var job: WorkerJob
    var index: Int
    /// Nil for a job without an answer.
    var batch: WorkerBatch?
  }

  private struct State {
    /// For each place, the jobs that any process can do; they may be taken over by a place that has none.
    var shared: [TaskQueue]
    /// How much of that was given to each place, in bytes.
    var given: [Int]
    /// For each place, the jobs that only its process can do.
    var pinned: [TaskQueue]
    var isClosing = false

    init(_ places: Int) {
      shared = Array(repeating: TaskQueue(), count: places)
      given = Array(repeating: 0, count: places)
      pinned = shared
    }

    /// Gives a job to the place that was given least: what reads a capture also cleans it.
    mutating func share(_ task: Task) {
      let place = given.indices.min { given[$0] < given[$1] } ?? 0
      given[place] += task.job.weight + WorkerPool.least
      shared[place].append(task)
    }
  }

  /// What a job weighs at least, in bytes.
  private static let least = 1 << 13

  private let start: WorkerStart
  private let places: Int
  private let state: Mutex<State>
  private let wakeups: [DispatchSemaphore]
  private let hasBegun = Atomic<Bool>(false)
  private let greeting = Mutex<[UInt8]?>(nil)
  /// Answers the questions of workers; nil where there is no answer.
  private let answering: @Sendable ([UInt8]) -> [UInt8]?
  /// How long a job may take.
  let patience: WorkerPatience

  /// `answering` answers a worker's questions, which may be anything.
  package init(
    _ start: WorkerStart, places: Int, patience: WorkerPatience = WorkerPatience(),
    answering: @escaping @Sendable ([UInt8]) -> [UInt8]? = { _ in nil }
  ) {
    self.start = start
    self.places = max(1, places)
    self.patience = patience
    self.answering = answering
    state = Mutex(State(max(1, places)))
    wakeups = (0..<max(1, places)).map { _ in DispatchSemaphore(value: 0) }
  }

  deinit { close() }

  /// Ends the workers when they have done what they are at; jobs that are handed in later are `gone`.
  package func close() {
    state.withLock { $0.isClosing = true }
    for wakeup in wakeups { wakeup.signal() }
  }

  /// What a worker said when it was ready; nil until one was.
  package var ready: [UInt8]? { greeting.withLock(\.self) }

  /// Does the jobs; the answers are in their order. `taking` is called with each and its job's place when it
  /// comes, on any thread.
  package func run(
    _ jobs: [WorkerJob], taking: @escaping @Sendable (Int, WorkerAnswer) -> Void = { _, _ in }
  ) -> [WorkerAnswer] {
    begin(jobs, taking: taking).wait()
  }

  /// Begins the jobs, and returns at once.
  package func begin(
    _ jobs: [WorkerJob], taking: @escaping @Sendable (Int, WorkerAnswer) -> Void = { _, _ in }
  ) -> WorkerBatch {
    let batch = WorkerBatch(jobs.count, taking)
    enqueue(jobs.enumerated().map { Task(job: $0.element, index: $0.offset, batch: batch) })
    return batch
  }

  /// Does a job that has no answer, for a worker that is named; if that is not there any more, nothing is
  /// done.
  package func tell(_ job: WorkerJob) {
    enqueue([Task(job: job, index: 0, batch: nil)])
  }

  private func enqueue(_ tasks: [Task]) {
    let isOpen = state.withLock { state in
      guard !state.isClosing else { return false }
      for task in tasks {
        if let worker = task.job.worker {
          state.pinned[worker.place].append(task)
        } else {
          state.share(task)
        }
      }
      return true
    }
    guard isOpen else {
      for task in tasks { task.batch?.take(.gone, at: task.index) }
      return
    }
    if !hasBegun.exchange(true, ordering: .relaxed) { begin() }
    for wakeup in wakeups { wakeup.signal() }
  }

  private func begin() {
    for place in 0..<places {
      DispatchQueue(label: "worker \(place)").async { [weak self, start, wakeup = wakeups[place]] in
        let runner = WorkerRunner(place: place, start: start)
        // While it is idle it does not keep the pool, which ends with the last one who uses it.
        while Self.work(runner, self) { if runner.isIdle { wakeup.wait() } }
      }
    }
  }

  private static func work(_ runner: WorkerRunner, _ pool: WorkerPool?) -> Bool {
    pool.map { runner.work(for: $0) } ?? false
  }

  /// The next job for a place, which has some ahead already: reading before cleaning, so that the next batch
  /// is at hand in time. A place without any takes over what another has not begun.
  func take(_ place: Int, ahead: Int) -> Task? {
    state.withLock { state in
      if let task = state.shared[place].popFirst() ?? state.pinned[place].popFirst() { return task }
      guard ahead == 0,
        let most = state.shared.indices.max(by: { state.shared[$0].count < state.shared[$1].count })
      else { return nil }
      return state.shared[most].popLast()
    }
  }

  /// Jobs that were not begun, for any place.
  func putBack(_ tasks: [Task]) {
    state.withLock { state in
      for task in tasks { state.share(task) }
    }
    for wakeup in wakeups { wakeup.signal() }
  }

  var isClosing: Bool { state.withLock(\.isClosing) }

  func greet(_ bytes: [UInt8]) { greeting.withLock { $0 = bytes } }

  func answer(to question: [UInt8]) -> [UInt8]? { answering(question) }
}

/// Jobs in the order in which they were handed in.
private struct TaskQueue {
  private var tasks: [WorkerPool.Task?] = []
  private var start = 0

  var count: Int { tasks.count - start }

  mutating func append(_ task: WorkerPool.Task) { tasks.append(task) }

  mutating func popFirst() -> WorkerPool.Task? {
    guard start < tasks.count else { return nil }
    defer {
      tasks[start] = nil
      start += 1
      if start == tasks.count { (tasks, start) = ([], 0) }
    }
    return tasks[start]
  }

  mutating func popLast() -> WorkerPool.Task? {
    guard start < tasks.count, let task = tasks.popLast() else { return nil }
    return task
  }
}

/// Jobs that were handed in together.
package final class WorkerBatch: Sendable {
  private struct State {
    var answers: [WorkerAnswer?]
    var left: Int
  }

  private let state: Mutex<State>
  private let isDone = DispatchSemaphore(value: 0)
  private let taking: @Sendable (Int, WorkerAnswer) -> Void

  init(_ count: Int, _ taking: @escaping @Sendable (Int, WorkerAnswer) -> Void) {
    self.taking = taking
    state = Mutex(State(answers: Array(repeating: nil, count: count), left: count))
    if count == 0 { isDone.signal() }
  }

  func take(_ answer: WorkerAnswer, at index: Int) {
    taking(index, answer)
    let left = state.withLock { state in
      state.answers[index] = answer
      state.left -= 1
      return state.left
    }
    if left == 0 { isDone.signal() }
  }

  /// Waits for all answers; they are in the order of the jobs.
  package func wait() -> [WorkerAnswer] {
    isDone.wait()
    isDone.signal()
    return state.withLock { $0.answers.map { $0 ?? .gone } }
  }
}

/// How long a job may take.
package struct WorkerPatience: Sendable {
  /// Processor time of any job, in milliseconds.
  package var base: Int
  /// What is added for each megabyte, in milliseconds.
  package var perMegabyte: Int

  package init(base: Int = 10_000, perMegabyte: Int = 4_000) {
    (self.base, self.perMegabyte) = (base, perMegabyte)
  }

  /// The processor time for a job of so many bytes, in milliseconds.
  package func processorTime(weight: Int) -> Int { base + (weight >> 20) * perMegabyte }

  /// After this many milliseconds a worker that uses no processor time hangs. A loaded machine, or one that
  /// was asleep, must not make a job guilty.
  func time(weight: Int) -> Int { 60_000 + 8 * processorTime(weight: weight) }
}
