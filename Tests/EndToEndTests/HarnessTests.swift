import Foundation
import Testing

/// The harness itself: what it shows is what is there.
struct HarnessTests {
  @Test func showsTextAndColours() throws {
    let terminal = try PseudoTerminal(
      arguments: ["printf", #"\033[1;38;2;1;2;3mété\033[m 東京 \033[7mnoir\033[m"#])
    try terminal.waitFor("été 東京 noir")
    #expect(terminal.attributes(atColumn: 0, row: 0) == Attributes(foreground: 0x010203, bold: true))
    #expect(terminal.attributes(atColumn: 9, row: 0) == Attributes(reverse: true))
    let place = try #require(terminal.place(of: "noir"))
    #expect(place == (column: 9, row: 0))
    #expect(terminal.exitStatus() == 0)
  }

  @Test func tellsTheExitStatus() throws {
    #expect(try PseudoTerminal(arguments: ["sh", "-c", "exit 7"]).exitStatus() == 7)
    #expect(try PseudoTerminal(arguments: ["sh", "-c", "kill -9 $$"]).exitStatus() == 137)
    #expect(try PseudoTerminal(arguments: ["sleep", "60"]).exitStatus(within: 0.1) == nil)
  }

  @Test func typesAndResizes() throws {
    let terminal = try PseudoTerminal(
      arguments: ["sh", "-c", "trap 'stty size; exit 0' WINCH; echo prêt; while :; do sleep 0.05; done"])
    try terminal.waitFor("prêt")
    terminal.resize(columns: 100, rows: 30)
    try terminal.waitFor("30 100")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func aShellStopsAndContinuesItsJob() throws {
    let shell = try Shell()
    shell.run("cat")
    shell.terminal.send("bonjour\r")
    try shell.terminal.waitFor("bonjour\nbonjour")
    shell.terminal.send(Keys.control("z"))
    try shell.terminal.waitFor("Stopped")
    try shell.waitForPrompt()
    shell.run("fg")
    try shell.terminal.waitFor("fg\ncat")
    shell.terminal.send("encore\r")
    try shell.terminal.waitFor("encore\nencore")
  }
}
