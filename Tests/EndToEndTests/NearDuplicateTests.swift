import Foundation
import Testing

/// One agency's text in two papers.
@Suite(.serialized) struct NearDuplicateTests {
  private static let text = (1...12).map {
    "Phrase \($0) : le préfet annonce que le port numéro \($0 * 7) rouvre après \($0 * 3) jours de tempête."
  }

  private func homeWithStories() throws -> TestHome {
    let home = try TestHome()
    try home.write(
      "Le port rouvre enfin\n\n" + Self.text.joined(separator: "\n\n"), to: "captures/a.txt")
    try home.write(
      "Réouverture du port de pêche\n\n" + Self.text.dropLast(3).joined(separator: "\n\n"),
      to: "captures/b.txt")
    let manifest = try home.write(
      "path,date,publisher\na.txt,2026-03-13T08:00:00+01:00,Le Fanal\n"
        + "b.txt,2026-03-14T08:00:00+01:00,La Marée\n", to: "captures/list.csv")
    let folder = home.folder.appending(path: "captures").path
    #expect(try home.kiosque("import", "--manifest", manifest, folder).status == 0)
    return home
  }

  @Test func aCopyIsNamedAndStaysAStory() throws {
    let home = try homeWithStories()
    #expect(try home.kiosque("links", "1").output == "≡ La Marée: Réouverture du port de pêche  [2]\n")
    #expect(try home.kiosque("links", "2", "--json").output.contains("\"direction\":\"similar\""))
    let list = try home.kiosque("list", "--json").output.split(separator: "\n")
    #expect(list.count == 2)
    #expect(list.first?.contains("\"similarTo\":1") == true)
    #expect(list.last?.contains("\"similar\":1") == true)
    #expect(try home.kiosque("search", "tempete").output.contains("Réouverture"))
    #expect(try home.kiosque("check").status == 0)
  }

  @Test func theListUnfoldsAndFolds() throws {
    let home = try homeWithStories()
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("≡1")
    #expect(terminal.screen.contains("2 articles"))
    #expect(!terminal.screen.contains("Réouverture"))
    terminal.send("=")
    try terminal.waitFor("└ Réouverture du port de pêche")
    terminal.send("j=")
    try terminal.waitForNo("Réouverture")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }
}
