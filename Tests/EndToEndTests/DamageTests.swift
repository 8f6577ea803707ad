import Foundation
import Testing

/// What happens to the archive's file from outside: power cuts, small disks, flipped bits, another file in its
/// place.
@Suite(.serialized) struct DamageTests {
  @Test func aPowerCutAtAnyMomentLosesNothing() throws {
    let start = Date()
    let library = try #require(Torture.faults, "libkiosque-faults.so is built beside the tests")
    let filling = try Filling()
    let log = filling.home.path("calls")
    let run = try filling.run(["LD_PRELOAD": library, "FAULTS_PATH": "archive.sqlite", "FAULTS_LOG": log])
    #expect(run.status == 0 && run.acknowledged == filling.count, "\(run.errors)")
    let cut = PowerCut(log: Array(try Data(contentsOf: URL(filePath: log))))
    #expect(cut.count > 50 && cut.acknowledged.last?.captures == filling.count)
    var dice = Torture.Dice(state: 2)
    let count = Torture.rounds(300, short: 5)
    // Every second cut comes soon after something was acknowledged.
    let points = (0..<count).map { number in
      let after = (cut.acknowledged.randomElement(using: &dice)?.call ?? 0) + [0, 1, 2, 5, 50][number % 5]
      let anywhere = Int.random(in: 1...cut.count, using: &dice)
      return (min(cut.count, number % 2 == 0 ? after : anywhere), PowerCut.Rest.allCases[number / 2 % 4])
    }
    var found: [String] = []
    var number = 0
    try cut.play(points, &dice) { point, files in
      filling.wipe()
      for (path, bytes) in files { try Data(bytes).write(to: URL(filePath: path)) }
      let acknowledged = cut.acknowledged.last { $0.call <= point.call }?.captures ?? 0
      let occasion = "call \(point.call) of \(cut.count), \(point.rest)"
      found += try filling.losses(acknowledged, occasion)
      if number % 10 == 0 { found += try filling.completes(occasion) }
      number += 1
    }
    #expect(found == [])
    Torture.report("\(count) power cuts: \(found.count) lost or twice", since: start)
  }

  @Test func aDiskThatFillsUpLosesNothing() throws {
    let start = Date()
    let sizes = Torture.isLong ? ["1m", "2m", "3m", "4m", "6m", "8m", "12m"] : ["2m"]
    for size in sizes {
      let filling = try Filling()
      let script = """
        "$kiosque" import --ack '\(filling.file)' > "$HOME/acks" 2> "$HOME/errors"; echo "status $?"
        echo "errors $(wc -c < "$HOME/errors")"; echo "acknowledged $(tail -n 1 "$HOME/acks" | cut -d " " -f 2)"
        "$kiosque" list --limit 1000000 | wc -l | sed "s/^/listed /"
        mount -o remount,size=100m . && "$kiosque" import --ack '\(filling.file)' > "$HOME/acks"; echo "again $?"
        "$kiosque" check > /dev/null; echo "check $?"
        "$kiosque" list --limit 1000000 | wc -l | sed "s/^/all /"
        """
      guard let output = try filling.home.onDisk(size, script) else { return }
      let pairs = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
      let told = Dictionary(pairs.map { ($0[0], $0.count > 1 ? Int($0[1]) ?? 0 : 0) }) { $1 }
      #expect(told["status"] == 0 || told["status"] == 3, "\(size): \(output)")
      #expect(told["status"] == 0 || told["errors"] != 0, "\(size): without a word")
      #expect((told["listed"] ?? 0) >= (told["acknowledged"] ?? 0), "\(size): \(output)")
      #expect(told["again"] == 0 && told["check"] == 0 && told["all"] == filling.count, "\(size): \(output)")
    }
    Torture.report("\(sizes.count) sizes of disk: nothing lost", since: start)
  }

  /// Bits, pages of zeros and pages of noise anywhere in the file: no command ends by a signal or without a
  /// word, and a repair saves nearly all.
  @Test func aFlippedArchiveOpensOrIsRefused() throws {
    let start = Date()
    let filling = try Filling(Torture.rounds(400, short: 100))
    #expect(try filling.run().status == 0)
    let whole = Array(try Data(contentsOf: URL(filePath: filling.home.archive)))
    var dice = Torture.Dice(state: 4)
    var saved = 0
    let rounds = Torture.rounds(200, short: 3)
    for round in 0..<rounds {
      filling.wipe()
      try Data(Self.flipped(whole, round % 3, &dice)).write(to: URL(filePath: filling.home.archive))
      for command in [
        ["list", "--limit", "1000"], ["search", "port"], ["show", "5"], ["stats"], ["check"],
      ] {
        let outcome = try filling.home.kiosque(command)
        #expect(
          [0, 1, 3].contains(outcome.status), "\(round) \(command): \(outcome.status) \(outcome.errors)")
        if outcome.status == 3 { #expect(!outcome.errors.isEmpty, "\(round) \(command)") }
      }
      let repair = try filling.home.kiosque("check", "--repair")
      #expect([0, 1, 3].contains(repair.status), "\(round): \(repair.status) \(repair.errors)")
      let list = try filling.home.kiosque("list", "--limit", "1000")
      saved += list.output.split(separator: "\n").count
      try? FileManager.default.removeItem(atPath: filling.home.archive + ".damaged")
    }
    #expect(saved * 100 >= rounds * filling.count * 90, "\(saved) of \(rounds * filling.count)")
    let share = saved * 1000 / (rounds * filling.count)
    Torture.report(
      "\(rounds) flipped archives: repair saves \(Double(share) / 10) % of stories", since: start)
  }

  private static func flipped(_ bytes: [UInt8], _ way: Int, _ dice: inout Torture.Dice) -> [UInt8] {
    var bytes = bytes
    if way == 0 {
      for _ in 0..<Int.random(in: 1...16, using: &dice) {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      }
      return bytes
    }
    let page = Int.random(in: 1..<bytes.count / 4096, using: &dice) * 4096
    for index in page..<page + 4096 { bytes[index] = way == 1 ? 0 : UInt8.random(in: 0...255, using: &dice) }
    return bytes
  }

  /// While it is filled, another archive is put in its place, or it is taken away.
  @Test func anArchiveThatIsReplacedIsLeftAlone() throws {
    let start = Date()
    let filling = try Filling()
    try filling.home.importStories()
    let other = try Data(contentsOf: URL(filePath: filling.home.archive))
    var dice = Torture.Dice(state: 5)
    let rounds = Torture.rounds(40, short: 2)
    for round in 0..<rounds {
      filling.wipe()
      let running = try filling.start()
      // An archive that is there before the import has made its own is one to add to.
      for _ in 0..<2000 where access(filling.home.archive, F_OK) != 0 { usleep(5000) }
      usleep(UInt32.random(in: 20_000...600_000, using: &dice))
      if round % 2 == 0 {
        try other.write(to: URL(filePath: filling.home.path("other")))
        rename(filling.home.path("other"), filling.home.archive)
      } else {
        unlink(filling.home.archive)
      }
      let run = running.end()
      #expect([0, 1, 3].contains(run.status), "\(round): \(run.status) \(run.errors)")
      if run.status != 0 { #expect(!run.errors.isEmpty, "\(round)") }
      guard round % 2 == 0 else { continue }
      for end in ["-wal", "-shm"] { unlink(filling.home.archive + end) }
      #expect(try Data(contentsOf: URL(filePath: filling.home.archive)) == other, "\(round)")
    }
    Torture.report("\(rounds) archives replaced or taken away: none spoilt", since: start)
  }
}
