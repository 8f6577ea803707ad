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

  private func reader(_ stand: TestHome, stories: Int) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: stand.environment)
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

  private func text(_ id: Int, in stand: TestHome) throws -> String {
    try stand.kiosque("show", "\(id)", "--text").output
  }

  @Test func whatTemplatesRemovedStaysRemoved() throws {
    let stand = try TestHome()
    var list = "path,date,publisher\n"
    for number in 1...12 {
      let path = try stand.write(Self.text(number), to: "in/\(number).txt")
      list += "\(path),2026-03-\(number + 10),Le Fanal\n"
    }
    try stand.write(list, to: "list.csv")
    try stand.kiosque("import", "--manifest", stand.path("list.csv"), stand.path("in"))
    let removed = try stand.kiosque("show", "12", "--removed").output
    #expect(removed.contains("template  \(Self.recurring)"))

    let terminal = try reader(stand, stories: 12)
    try takeOut(terminal)
    #expect(try !text(12, in: stand).contains(Self.recurring), "the correction was of another line")
    try terminal.waitFor("Faire de même")
    terminal.send("o")
    try terminal.waitFor("1 autre article modifié")
    #expect(try !text(11, in: stand).contains(Self.offer))
    #expect(try !text(11, in: stand).contains(Self.recurring), "nor is it the rule's")
    leave(terminal)
  }

  @Test func whatASiteConfigurationLeftOutStaysOut() throws {
    let stand = try TestHome()
    let paragraphs = Self.text(11).split(separator: "\n\n").dropFirst().map { "<p>\($0)</p>" }.joined()
    let page = try stand.write(
      """
      <html><head><title>Le port rouvre</title><link rel="canonical" href="https://quai.example/1"></head>
      <body><h1>Le port rouvre</h1><div class="text">\(paragraphs)<p class="bandeau">La boutique du port \
      ouvre ses portes tous les jours de la semaine, même les jours de grande marée.</p></div></body></html>
      """, to: "a.html")
    try stand.write(
      "title: //h1\nbody: //div[@class='text']\nstrip: //p[@class='bandeau']\n",
      to: "configs/quai.example.txt")
    try stand.kiosque("import", "--site-configs", stand.path("configs"), page)
    #expect(try !text(1, in: stand).contains("La boutique du port"))

    let terminal = try reader(stand, stories: 1)
    try takeOut(terminal)
    #expect(try !text(1, in: stand).contains(Self.offer))
    #expect(try !text(1, in: stand).contains("La boutique du port"))
    leave(terminal)
    try stand.kiosque("reclean")
    #expect(try !text(1, in: stand).contains("La boutique du port"))
  }

  @Test func aRuleReachesStoriesWhoseSourceCameInTheirRecord() throws {
    let stand = try TestHome()
    func record(_ number: Int) throws -> String {
      let text = try JSONEncoder().encode(Self.text(number))
      return "{\"source\":\"Le Fanal\",\"date\":\"2026-03-\(number + 10)\",\"text\":"
        + String(decoding: text, as: UTF8.self) + "}\n"
    }
    let first = try stand.write((1...12).map(record).joined(), to: "first.jsonl")
    try stand.kiosque("import", first)
    #expect(try !text(12, in: stand).contains(Self.recurring), "its source's template is asked too")

    let terminal = try reader(stand, stories: 12)
    try takeOut(terminal)
    try terminal.waitFor("Faire de même")
    terminal.send("o")
    try terminal.waitFor("1 autre article modifié")
    #expect(try !text(11, in: stand).contains(Self.offer))
    let later = try stand.write(record(13), to: "later.jsonl")
    try stand.kiosque("import", later)
    #expect(try !text(13, in: stand).contains(Self.offer), "what comes later keeps to the rule")
    leave(terminal)
  }
}
