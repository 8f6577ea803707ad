import Foundation
import Testing

/// The reader as a dialogue of lines: nothing but text and line feeds, and all of the reader in it.
@Suite struct LinearTests {
  private func said(_ home: TestHome, _ lines: String, _ arguments: [String] = ["read", "--linear"]) throws
    -> String
  {
    let outcome = try home.kiosque(arguments, input: Data(lines.utf8))
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let controls = outcome.output.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || $0 == "\u{7F}" }
    #expect(controls.isEmpty)
    return outcome.output
  }

  @Test func aStoryIsReadWithItsRelatedStories() throws {
    let home = try TestHome()
    try home.importStories()
    let output = try said(home, "/phare\n1\n1\nb\nw\nq\n")
    #expect(output.hasPrefix("Kiosque, ligne à ligne."))
    #expect(output.contains("1. Le phare s’est rallumé — "))
    #expect(output.contains("Trois nuits de suite, la lanterne a brillé sans gardien."))
    #expect(output.contains("À découvrir également :"))
    #expect(output.contains("Fin de l’article."))
  }

  @Test func theEndOfAStoryMarksItReadAndTheNextFollows() throws {
    let home = try TestHome()
    try home.importStories()
    let output = try said(home, "/brève\n1\n\nq\n")
    #expect(output.components(separatedBy: "Fin de l’article.").count == 3)
    let unread = try home.kiosque("list", "--unread").output.split(separator: "\n").count
    let all = try home.kiosque("list").output.split(separator: "\n").count
    #expect(unread == all - 2)
  }

  @Test func headlinesGoOnAndBack() throws {
    let home = try TestHome()
    try home.importStories()
    let output = try said(home, "w\n\nw\np\nw\np\ns 2\nq\n")
    #expect(output.contains("Tous, 1 à 10 sur 12 articles"))
    #expect(output.contains("> 11 à 12 sur 12 articles"))
    #expect(output.contains("\n11. "))
    #expect(output.contains("Ce sont les premiers."))
    #expect(output.contains("étoilé"))
    #expect(try home.kiosque("list", "--starred").output.split(separator: "\n").count == 1)
  }

  @Test func whatIsNotUnderstoodIsSaid() throws {
    let home = try TestHome()
    try home.importStories()
    let output = try said(home, "99\nxyzzy\n/foo:bar\n/auteur:\u{1B}[31m\"\nr\n?\n")
    #expect(output.contains("il n’y a pas de numéro 99 ici"))
    #expect(output.contains("« xyzzy » n’est pas une commande"))
    #expect(output.contains("q : quitter."))
    #expect(output.contains("foo") && !output.contains("aucun article"), "a mistake is no empty list")
  }

  @Test func backLeavesASearchAndEnglishIsEnglish() throws {
    let home = try TestHome()
    try home.importStories()
    let output = try said(home, "/phare\nb\n/zzzz\nw\nq\n", ["read", "--linear", "--language", "en"])
    #expect(output.components(separatedBy: "All, 1 to 10 of 12 stories").count == 3)
    #expect(output.contains("“zzzz”, no story") && output.contains("> no story"))
  }

  @Test func aDumbTerminalGetsIt() throws {
    let home = try TestHome()
    try home.importStories()
    var environment = home.environment
    environment["TERM"] = "dumb"
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: environment)
    try terminal.waitFor("titres suivants.")
    terminal.send("1\r")
    try terminal.waitFor("Fin de l’article.")
    terminal.send("q\r")
    #expect(terminal.exitStatus() == 0)
    #expect(!terminal.output().contains(0x1B), "no escape sequence")
  }
}
