import Foundation
import Testing

/// Stories that are cleaned again for a correction are cleaned as they were at their import: with the
/// templates of their source, its site configuration, and the rules for the publisher of their record.
@Suite(.serialized) struct StoredCleaningTests {
  private static let recurring = "Embarquez à bord de la Gazelle bleue"
  private static let offer = "Le mot du jour vous est offert par les boulangers du quai."

  /// Twelve stories with a line that recurs; the last two have one more that only a reader would take out.
  private static func text(_ number: Int) -> String {
    """
    Le port rouvre, épisode \(number)

    Les écluses se sont ouvertes à l’aube pour la \(number)e fois, devant trois cents personnes venues en famille.

    \(number < 11 ? "Au chapitre \(number), le capitaine raconte sa jeunesse et les marées de ce temps-là." : offer)

    \(recurring)

    Les pêcheurs, eux, attendent de voir : la criée ne reprendra que lundi, et plusieurs ont déjà vendu ailleurs.
    """
  }

  private func reader(_ home: TestHome, stories: Int) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("/\(stories) ·")
    return terminal
  }

  /// Takes the offer out of the newest story.
  private func takeOut(_ terminal: PseudoTerminal) throws {
    terminal.send(Keys.enter + "xj")
    try terminal.waitFor("▌ Le mot du jour")
    terminal.send("x")
    try terminal.waitFor("Retiré. U le remet.")
  }

  private func leave(_ terminal: PseudoTerminal) {
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  private func text(_ id: Int, in home: TestHome) throws -> String {
    try home.kiosque("show", "\(id)", "--text").output
  }

  @Test func whatTemplatesRemovedStaysRemoved() throws {
    let home = try TestHome()
    var list = "path,date,publisher\n"
    for number in 1...12 {
      let path = try home.write(Self.text(number), to: "in/\(number).txt")
      list += "\(path),2026-03-\(number + 10),Le Fanal\n"
    }
    try home.write(list, to: "list.csv")
    try home.kiosque("import", "--manifest", home.path("list.csv"), home.path("in"))
    let removed = try home.kiosque("show", "12", "--removed").output
    #expect(removed.contains("template  \(Self.recurring)"))

    let terminal = try reader(home, stories: 12)
    try takeOut(terminal)
    #expect(try !text(12, in: home).contains(Self.recurring), "the correction was of another line")
    try terminal.waitFor("Faire de même")
    terminal.send("o")
    try terminal.waitFor("1 autre article modifié")
    #expect(try !text(11, in: home).contains(Self.offer))
    #expect(try !text(11, in: home).contains(Self.recurring), "nor is it the rule's")
    leave(terminal)
  }

  /// A home with a page that was imported with a site configuration, which strips what the shop says.
  private func homeWithConfiguredPage() throws -> TestHome {
    let home = try TestHome()
    let paragraphs = Self.text(11).split(separator: "\n\n").dropFirst().map { "<p>\($0)</p>" }.joined()
    let page = try home.write(
      """
      <html><head><title>Le port rouvre</title><link rel="canonical" href="https://quai.example/1"></head>
      <body><h1>Le port rouvre</h1><div class="text">\(paragraphs)<p class="bandeau">La boutique du port \
      ouvre ses portes tous les jours de la semaine, même les jours de grande marée.</p></div></body></html>
      """, to: "a.html")
    try home.write(
      "title: //h1\nbody: //div[@class='text']\nstrip: //p[@class='bandeau']\n",
      to: "configs/quai.example.txt")
    try home.kiosque("import", "--site-configs", home.path("configs"), page)
    #expect(try !text(1, in: home).contains("La boutique du port"))
    return home
  }

  @Test func whatASiteConfigurationLeftOutStaysOut() throws {
    let home = try homeWithConfiguredPage()
    let terminal = try reader(home, stories: 1)
    try takeOut(terminal)
    #expect(try !text(1, in: home).contains(Self.offer))
    #expect(try !text(1, in: home).contains("La boutique du port"))
    leave(terminal)
    try home.kiosque("reclean")
    #expect(try !text(1, in: home).contains("La boutique du port"))
  }

  @Test func storiesWhoseSiteConfigurationIsGoneAreLeftAsTheyAre() throws {
    let home = try homeWithConfiguredPage()
    let before = try text(1, in: home)
    try FileManager.default.moveItem(atPath: home.path("configs"), toPath: home.path("elsewhere"))
    for arguments in [["reclean", "--dry-run"], ["reclean"]] {
      let outcome = try home.shell("'\(Program.path)' " + arguments.joined(separator: " "))
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(home.path("configs")), "\(outcome.errors)")
      #expect(outcome.errors.contains("laissé tel quel"), "\(outcome.errors)")
    }
    #expect(try text(1, in: home) == before)
    try FileManager.default.moveItem(atPath: home.path("elsewhere"), toPath: home.path("configs"))
    let after = try home.kiosque("reclean")
    #expect(after.status == 0)
    #expect(!after.errors.contains(home.path("configs")))
    #expect(try text(1, in: home) == before)
  }

  @Test func anExplanationKnowsTheTemplatesThatCleaningDoes() throws {
    let home = try TestHome()
    func record(_ number: Int) throws -> String {
      let text = String(decoding: try JSONEncoder().encode(Self.text(number)), as: UTF8.self)
      return "{\"source\":\"Le Fanal\",\"date\":\"2026-03-\(number + 10)\",\"text\":\(text)}\n"
    }
    let all = try home.write((1...12).map(record).joined(), to: "all.jsonl")
    let one = try home.write(record(13), to: "one.jsonl")
    try home.kiosque("import", all)
    func line(_ arguments: String...) throws -> Substring? {
      let outcome = try home.shell("'\(Program.path)' clean --explain " + arguments.joined(separator: " "))
      return outcome.output.split(separator: "\n").last { $0.contains(Self.recurring) }
    }
    let stored = try #require(try line("--archive", home.archive, one))
    #expect(stored.contains("removed") && stored.hasSuffix("template"), "\(stored)")
    let learnt = try #require(try line("--learn", all))
    #expect(learnt.contains("removed") && learnt.hasSuffix("template"), "\(learnt)")
    let unknown = try #require(try line(one))
    #expect(!unknown.contains("template"), "without an archive nothing is known of the source")
  }

  @Test func aRuleReachesStoriesWhoseSourceCameInTheirRecord() throws {
    let home = try TestHome()
    func record(_ number: Int) throws -> String {
      let text = try JSONEncoder().encode(Self.text(number))
      return "{\"source\":\"Le Fanal\",\"date\":\"2026-03-\(number + 10)\",\"text\":"
        + String(decoding: text, as: UTF8.self) + "}\n"
    }
    let first = try home.write((1...12).map(record).joined(), to: "first.jsonl")
    try home.kiosque("import", first)
    #expect(try !text(12, in: home).contains(Self.recurring), "its source's template is asked too")

    let terminal = try reader(home, stories: 12)
    try takeOut(terminal)
    try terminal.waitFor("Faire de même")
    terminal.send("o")
    try terminal.waitFor("1 autre article modifié")
    #expect(try !text(11, in: home).contains(Self.offer))
    let later = try home.write(record(13), to: "later.jsonl")
    try home.kiosque("import", later)
    #expect(try !text(13, in: home).contains(Self.offer), "what comes later keeps to the rule")
    leave(terminal)
  }
}
