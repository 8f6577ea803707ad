import Foundation
import Testing

/// Cleaning put right by hand, in a real terminal: one story, then all of its publisher's.
@Suite(.serialized) struct CorrectingTests {
  private static let line = "Le mot du jour vous est offert par les boulangers du quai."

  private func capture(_ number: Int) -> String {
    """
    Le port rouvre, épisode \(number)

    Par Anne Le Goff

    Les écluses se sont ouvertes à l’aube pour la \(number)e fois, devant trois cents personnes venues en famille.

    \(Self.line)

    PUBLICITÉ

    Les pêcheurs, eux, attendent de voir : la criée ne reprendra que lundi, et plusieurs ont déjà vendu ailleurs.
    """
  }

  /// Three stories of one publisher.
  private func homeWithStories() throws -> TestHome {
    let home = try TestHome()
    var list = "path,date,publisher\n"
    for number in 1...4 {
      let path = try home.write(capture(number), to: "\(number < 4 ? "first" : "later")/\(number).txt")
      list += "\(path),2026-03-1\(number),Le Fanal\n"
    }
    try home.write(list, to: "list.csv")
    try home.kiosque("import", "--manifest", home.path("list.csv"), home.path("first"))
    return home
  }

  private func reader(_ home: TestHome) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("/3 ·")
    return terminal
  }

  @Test func aLineIsPutBackSeenAndTakenOutAgain() throws {
    let home = try homeWithStories()
    let terminal = try reader(home)
    terminal.send(Keys.enter + "V")
    try terminal.waitFor("Publicité  general.advertisement")
    terminal.send("x")
    try terminal.waitFor("Remis dans l’article. U le retire.")
    try terminal.waitFor("▌ PUBLICITÉ")
    try terminal.waitFor("Les pêcheurs, eux")
    terminal.send("n")
    try terminal.waitForNo("Faire de même")
    #expect(try home.kiosque("show", "3", "--text").output.contains("PUBLICITÉ"))
    terminal.send("U")
    try terminal.waitFor("Annulé : une ligne remise")
    try terminal.waitForNo("PUBLICITÉ")
    #expect(try !home.kiosque("show", "3", "--text").output.contains("PUBLICITÉ"))
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func aParagraphIsTakenOutOfAllStoriesAndTheRuleIsKept() throws {
    let home = try homeWithStories()
    let terminal = try reader(home)
    terminal.send(Keys.enter + "xj")
    try terminal.waitFor("▌ Le mot du jour")
    terminal.send("x")
    try terminal.waitFor("Faire de même pour les 3 articles de « Le Fanal » ?")
    try terminal.waitFor("Retiré. U le remet.")
    terminal.send("p")
    try terminal.waitFor("− Le mot du jour")
    try terminal.waitFor("épisode 2")
    terminal.send("o")
    try terminal.waitFor("2 autres articles modifiés, règle dans own-le-fanal.toml.")
    let file = home.path(".config/kiosque/publishers/own-le-fanal.toml")
    let rules = try String(contentsOfFile: file, encoding: .utf8)
    #expect(rules.contains("[rules.own]\nlines = [\n  \"\(Self.line)\",\n]"))
    #expect(try removed(1, in: home).contains("own-le-fanal.own  \(Self.line)"))
    #expect(try removed(3, in: home).contains("own.correction  \(Self.line)"))

    try home.kiosque("import", "--manifest", home.path("list.csv"), home.path("later"))
    #expect(try removed(4, in: home).contains("own-le-fanal.own"), "what comes later keeps to it")

    terminal.send("U")
    try terminal.waitFor("Annulé : une règle pour Le Fanal, 2 articles modifiés")
    #expect(try !removed(1, in: home).contains("Le mot du jour"))
    #expect(try !String(contentsOfFile: file, encoding: .utf8).contains("Le mot du jour"))
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func aCorrectionOutlastsANewerCapture() throws {
    let home = try homeWithStories()
    let terminal = try reader(home)
    terminal.send(Keys.enter + "xjx")
    try terminal.waitFor("Retiré. U le remet.")
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
    try home.write(
      capture(3) + "\n\nEt le soir même, tout le monde dansait sur le quai jusqu’à la marée.\n",
      to: "first/3.txt")
    try home.kiosque("import", "--manifest", home.path("list.csv"), home.path("first"))
    let text = try home.kiosque("show", "3", "--json").output
    #expect(text.contains("tout le monde dansait"))
    #expect(text.contains("{\"rule\":\"own.correction\",\"text\":\"\(Self.line)\"}"))
  }

  @Test func aFaultyProfileIsToldAndStopsNothing() throws {
    let home = try homeWithStories()
    try home.write("name = \"Le Fanal\"\nkeep = 3\n", to: ".config/kiosque/publishers/own-le-fanal.toml")
    let outcome = try home.kiosque("import", "--manifest", home.path("list.csv"), home.path("later"))
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("own-le-fanal.toml:2: "))
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("own-le-fanal.toml:2: ")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  private func removed(_ id: Int, in home: TestHome) throws -> String {
    try home.kiosque("show", "\(id)", "--removed").output
  }
}
