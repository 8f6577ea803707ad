import Foundation
import Testing

/// What a reader finds again when the program is started anew.
@Suite(.serialized) struct SittingTests {
  private func reader(_ home: TestHome, _ more: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments: [Program.path], environment: home.environment.merging(more) { $1 })
    try terminal.waitFor("/12 ·")
    try terminal.waitUntilQuiet()
    return terminal
  }

  private func quit(_ terminal: PseudoTerminal, _ keys: String = "Q") {
    terminal.send(keys)
    #expect(terminal.exitStatus() == 0)
  }

  private func selectedRow(_ terminal: PseudoTerminal) -> String? {
    terminal.screen.split(separator: "\n").first { $0.hasPrefix("▌") }.map(String.init)
  }

  @Test func thePlaceInTheListIsFoundAgain() throws {
    let home = try TestHome()
    try home.importStories()
    let first = try reader(home)
    first.send("5j")
    try first.waitFor(" 6/12 ·")
    let row = selectedRow(first)
    quit(first)
    let second = try reader(home)
    try second.waitFor(" 6/12 ·")
    #expect(selectedRow(second) == row)
    second.send("g")
    try second.waitFor(" 1/12 ·")
    quit(second)
    let third = try reader(home)
    #expect(third.screen.contains(" 1/12 ·"))
    quit(third)
  }

  @Test func theTabIsFoundAgainAndWhatCameMeanwhileIsTold() throws {
    let home = try TestHome()
    try home.importStories()
    let first = try reader(home)
    first.send("Lj")
    try first.waitFor("non lus seulement")
    try first.waitFor(" 2/12 ·")
    quit(first)
    let path = try home.write(
      #"{"title":"Tout neuf","text":"La grue du quai est repartie ce matin.","date":"2026-03-01"}"# + "\n",
      to: "neuf.jsonl")
    try home.kiosque("import", path)
    let second = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try second.waitFor("non lus seulement · 1 nouveau (M)")
    #expect(second.screen.contains(" 2/13 ·"))
    quit(second)
  }

  @Test func aStoryThatIsGoneLeavesTheListAtItsStart() throws {
    let home = try TestHome()
    try home.importStories()
    let first = try reader(home)
    first.send("G")
    try first.waitFor(" 12/12 ·")
    quit(first)
    let folder = home.path(".local/state/kiosque/places")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try "story = 99999\nsort = \"sideways\"\nwords = 3\n".write(
        toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let second = try reader(home)
    #expect(second.screen.contains(" 1/12 ·"))
    quit(second)
  }

  @Test func linesThatWereTypedAreFoundAgainByTheirOwnerAlone() throws {
    let home = try TestHome()
    try home.importStories()
    let first = try reader(home)
    first.send("/phare" + Keys.enter)
    try first.waitFor("Recherche")
    first.send(Keys.escape)
    try first.waitFor("/12 ·")
    quit(first)
    let second = try reader(home)
    second.send("/" + Keys.up)
    try second.waitFor("Chercher : phare")
    second.send(Keys.control("a") + "le ")
    try second.waitFor("Chercher : le phare")
    second.send(Keys.escape)
    try second.waitFor("/12 ·")
    quit(second)
    var status = stat()
    #expect(stat(home.path(".local/state/kiosque/history.toml"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test func whereNothingCanBeKeptTheReaderReadsAllTheSame() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home, ["XDG_STATE_HOME": try home.write("", to: "file")])
    terminal.send("/phare" + Keys.enter)
    try terminal.waitFor("Recherche")
    try terminal.waitUntilQuiet()
    #expect(!terminal.screen.contains("impossible"))
    terminal.send("/" + Keys.up)
    try terminal.waitFor("Chercher : phare")
    terminal.send(Keys.escape)
    try terminal.waitFor("/12 ·")
    terminal.send("3j")
    try terminal.waitFor(" 4/12 ·")
    quit(terminal)
  }

  @Test func aSlowLineMakesNoKeysOfWhatTheTerminalSays() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try reader(home, ["ESCDELAY": "400"])
    let picture = terminal.screen
    for piece in [
      "\u{1B}", "[", "?1;", "2c", "\u{1B}]11;rgb:1e1e/", "1e1e/2e2e\u{1B}", "\\", "\u{1B}[24;8", "0R",
    ] {
      terminal.send(piece)
      usleep(120_000)
    }
    try terminal.waitUntilQuiet()
    #expect(terminal.screen == picture)
    terminal.send("\u{1B}")
    usleep(120_000)
    terminal.send("[B")
    try terminal.waitFor(" 2/12 ·")
    quit(terminal)
  }
}
