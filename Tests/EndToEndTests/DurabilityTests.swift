import Foundation
import GRDB
import Testing

/// Imports that are ended, that fail, that must wait: nothing that was acknowledged is lost, nothing is there
/// twice, and the same import completes what is missing.
@Suite(.serialized) struct DurabilityTests {
  @Test func aKillAtAnyMomentLosesNothing() throws {
    let start = Date()
    let filling = try Filling()
    let whole = Date()
    #expect(try filling.run().status == 0)
    let length = -whole.timeIntervalSinceNow
    filling.wipe()
    var dice = Torture.Dice(state: 1)
    var (found, kills, acknowledged): ([String], Int, Int) = ([], 0, 0)
    for round in 0..<Torture.rounds(1000, short: 3) {
      let running = try filling.start()
      usleep(UInt32(Double.random(in: 0...length * 1.1, using: &dice) * 1_000_000))
      kill(running.process.processIdentifier, SIGKILL)
      let run = running.end()
      kills += run.status == -Int(SIGKILL) ? 1 : 0
      acknowledged = max(acknowledged, run.acknowledged)
      found += try filling.losses(acknowledged, "kill \(round)")
      if round % 100 == 99 { Torture.report("\(kills) kills: \(found.count) lost or twice", since: start) }
      guard acknowledged == filling.count || Int.random(in: 0..<10, using: &dice) == 0 else { continue }
      found += try filling.completes("kill \(round)")
      filling.wipe()
      acknowledged = 0
    }
    found += try filling.completes("the last kill")
    #expect(found == [])
    Torture.report("\(kills) kills in all: \(found.count) lost or twice", since: start)
  }

  /// Every so many calls on the archive's files, one fails: reads, and whatever changes them; once, or from
  /// then on.
  @Test func aCallThatFailsLosesNothing() throws {
    let start = Date()
    let library = try #require(Torture.faults, "libkiosque-faults.so is built beside the tests")
    let filling = try Filling()
    let shim = ["LD_PRELOAD": library, "FAULTS_PATH": "archive.sqlite"]
    var (found, tried): ([String], Int) = ([], 0)
    let kinds = [("EIO", false), ("ENOSPC", false), ("SHORT", false), ("EINTR", false), ("EIO", true)]
    for (kind, (error, reads)) in kinds.enumerated() {
      let environment = shim.merging(["FAULTS_ERROR": error, "FAULTS_READS": reads ? "1" : "0"]) { $1 }
      filling.wipe()
      _ = try filling.run(environment.merging(["FAULTS_COUNT": filling.home.path("count")]) { $1 })
      let count = try String(contentsOfFile: filling.home.path("count"), encoding: .utf8)
      let calls = try #require(Int(count.trimmingCharacters(in: .newlines)))
      #expect(calls > 20)
      let step = Torture.isLong ? 20 : calls / 2
      for call in stride(from: 1 + kind % 7, through: calls, by: step) {
        tried += 1
        filling.wipe()
        let occasion = "\(error) at \(call) of \(calls)\(reads ? " reads" : "")"
        // A call that is interrupted is made again, for ever if need be.
        let stays = ["FAULTS_AT": "\(call)", "FAULTS_ON": tried % 2 == 0 && error != "EINTR" ? "1" : "0"]
        let run = try filling.run(environment.merging(stays) { $1 })
        found += judged(run, filling, occasion)
        found += try filling.losses(run.acknowledged, occasion)
        if tried % 4 == 0 || run.acknowledged == 0 { found += try filling.completes(occasion) }
      }
    }
    #expect(found == [])
    Torture.report("\(tried) calls that failed: \(found.count) lost, twice or unsaid", since: start)
  }

  /// An import ends by itself, and says why where it is not complete.
  private func judged(_ run: Filling.Run, _ filling: Filling, _ occasion: String) -> [String] {
    if run.status == 0 {
      return run.acknowledged == filling.count ? [] : ["\(occasion): 0, but only \(run.acknowledged)"]
    }
    guard [1, 3].contains(run.status) else { return ["\(occasion): \(run.status) \(run.errors.suffix(200))"] }
    return run.errors.isEmpty ? ["\(occasion): \(run.status) without a word"] : []
  }

  @Test func aLockThatIsHeldNowAndThenLosesNothing() throws {
    let start = Date()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    var dice = Torture.Dice(state: 3)
    var held = 0
    for round in 0..<Torture.rounds(20, short: 1) {
      let filling = try Filling()
      try filling.home.importStories()
      let holder = try DatabaseQueue(path: filling.home.archive, configuration: configuration)
      let running = try filling.start()
      repeat {
        guard (try? holder.inDatabase({ try $0.execute(sql: "BEGIN IMMEDIATE") })) != nil else { continue }
        held += 1
        usleep(UInt32.random(in: 1000...300_000, using: &dice))
        try holder.inDatabase { try $0.execute(sql: "COMMIT") }
        usleep(UInt32.random(in: 1000...50_000, using: &dice))
      } while running.process.isRunning
      try holder.close()
      let run = running.end()
      #expect(run.status == 0, "round \(round): \(run.errors)")
      #expect(try filling.losses(filling.count, "round \(round)") == [])
    }
    Torture.report("\(held) times a lock was held: nothing lost", since: start)
  }

  /// Each look at the clock finds it further back: by a minute, by a day, to before 1970.
  @Test func aClockThatGoesBackLosesNothing() throws {
    let library = try #require(Torture.faults, "libkiosque-faults.so is built beside the tests")
    for seconds in [60, 86_400, 400_000_000] {
      let filling = try Filling(300)
      let run = try filling.run(["LD_PRELOAD": library, "FAULTS_CLOCK": "\(seconds)"])
      #expect(run.status == 0, "\(seconds): \(run.errors)")
      #expect(try filling.losses(filling.count, "a clock that goes back \(seconds) s") == [])
      #expect(try filling.completes("a clock that goes back \(seconds) s") == [])
    }
  }
}
