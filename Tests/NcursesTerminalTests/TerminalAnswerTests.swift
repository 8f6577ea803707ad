import Testing

@testable import Cells
@testable import NcursesTerminal

/// What terminals answer, byte by byte as xterm, VTE, kitty and tmux do.
@Suite struct TerminalAnswerTests {
  private func read(_ text: String, piece: Int = .max) -> (answers: [TerminalAnswer], keys: [Key]) {
    var decoder = KeyDecoder()
    var (answers, keys) = ([TerminalAnswer](), [Key]())
    let bytes = Array(text.utf8)
    var next = 0
    while next < bytes.count {
      let end = min(bytes.count, next + min(piece, bytes.count))
      decoder.feed(bytes[next..<end])
      next = end
      while let key = decoder.next() { keys.append(key) }
      answers += decoder.takeAnswers()
    }
    return (answers, keys)
  }

  @Test(arguments: [
    ("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", true), ("\u{1B}]11;rgb:0000/0000/0000\u{7}", false),
    ("\u{1B}]11;rgba:f7f7/f3f3/e9e9/ffff\u{7}", true), ("\u{1B}]11;rgb:1/2/3\u{1B}\\", false),
    ("\u{1B}]11;rgb:fd/f6/e3\u{7}", true), ("\u{1B}]11;rgb:00/2b/36\u{7}", false), ("\u{1B}[?997;1n", false),
    ("\u{1B}[?997;2n", true),
  ])
  func aBackgroundIsLightOrDark(_ text: String, _ isLight: Bool) {
    for piece in [1, 3, 1000] {
      let (answers, keys) = read(text, piece: piece)
      #expect(answers.compactMap(\.isLight) == [isLight] && keys.isEmpty)
    }
  }

  @Test func aWholeConversationIsReadAndTheKeysInItKept() {
    let text =
      "j\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\k\u{1B}[?2026;2$y\u{1B}[?2031;0$y\u{1B}[?64;1;2;4cq"
    for piece in [1, 2, 7, 1000] {
      let (answers, keys) = read(text, piece: piece)
      #expect(
        answers == [
          .background(red: 1, green: 1, blue: 1), .mode(2026, isThere: true), .mode(2031, isThere: false),
          .attributes,
        ])
      #expect(keys == [.character("j"), .character("k"), .character("q")])
    }
  }

  @Test(arguments: [
    "\u{1B}]11;rgb:ffff/ffff\u{7}", "\u{1B}]11;rgb:gggg/0000/0000\u{7}", "\u{1B}]11;rgb:fffff/0/0\u{7}",
    "\u{1B}]11;#ffffff\u{7}", "\u{1B}]10;rgb:ffff/ffff/ffff\u{7}", "\u{1B}]11;\u{7}", "\u{1B}[?2026$y",
    "\u{1B}[?997;3n", "\u{1B}]11;rgb:\(String(repeating: "f", count: 300))\u{7}",
  ])
  func whatIsNoAnswerSaysNothing(_ text: String) {
    let (answers, keys) = read(text)
    #expect(answers.isEmpty && keys.isEmpty)
  }

  @Test func answersOfAFloodAreNotHoarded() {
    var decoder = KeyDecoder()
    for _ in 0..<1000 { decoder.feed("\u{1B}[?1;2c".utf8) }
    while decoder.next() != nil {}
    #expect(decoder.takeAnswers().count <= 16)
  }
}
