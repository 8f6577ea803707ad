import Foundation
import Testing

/// The reader asks its terminal for the background, and follows it.
@Suite(.serialized) struct BackgroundTests {
  private let light = "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?2026;2$y\u{1B}[?2031;1$y\u{1B}[?62;4c"
  private let paper = 0xF7F3E9
  private let ink = 0x16181D

  private func reader(_ home: TestHome, _ arguments: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments: [Program.path] + arguments, environment: home.environment, columns: 80, rows: 24)
    try terminal.waitFor("/12 ·", seconds: 30)
    return terminal
  }

  private func background(_ terminal: PseudoTerminal) -> Int? {
    terminal.attributes(atColumn: 40, row: 23).background
  }

  @Test func theThemeFollowsTheBackgroundAlsoWhileReading() throws {
    let home = try TestHome()
    try home.importStories()
    var terminal = try reader(home)
    #expect(String(decoding: terminal.output(), as: UTF8.self).contains("\u{1B}]11;?\u{1B}\\"))
    #expect(background(terminal) == ink)
    terminal.send(light)
    #expect(terminal.until(20) { background(terminal) == paper })
    // It has both modes: frames are marked, and news of the background asked for.
    let output = String(decoding: terminal.output(), as: UTF8.self)
    #expect(output.contains("\u{1B}[?2031h") && output.contains("\u{1B}[?2026h"))
    #expect(terminal.until(20) { background(terminal) == paper })
    terminal.send("\u{1B}[?997;1n")
    #expect(terminal.until(20) { background(terminal) == ink })
    terminal.send("\u{1B}[?997;2n")
    #expect(terminal.until(20) { background(terminal) == paper })
    terminal.send("q")
    #expect(terminal.exitStatus(within: 20) == 0)
    #expect(String(decoding: terminal.output(last: 400), as: UTF8.self).contains("\u{1B}[?2031l"))
    // The next time it begins as it was.
    terminal = try reader(home)
    #expect(background(terminal) == paper)
  }

  @Test func aThemeThatWasChosenStays() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home, "--theme", "ink")
    terminal.send(light)
    terminal.send("j")
    try terminal.waitUntilQuiet()
    #expect(background(terminal) == ink)
  }

  @Test func nothingIsTypedIntoTheShellByATerminalThatIsSlow() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try PseudoTerminal(
      arguments: ["sh", "-c", "'\(Program.path)'; sleep 1; read -r line; echo \"rest <$line>\""],
      environment: home.environment, columns: 80, rows: 24)
    try terminal.waitFor("/12 ·", seconds: 30)
    terminal.send("q" + light)
    try terminal.waitUntilQuiet(milliseconds: 300)
    terminal.send(Keys.enter)
    try terminal.waitFor("rest <>", seconds: 30)
  }
}
