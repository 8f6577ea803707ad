import Testing

/// The terminal's cursor stands, unseen, at what is selected: screen readers and magnifiers follow it.
@Suite struct CursorTests {
  /// The row of the screen where the cursor stands.
  private func row(_ terminal: PseudoTerminal) throws -> String {
    try terminal.waitUntilQuiet()
    #expect(!terminal.state.cursor_shown)
    return terminal.row(Int(terminal.state.cursor_row))
  }

  @Test func itFollowsTheSelectionTheTextAndTheSheets() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("1/12 ·")
    #expect(try row(terminal).hasPrefix("▌"))
    terminal.send("j")
    try terminal.waitFor("2/12 ·")
    #expect(try row(terminal).hasPrefix("▌"))
    terminal.send("H")
    try terminal.waitFor("Articles par mois")
    #expect(try row(terminal).contains("▌ 2026-03"))
    terminal.send(Keys.escape)
    try terminal.waitForNo("Articles par mois")
    terminal.send("S")
    try terminal.waitFor("Ordre")
    terminal.send(Keys.down)
    #expect(try row(terminal).contains("▌"), "the selection of a list")
    terminal.send(Keys.escape)
    try terminal.waitForNo("┌")
    terminal.send("/zzzz\r")
    try terminal.waitFor("« zzzz »")
    #expect(try row(terminal).contains("zzzz"), "the message of an empty list")
    terminal.send(Keys.escape)
    try terminal.waitFor("/12 ·")
    terminal.send("/phare\r")
    try terminal.waitFor("1/")
    terminal.send("\r")
    try terminal.waitFor("retour")
    #expect(try row(terminal).contains("Le phare s’est rallumé"))
    terminal.send("/lanterne\r")
    try terminal.waitFor("occurrence 1 sur")
    #expect(try row(terminal).contains("lanterne"))
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }
}
