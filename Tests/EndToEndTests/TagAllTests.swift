import Testing

/// Tags for all that a search finds, at once, and taken back at once.
@Suite struct TagAllTests {
  @Test func allThatIsFoundIsTaggedAndUntagged() throws {
    let home = try TestHome()
    try home.importStories()
    func tagged() throws -> Int {
      try home.kiosque("search", "tag:relire").output.split(separator: "\n").filter { !$0.hasPrefix("\t") }
        .count
    }
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("1/12 ·")
    terminal.send("/brève\r")
    try terminal.waitFor("1/9 ·")
    terminal.send("a")
    try terminal.waitFor("Étiquettes pour 9 articles")
    terminal.send("relire\r")
    try terminal.waitFor("9 articles étiquetés")
    try terminal.waitFor("#relire")
    #expect(try tagged() == 9)
    terminal.send("U")
    try terminal.waitForNo("#relire")
    #expect(try home.kiosque("search", "tag:relire").status != 0)
    terminal.send("arelire\r")
    try terminal.waitFor("9 articles étiquetés")
    terminal.send("a-relire\r")
    try terminal.waitForNo("#relire")
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }
}
