import Foundation
import Testing

/// The built program in a real pseudo-terminal, judged by what libvterm shows.
@Suite(.serialized) struct ReaderTests {
  private func reader(_ home: TestHome, columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    try PseudoTerminal(
      arguments: [Program.path], environment: home.environment, columns: columns, rows: rows)
  }

  private func selectedRow(_ terminal: PseudoTerminal) -> String? {
    terminal.screen.split(separator: "\n").first { $0.hasPrefix("▌") }.map(String.init)
  }

  @Test func importsOpensReadsJumpsGoesBackAndQuits() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    try terminal.waitFor("/12 ·")
    #expect(terminal.screen.contains("─ Mars 2026 ─") && terminal.screen.contains("dim. 15 Le Fanal"))
    terminal.send("j")
    try terminal.waitUntilQuiet()
    let row = selectedRow(terminal)
    #expect(row?.contains("Le phare s’est rallumé") == true)

    terminal.send(Keys.enter)
    try terminal.waitFor("Par Ana Le Goff")
    #expect(terminal.screen.contains("l’hiver 1998. «\u{A0}Je croyais"))
    terminal.send("jjjjj1")
    try terminal.waitFor("pour le suivre")
    terminal.send("q")
    try terminal.waitForNo("pour le suivre")
    terminal.send("p")
    try terminal.waitFor("── À DÉCOUVRIR ÉGALEMENT")
    try terminal.waitUntilQuiet()
    let place = terminal.screen
    terminal.send("1")
    try terminal.waitFor("Les écluses se sont ouvertes")
    #expect(terminal.row(0).contains("›"))
    terminal.send(Keys.backspace)
    try terminal.waitForNo("Les écluses se sont ouvertes")
    try terminal.waitUntilQuiet()
    // The story that was followed is read now.
    #expect(terminal.screen == place.replacing("●", with: "○"))

    terminal.send("q")
    try terminal.waitFor("/12 ·")
    #expect(selectedRow(terminal)?.contains("Le phare s’est rallumé") == true)
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
    #expect(!terminal.state.alternate)
  }

  @Test func aMissingStorySaysSoAndOffersASearch() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    try terminal.waitFor("/12 ·")
    terminal.send("j\r22")
    try terminal.waitFor("Absent de l’archive")
    terminal.send(Keys.enter)
    try terminal.waitFor("Recherche")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func theThemeChangesTheColoursAndNothingElse() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    try terminal.waitFor("/12 ·")
    try terminal.waitUntilQuiet()
    let text = terminal.screen
    let before = terminal.attributes(atColumn: 40, row: 10).background
    terminal.send("T")
    try terminal.waitFor("Thèmes")
    terminal.send("papier" + Keys.control("u") + "ppr" + Keys.enter)
    try terminal.waitForNo("Thèmes")
    try terminal.waitUntilQuiet()
    #expect(terminal.screen == text)
    #expect(terminal.attributes(atColumn: 40, row: 10).background != before)
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
    let again = try reader(home)
    try again.waitFor("/12 ·")
    try again.waitUntilQuiet()
    #expect(again.attributes(atColumn: 40, row: 10).background != before, "the choice is kept")
  }

  @Test func resizingKeepsTheStoryAndItsPlace() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    try terminal.waitFor("/12 ·")
    terminal.send("j\rd")
    try terminal.waitFor("Paragraphe 5")
    for (columns, rows) in [(120, 40), (40, 10), (1, 1), (200, 60), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      try terminal.waitUntilQuiet()
    }
    #expect(terminal.screen.contains("Paragraphe 5"))
    terminal.resize(columns: 120, rows: 40)
    try terminal.waitFor("│")
    #expect(terminal.screen.contains("À DÉCOUVRIR ÉGALEMENT"))
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func suspendsAndResumesUnderAShell() throws {
    let home = try TestHome()
    try home.importStories()
    let shell = try Shell(environment: home.environment)
    let quoted = "'" + Program.path.replacingOccurrences(of: "'", with: "'\\''") + "'"
    shell.run(quoted)
    try shell.terminal.waitFor("/12 ·")
    shell.terminal.send("jj")
    try shell.terminal.waitUntilQuiet()
    let picture = shell.terminal.screen
    shell.terminal.send(Keys.control("z"))
    try shell.waitForPrompt()
    #expect(!shell.terminal.state.alternate)
    shell.run("fg")
    try shell.terminal.waitFor("/12 ·")
    try shell.terminal.waitUntilQuiet()
    #expect(shell.terminal.screen == picture)
    shell.terminal.send("q")
    try shell.waitForPrompt()
    shell.run("stty -a | grep -o ' echo '; echo status $?")
    try shell.terminal.waitFor("status 0")
  }

  @Test func wheelAndClickMoveAndOpen() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    try terminal.waitFor("/12 ·")
    let place = try #require(terminal.place(of: "Brève numéro 8"))
    terminal.send(Keys.click(column: place.column, row: place.row))
    try terminal.waitUntilQuiet()
    #expect(selectedRow(terminal)?.contains("Brève numéro 8") == true)
    terminal.send(Keys.click(column: place.column, row: place.row))
    try terminal.waitFor("Le conseil a délibéré")
    terminal.send("q")
    try terminal.waitFor("/12 ·")
    terminal.send(Keys.wheel(up: true))
    try terminal.waitUntilQuiet()
    #expect(selectedRow(terminal)?.contains("Brève numéro 8") == false)
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func searchesTheArchiveWhileItIsTyped() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home)
    try terminal.waitFor("/12 ·")
    terminal.send("/ecluses")
    try terminal.waitFor("1 article")
    #expect(selectedRow(terminal)?.contains("Le port rouvre") == true)
    terminal.send(Keys.escape)
    try terminal.waitFor("La criée repart")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100", "xterm"])
  func everyTerminalShowsTheList(_ name: String) throws {
    let home = try TestHome()
    try home.importStories()
    var environment = home.environment
    environment["TERM"] = name
    environment["COLORTERM"] = nil
    environment["NO_COLOR"] = name == "xterm" ? "1" : nil
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: environment)
    try terminal.waitFor("Le phare")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test(arguments: ["unknown", "", "no-such-terminal"]) func aTerminalWithoutAScreenIsRefused(_ name: String)
    throws
  {
    let home = try TestHome()
    try home.importStories()
    var environment = home.environment
    environment["TERM"] = name
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: environment)
    #expect(terminal.exitStatus() == 2)
    #expect(terminal.screen.contains("TERM"))
  }
}
