import Cells
import Testing

@testable import NcursesTerminal

/// What terminals answer is never a key, at whatever pace it comes.
struct AnswerTests {
  /// Device attributes, versions, modes, colours, the cursor's place, graphics, capabilities, settings.
  static let answers = [
    "\u{1B}[?64;1;2;6;9;15;16;17;18;21;22;28;29c", "\u{1B}[>41;354;0c", "\u{1B}[?2026;2$y",
    "\u{1B}[2026;2$y", "\u{1B}[?997;1n", "\u{1B}[0n", "\u{1B}[24;80R", "\u{1B}[?24;80;1R",
    "\u{1B}[8;24;80t", "\u{1B}[?1u", "\u{1B}[?" + String(repeating: "1;", count: 60) + "c",
    "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\",
    "\u{1B}]52;c;SGVsbG8=\u{1B}\\", "\u{1B}P>|XTerm(379)\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}P1+r524742=382F382F38\u{1B}\\", "\u{1B}P!|00000000\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
    "\u{1B}_Gi=31;ENOENT:no such file\u{1B}\\", "\u{1B}^quiet\u{1B}\\", "\u{1B}Xquiet\u{1B}\\",
  ]

  /// The keys that come out of pieces with so many milliseconds between them.
  private func keys(_ pieces: [[UInt8]], pause: Int, escapeDelay: Int = 25) -> [Key] {
    var decoder = KeyDecoder(escapeDelay: escapeDelay)
    var keys: [Key] = []
    for piece in pieces {
      decoder.feed(piece)
      while let key = decoder.next() { keys.append(key) }
      while let wait = decoder.timeout, wait <= pause {
        guard let key = decoder.next(flush: true) else { break }
        keys.append(key)
      }
    }
    return keys
  }

  @Test(arguments: answers) func anAnswerAtOnceIsNoKey(_ answer: String) {
    #expect(keys([Array((answer + "j").utf8)], pause: 0) == [.character("j")])
  }

  @Test(arguments: answers) func anAnswerByteByByteIsNoKeyWhereESCDELAYAllowsForTheLine(_ answer: String) {
    let pieces = (answer + "j").utf8.map { [$0] }
    #expect(keys(pieces, pause: 400, escapeDelay: 500) == [.character("j")])
  }

  @Test(arguments: answers) func anAnswerInTwoPiecesIsNoKeyWhereverItIsCut(_ answer: String) {
    let bytes = Array((answer + "j").utf8)
    for cut in 2..<bytes.count - 1 {
      #expect(
        keys([Array(bytes[..<cut]), Array(bytes[cut...])], pause: 1500) == [.character("j")], "cut at \(cut)")
    }
  }

  @Test(arguments: answers) func theRestOfAnAnswerWhoseEscapeCameAloneIsNoKey(_ answer: String) {
    let bytes = Array((answer + "j").utf8)
    let rest = keys([[0x1B], Array(bytes[1...])], pause: 100)
    // SOS and PM are never answers.
    if !answer.hasPrefix("\u{1B}^") && !answer.hasPrefix("\u{1B}X") {
      #expect(rest == [.escape, .character("j")])
    }
  }

  @Test func whatIsTypedAfterEscapeIsAKey() {
    #expect(keys([[0x1B], [0x5B], [0x41]], pause: 100) == [.escape, .character("["), .character("A")])
    #expect(keys([[0x1B], Array("[j".utf8)], pause: 100) == [.escape, .character("["), .character("j")])
  }

  @Test func anArrowWhoseEscapeCameEarlyIsAnArrow() {
    #expect(keys([[0x1B], Array("[A".utf8)], pause: 100) == [.escape, .up])
    #expect(keys([[0x1B], Array("[A".utf8)], pause: 100, escapeDelay: 150) == [.up])
  }

  @Test func anAnswerThatNeverEndsTakesNoKeyForLong() {
    #expect(
      keys([Array("\u{1B}]11;rgb:1e".utf8), Array("j".utf8)], pause: 5000) == [.character("j")])
    #expect(keys([Array("\u{1B}]11;rgb\rj".utf8)], pause: 0) == [.enter, .character("j")])
    #expect(keys([Array("\u{1B}]11;rgb\u{1B}[Aj".utf8)], pause: 0) == [.up, .character("j")])
    #expect(keys([Array("\u{1B}P1$r\u{3}".utf8)], pause: 0) == [.control("c")])
  }

  @Test(arguments: [
    ("100", 100), ("0", 0), ("10000", 10_000), ("", 25), ("-1", 25), ("soon", 25), ("99999999999", 25),
  ]) func theWaitForEscapeIsThatOfTheEnvironment(_ value: String, _ milliseconds: Int) {
    #expect(NcursesTerminal.escapeDelay(["ESCDELAY": value]) == milliseconds)
    #expect(NcursesTerminal.escapeDelay([:]) == 25)
  }
}
