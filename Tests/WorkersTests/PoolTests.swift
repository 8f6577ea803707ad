import Foundation
import Locking
import Testing

@testable import Workers

/// A pool over a program that does what no worker should. `Deed` has the numbers of its jobs.
@Suite(.timeLimit(.minutes(2))) struct PoolTests {
  private static let program: String = {
    for start in [Bundle.main.bundlePath, Bundle.main.executablePath ?? "", CommandLine.arguments[0]] {
      var folder = URL(filePath: start).standardizedFileURL
      while folder.path.count > 1 {
        let candidate = folder.appending(path: "worker-drill").path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
          return candidate
        }
        folder.deleteLastPathComponent()
      }
    }
    return "worker-drill"
  }()

  private enum Deed: UInt8 {
    case echo = 1
    case keep, tellKept, context, ask, readFile
    case trap, loop, grow, sleep, leave, openSocket, openFile, falseFrame, falseNumber
  }

  private func pool(
    places: Int = 2, patience: WorkerPatience = WorkerPatience(base: 10_000),
    answering: @escaping @Sendable ([UInt8]) -> [UInt8]? = { _ in nil }
  ) -> WorkerPool {
    WorkerPool(
      WorkerStart(
        program: Self.program, arguments: ["worker-drill"], environment: ["SWIFT_BACKTRACE=enable=no"],
        setup: [1, 2, 3]),
      places: places, patience: patience, answering: answering)
  }

  private func job(_ deed: Deed, _ body: [UInt8] = []) -> WorkerJob { WorkerJob(deed.rawValue, body) }

  private func bytes(_ answer: WorkerAnswer) -> [UInt8]? {
    if case .answer(let bytes, _) = answer { bytes } else { nil }
  }

  private func loss(_ answer: WorkerAnswer) -> WorkerLoss? {
    if case .lost(let loss) = answer { loss } else { nil }
  }

  @Test func answersStandInTheOrderOfTheJobs() {
    let pool = pool()
    let bodies = (0..<1000).map { number in
      [UInt8](repeating: UInt8(number % 251), count: number % 7 == 0 ? 40_000 : number)
    }
    #expect(pool.run(bodies.map { job(.echo, $0) }).map(bytes) == bodies)
    #expect(pool.ready == [1, 2, 3])
  }

  @Test func largeBodiesPassBothWaysAtOnce() {
    let bodies = (0..<6).map { [UInt8](repeating: UInt8($0), count: 12 << 20) }
    #expect(pool(places: 1).run(bodies.map { job(.echo, $0) }).map(bytes) == bodies)
  }

  @Test(arguments: [
    (Deed.trap, [WorkerLoss.signal(SIGILL), .signal(SIGTRAP)]), (.leave, [.status(7)]),
    (.openSocket, [.signal(SIGSYS)]), (.falseFrame, [.broken]), (.falseNumber, [.broken]),
    (.loop, [.late]), (.grow, [.signal(SIGABRT), .signal(SIGILL), .signal(SIGTRAP), .signal(SIGSEGV)]),
  ])
  private func oneFaultCostsOneJob(_ deed: Deed, _ expected: [WorkerLoss]) {
    let pool = pool(patience: WorkerPatience(base: deed == .loop ? 300 : 20_000))
    var jobs = (0..<200).map { job(.echo, [UInt8($0)]) }
    jobs[100] = job(deed)
    let answers = pool.run(jobs)
    #expect(loss(answers[100]).map(expected.contains) == true, "\(answers[100])")
    let others = answers.indices.filter { $0 != 100 }
    #expect(others.allSatisfy { bytes(answers[$0]) == [UInt8($0)] })
  }

  @Test func everySecondJobMayEndItsWorker() {
    let answers = pool().run((0..<60).map { $0 % 2 == 0 ? job(.leave) : job(.echo, [UInt8($0)]) })
    #expect(
      answers.indices.allSatisfy { index in
        index % 2 == 0 ? loss(answers[index]) == .status(7) : bytes(answers[index]) == [UInt8(index)]
      })
  }

  @Test func whatIsToldWithoutAnAnswerArrivesInOrder() throws {
    let pool = pool()
    guard case .answer(_, let worker)? = pool.run([job(.echo)]).first else {
      Issue.record("no answer")
      return
    }
    for number in 0..<3 {
      var told = job(.keep, [UInt8(number)])
      told.worker = worker
      pool.tell(told)
    }
    var tell = job(.tellKept)
    tell.worker = worker
    #expect(pool.run([tell]).map(bytes) == [[0, 1, 2]])
  }

  @Test func aJobForALostWorkerIsGone() throws {
    let pool = pool(places: 1)
    guard case .answer(_, let worker)? = pool.run([job(.echo)]).first else {
      Issue.record("no answer")
      return
    }
    #expect(pool.run([job(.leave)]).map(loss) == [.status(7)])
    var late = job(.echo)
    late.worker = worker
    guard case .gone? = pool.run([late]).first else {
      Issue.record("it was not gone")
      return
    }
    #expect(pool.run([job(.echo, [5])]).map(bytes) == [[5]])
  }

  @Test func aContextIsSentBeforeTheJobsThatNeedIt() {
    let pool = pool(places: 1)
    let contexts = (0..<6).map { WorkerContext([UInt8]($0..<$0 + 3)) }
    let jobs = [0, 1, 0, 5, 4, 3, 2, 1, 0].map { number in
      var job = job(.context)
      job.context = contexts[number]
      return job
    }
    #expect(pool.run(jobs).map(bytes) == [0, 1, 0, 5, 4, 3, 2, 1, 0].map { [UInt8]($0..<$0 + 3) })
  }

  @Test func aWorkerCanAskAndJobsWaitMeanwhile() {
    let asked = Mutex<[[UInt8]]>([])
    let pool = pool(places: 1) { question in
      asked.withLock { $0.append(question) }
      return question == [9] ? nil : question + [0]
    }
    #expect(
      pool.run([job(.ask, [1]), job(.ask, [9]), job(.echo, [4])]).map(bytes)
        == [[1, 0], Array("none".utf8), [4]])
    #expect(asked.withLock(\.self) == [[1], [9]])
  }

  @Test func aFileIsReadThoughNoneCanBeOpened() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "drill-\(UUID().uuidString)").path
    try Data("Il pleut.".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var read = job(.readFile)
    read.file = { .open(open(path, O_RDONLY | O_CLOEXEC)) }
    var none = job(.readFile)
    none.file = { .answer([1]) }
    let answers = pool(places: 1).run([read, none, job(.openFile), read])
    #expect(answers.map(bytes) == [Array("Il pleut.".utf8), [1], [0], Array("Il pleut.".utf8)])
  }

  @Test func aProgramThatIsNoneIsToldOnce() {
    let pool = WorkerPool(
      WorkerStart(program: "/nonexistent/worker", arguments: ["worker"], environment: [], setup: []),
      places: 2)
    let answers = pool.run([job(.echo), job(.echo)])
    for answer in answers {
      guard case .notStarted? = loss(answer) else {
        Issue.record("\(answer)")
        continue
      }
    }
    let falseProgram = WorkerPool(
      WorkerStart(program: "/bin/false", arguments: ["false"], environment: [], setup: []), places: 1)
    #expect(loss(falseProgram.run([job(.echo)])[0]) == .notStarted("status 1"))
  }

  /// A pool of which so many starts fail, whichever they are.
  private func pool(failingStarts: Int, places: Int, _ body: (WorkerPool) -> Void) {
    let path = NSTemporaryDirectory() + "drill-\(UUID().uuidString)"
    let files = (0..<failingStarts).map { "\(path).\($0)" }
    for file in files { #expect(FileManager.default.createFile(atPath: file, contents: nil)) }
    defer { files.forEach { unlink($0) } }
    let start = WorkerStart(
      program: Self.program, arguments: ["worker-drill"],
      environment: ["SWIFT_BACKTRACE=enable=no", "DRILL_FAILING_STARTS=\(path)"], setup: [])
    body(WorkerPool(start, places: places))
  }

  @Test func workersThatEndWhileTheyStartCostNoJob() {
    pool(failingStarts: 3, places: 2) { pool in
      let answers = pool.run((0..<40).map { job(.echo, [UInt8($0)]) })
      #expect(answers.map(bytes) == (0..<40).map { [UInt8($0)] })
    }
  }

  @Test func jobsAreGivenUpWhereStartsFailAgainAndAgainAndLaterOnesAreDone() {
    pool(failingStarts: 6, places: 1) { pool in
      #expect(loss(pool.run([job(.echo)])[0]) == .notStarted("signal 11"))
      #expect(loss(pool.run([job(.echo)])[0]) == .notStarted("signal 11"))
      #expect(bytes(pool.run([job(.echo, [7])])[0]) == [7])
    }
  }
}
