import Foundation
import Testing

/// What a signal leaves behind: a sentence, and the terminal as it was found.
@Suite(.serialized) struct SignalTests {
  private func reader(_ home: TestHome) throws -> PseudoTerminal {
    var environment = home.environment
    environment["BROWSER"] = home.path("browser")
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: environment)
    try terminal.waitFor("/12 ·")
    try terminal.waitUntilQuiet()
    return terminal
  }

  private func expectRestored(_ terminal: PseudoTerminal) {
    let state = terminal.state
    #expect(!state.alternate && state.cursor_shown && !state.paste && !state.focus && state.mouse == 0)
  }

  /// The status as a shell counts it; what is asked for in the usual way is done.
  @Test(arguments: [
    (SIGTERM, "SIGTERM", 0), (SIGINT, "SIGINT", 0), (SIGUSR1, "SIGUSR1", 138), (SIGUSR2, "SIGUSR2", 140),
    (SIGALRM, "SIGALRM", 142), (SIGVTALRM, "SIGVTALRM", 154), (SIGPROF, "SIGPROF", 155),
    (SIGPOLL, "SIGIO", 157),
    (SIGPWR, "SIGPWR", 158), (SIGXCPU, "SIGXCPU", 152), (SIGSTKFLT, "SIGSTKFLT", 144), (40, "SIGRT", 168),
  ])
  func aSignalThatAsksForTheEndIsFollowedAndSaid(_ number: Int32, _ name: String, _ status: Int) throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    terminal.signal(number)
    #expect(terminal.exitStatus() == status)
    expectRestored(terminal)
    #expect(terminal.screen.contains("kiosque: \(name) a mis fin à la lecture"), "\(terminal.screen)")
  }

  @Test(arguments: [
    (SIGQUIT, "SIGQUIT", 131), (SIGABRT, "SIGABRT", 134), (SIGSEGV, "SIGSEGV", 139), (SIGBUS, "SIGBUS", 135),
    (SIGILL, "SIGILL", 132), (SIGFPE, "SIGFPE", 136), (SIGTRAP, "SIGTRAP", 133), (SIGSYS, "SIGSYS", 159),
  ])
  func aCrashIsSaidAndLeavesTheTerminalAsItWas(_ number: Int32, _ name: String, _ status: Int) throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    terminal.signal(number)
    #expect(terminal.exitStatus() == status)
    expectRestored(terminal)
    #expect(terminal.screen.contains("kiosque: \(name) a interrompu la lecture"), "\(terminal.screen)")
  }

  @Test(arguments: [SIGPIPE, SIGXFSZ, SIGCHLD, SIGURG]) func whatIsNobodysWishEndsNothing(_ number: Int32)
    throws
  {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    terminal.signal(number)
    try terminal.waitUntilQuiet()
    terminal.send("jj")
    try terminal.waitUntilQuiet()
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
    expectRestored(terminal)
  }

  /// The browser gets one argument in which nothing is hidden, and nothing of it is left behind.
  @Test func anAddressReachesTheBrowserWithNothingHiddenInIt() throws {
    let home = try TestHome()
    try home.importStories()
    let browser = try home.write(
      "#!/bin/sh\nprintf '%s|' \"$#\" \"$@\" > '\(home.path("opened"))'\n", to: "browser")
    chmod(browser, 0o755)
    let line =
      #"{"title":"Un titre neuf","text":"Il pleut sur le port.","date":"2027-01-01","#
      + #""url":"https://a.example/\u202egpj.exe?é"}"#
    try home.kiosque("import", try home.write(line, to: "a.jsonl"))
    var environment = home.environment
    environment["BROWSER"] = browser
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: environment)
    try terminal.waitFor("/13 ·")
    terminal.send("go")
    let opened = home.path("opened")
    let wanted = "1|https://a.example/%E2%80%AEgpj.exe?é|"
    let hasCome = terminal.until(10) { (try? String(contentsOfFile: opened, encoding: .utf8)) == wanted }
    #expect(hasCome, "\((try? String(contentsOfFile: opened, encoding: .utf8)) ?? "nothing")")
    let children = "/proc/\(terminal.process)/task/\(terminal.process)/children"
    #expect(terminal.until(5) { (try? String(contentsOfFile: children, encoding: .utf8)) == "" })
    terminal.send("y")
    try terminal.waitUntilQuiet()
    let copied = Data("https://a.example/%E2%80%AEgpj.exe?é".utf8).base64EncodedString()
    #expect(String(decoding: terminal.output(), as: UTF8.self).contains("\u{1B}]52;c;\(copied)\u{7}"))
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }
}
