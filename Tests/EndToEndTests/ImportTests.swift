import Foundation
import Testing

/// Files of many captures through the built program.
@Suite(.serialized) struct ImportTests {
  private static let feed = """
    <rss version="2.0"><channel><title>Le Quai</title>
    <item><title>Le bac reprend mardi</title><link>https://quai.example/bac</link><author>l@quai.example (Lise Garrec)</author>
    <pubDate>Mon, 16 Mar 2026 10:00:00 +0100</pubDate>
    <description>&lt;p&gt;Le bac a repris ses rotations mardi matin, à la grande joie des îliens.&lt;/p&gt;</description></item>
    <item><title>Une brève</title><description>Il pleut.</description></item></channel></rss>
    """

  @Test func aFeedIsCleanedItemByItem() throws {
    let home = try TestHome()
    let result = try home.kiosque("clean", try home.write(Self.feed, to: "feed.xml"))
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 2)
    for part in [
      #""title":"Le bac reprend mardi""#, #""byline":["Lise Garrec"]"#,
      #""date":"2026-03-16T10:00:00+01:00""#,
      #""source":"Le Quai""#, #""url":"https:\/\/quai.example\/bac""#, "à la grande joie des îliens",
    ] {
      #expect(
        lines.first?.contains(part) == true
          || lines.first?.contains(part.replacing("\\/", with: "/")) == true, "\(part)")
    }
  }

  @Test func whatIsWrongIsToldWithItsPlace() throws {
    let home = try TestHome()
    let path = try home.write("{\"title\":\"A\",\"text\":\"Il pleut sur le port.\"}\n{\"oh\n", to: "a.jsonl")
    let result = try home.kiosque("import", "--json", path)
    #expect(result.status == 1)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.errors.contains("a.jsonl: ligne 2 :"))
    #expect(try home.kiosque("import", "--map", "colour=red", path).status == 2)
    #expect(try home.kiosque("import", "--format", "papyrus", path).status == 2)
  }

  @Test func theOpenReaderTellsWhatIsNewAndStaysWhereItIs() throws {
    let home = try TestHome()
    try home.importStories()
    let terminal = try PseudoTerminal(
      arguments: [Program.path], environment: home.environment, columns: 100, rows: 24)
    try terminal.waitFor("/12 ·")
    terminal.send("jj")
    try terminal.waitUntilQuiet()
    let row = terminal.screen.split(separator: "\n").first { $0.hasPrefix("▌") }
    try home.kiosque("import", try home.write(Self.feed, to: "feed.xml"))
    try terminal.waitFor("2 nouveaux (M)")
    #expect(terminal.screen.split(separator: "\n").first { $0.hasPrefix("▌") } == row)
    terminal.send("M")
    try terminal.waitFor("Le bac reprend mardi")
    try terminal.waitForNo("nouveaux")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func whatAppearsInAWatchedFolderIsImportedOnceItIsWhole() throws {
    let home = try TestHome()
    try home.write("Un titre\n\nIl pleut sur le port depuis hier matin.\n", to: "watched/a.txt")
    let folder = home.path("watched")
    let result = try home.shell(
      """
      '\(Program.path)' import --watch '\(folder)' & watcher=$!
      sleep 2; mkdir '\(folder)/new'; printf 'Un autre\n\nIl neige.\n' > '\(folder)/new/b.txt'
      (printf 'Le troisième\n\n'; sleep 1; printf 'Il vente.\n') > '\(folder)/c.txt'
      printf 'x' > '\(folder)/d.txt.part'
      sleep 5; kill -TERM $watcher; wait $watcher
      """)
    #expect(result.status == 0)
    let list = try home.kiosque("list").output
    #expect(list.split(separator: "\n").count == 3)
    #expect(try home.kiosque("search", "vente").output.contains("troisième"))
  }

  @Test func aListOfFeedsIsRemembered() throws {
    let home = try TestHome()
    let path = try home.write(
      "<opml version=\"2.0\"><body><outline text=\"Le Quai\" xmlUrl=\"https://quai.example/rss\"/></body></opml>",
      to: "feeds.opml")
    let result = try home.kiosque("import", "--json", path)
    #expect(result.status == 0)
    #expect(result.output.contains(#""outcome":"stored""#))
    #expect(try home.kiosque("stats", "--json").output.contains(#""feeds":1"#))
  }

  @Test func whatHoldsNoStoryIsToldAndWhatMayNotBeWholeIsMarked() throws {
    let home = try TestHome()
    try home.write("User-agent: *\nDisallow: /\n", to: "captures/robots.txt")
    try home.write(".quai { color: red }", to: "captures/quai.css")
    try home.write(
      """
      <html lang="fr"><head><title>Nos guichets | Le Quai</title></head><body><nav><a href="/a">Accueil</a></nav>
      <main><h1>Nos guichets en ligne</h1><form><input name=q><button>Chercher</button></form></main></body></html>
      """, to: "captures/guichets.html")
    let imported = try home.kiosque("import", home.path("captures"))
    #expect(imported.status == 0)
    #expect(imported.errors.contains("laissés de côté : 1 robots.txt, 1 feuille de style"))
    #expect(imported.errors.contains("1 article peut-être incomplet (kiosque list --doubtful)"))
    #expect(try home.kiosque("list").output.split(separator: "\n").count == 1)
    #expect(try home.kiosque("list", "--doubtful").output.contains("Nos guichets en ligne"))
    #expect(try home.kiosque("search", "is:doubtful").output.contains("Nos guichets en ligne"))
    #expect(try home.kiosque("show", "1", "--json").output.contains("\"doubt\":\"no-text\""))
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("Nos guichets")
    terminal.send(Keys.enter)
    try terminal.waitFor("peut-être incomplet")
    terminal.send("qq")
    #expect(terminal.exitStatus() == 0)
  }
}
