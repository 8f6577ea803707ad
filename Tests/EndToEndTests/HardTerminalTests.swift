import Foundation
import Testing

/// Terminals that are slow, that change their size all the time, and that send too much or too little.
@Suite(.serialized) struct HardTerminalTests {
  private func reader(_ home: TestHome) throws -> PseudoTerminal {
    try home.importStories()
    let reader = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try reader.waitFor("/12 ·")
    try reader.waitUntilQuiet()
    return reader
  }

  private func expectEnd(_ reader: PseudoTerminal) {
    reader.send("Q")
    #expect(reader.exitStatus(within: 30) == 0, "\(reader.screen)")
  }

  @Test func afterAnyNumberOfSizesTheScreenIsAsIfItWereFresh() throws {
    let start = Date()
    let home = try TestHome()
    let reader = try reader(home)
    let picture = reader.screen
    var dice = Torture.Dice(state: 6)
    let count = Torture.rounds(10_000, short: 150)
    for number in 0..<count {
      let columns = Int.random(in: 1...200, using: &dice)
      reader.resize(columns: columns, rows: Int.random(in: 1...60, using: &dice))
      if number % 3 == 0 { reader.pump(milliseconds: 2) }
    }
    reader.resize(columns: 80, rows: 24)
    try reader.waitFor("/12 ·", seconds: 60)
    try reader.waitUntilQuiet(seconds: 60)
    #expect(reader.screen == picture)
    expectEnd(reader)
    Torture.report("\(count) sizes: the last frame is a fresh one", since: start)
  }

  /// A line of 9,600 baud: keys are taken while a frame is on its way, and frames that nobody will see are not
  /// sent.
  @Test func aSlowLineGetsTheLastFrameAndNotAllOfThem() throws {
    let home = try TestHome()
    let reader = try reader(home)
    reader.send("j\r")
    try reader.waitFor("Trois nuits de suite")
    try reader.waitUntilQuiet()
    let before = reader.bytesReceived
    reader.send(Keys.end)
    try reader.waitUntilQuiet()
    let frame = reader.bytesReceived - before
    let speed = Torture.isLong ? 960 : 4800
    var received = 0
    let keys = 81
    for key in 1...keys {
      reader.send(key % 2 == 0 ? Keys.end : Keys.home)
      received += reader.sip(bytesPerSecond: speed, twentieths: 1)
    }
    received += reader.sip(bytesPerSecond: speed)
    #expect(received < keys * frame / 2, "\(received) bytes for \(keys) frames of \(frame)")
    print("terminals: \(speed * 10) baud: \(received) bytes for \(keys) keys, a frame has \(frame)")
    #expect(reader.screen.contains("Trois nuits de suite"))
    expectEnd(reader)
  }

  @Test func aFloodOfKeysIsTakenToItsEnd() throws {
    let start = Date()
    let home = try TestHome()
    let reader = try reader(home)
    let picture = reader.screen
    let turns = Torture.rounds(20_000, short: 500)
    for turn in 0..<turns {
      reader.send(turn % 10 == 0 ? "\(Keys.down)\(Keys.up)" : "jk")
      if turn % 100 == 0 { while reader.pump() {} }
    }
    try reader.waitUntilQuiet(milliseconds: 500, seconds: 120)
    #expect(reader.screen == picture)
    expectEnd(reader)
    Torture.report("\(2 * turns) keys: the screen is where it was", since: start)
  }

  /// Beginnings of sequences whose rest never comes, and bytes that are none.
  @Test func halfSequencesAreGivenUpAndTheNextKeyCounts() throws {
    let home = try TestHome()
    let reader = try reader(home)
    let halves: [[UInt8]] = [
      [0x1B, 0x5B], [0x1B, 0x5B, 0x31, 0x3B], [0x1B, 0x4F], [0xC3], [0xF0, 0x9F], [0xFF, 0xFE],
      Array("\u{1B}[<64;1".utf8), Array("\u{1B}]11;rgb:ff".utf8), Array("\u{1B}P>|x".utf8),
    ]
    for half in halves {
      reader.send(bytes: half)
      usleep(400_000)
      while reader.pump() {}
    }
    // Whatever they opened is closed again.
    reader.send(Keys.escape)
    try reader.waitUntilQuiet()
    reader.send(Keys.escape)
    try reader.waitUntilQuiet()
    reader.send("gj\r")
    try reader.waitFor("Trois nuits de suite")
    expectEnd(reader)
  }
}
