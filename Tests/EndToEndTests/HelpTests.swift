import Foundation
import Testing

/// `kiosque help`, misspelt commands and options, and the version.
@Suite struct HelpTests {
  let home: TestHome

  init() throws {
    home = try TestHome()
  }

  /// Where man is missing nothing is checked.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/man"), "man is not installed"))
  func aTopicOpensItsPage() throws {
    for (topic, words) in [
      ("import", "KIOSQUE(1)"), ("keys", "KIOSQUE(1)"), ("exit-status", "KIOSQUE(1)"),
      ("query", "KIOSQUE-QUERY(7)"), ("formats", "KIOSQUE-FORMATS(7)"), ("settings", "KIOSQUE-CONFIG(5)"),
      ("Publisher-Profiles", "KIOSQUE-CONFIG(5)"),
    ] {
      let shown = try home.shell("MANWIDTH=78 '\(Program.path)' help '\(topic)' 2>&1 | col -b")
      #expect(shown.output.contains(words), "\(topic): \(shown.output.prefix(200))")
    }
  }

  @Test(
    .enabled(
      if: ["/usr/bin/man", "/usr/bin/less"].allSatisfy(FileManager.default.isExecutableFile),
      "man or less is not installed"))
  func aTopicStandsAtTheTopOfTheWindow() throws {
    for (topic, heading) in [
      ("keys", "KEYS"), ("reclean", "reclean"), ("publisher-profiles", "PUBLISHER PROFILES"),
    ] {
      let terminal = try PseudoTerminal(
        arguments: [Program.path, "help", topic], environment: home.environment, columns: 80, rows: 24)
      #expect(
        terminal.until(10) { terminal.row(0).trimmingCharacters(in: .whitespaces) == heading }, "\(topic)")
      terminal.send("q")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func anUnknownTopicIsToldWithThoseThatThereAre() throws {
    let asked = try home.kiosque("help", "kyes", "--language", "en")
    #expect(asked.status == 2)
    #expect(asked.errors.contains("the manual has no topic “kyes”; did you mean “keys”?"))
    #expect(
      asked.errors.contains("import,") && asked.errors.contains("query,") && asked.errors.contains("settings")
    )
  }

  @Test func aMisspeltCommandIsToldWithTheNearest() throws {
    let near = try home.kiosque("serach", "phare")
    #expect(near.status == 2 && near.errors.contains("search"))
    #expect(near.output.isEmpty)
    let far = try home.kiosque("frobnicate")
    #expect(far.status == 2 && far.errors.contains("frobnicate") && far.errors.contains("kiosque --help"))
    let hostile = try home.kiosque("se\u{1B}[2Jrch")
    #expect(!hostile.errors.contains("\u{1B}"))
  }

  @Test func aMisspeltOptionIsNoWordOfAQuery() throws {
    try home.importStories()
    for arguments in [
      ["search", "--rnak", "phare"], ["count", "--bye", "month"], ["tag", "phare", "--arhive", "x"],
    ] {
      let line = arguments.joined(separator: " ")
      let told = try home.shell("'\(Program.path)' \(line)")
      #expect(told.status == 2, "\(line)")
      #expect(
        told.errors.contains("Unknown option '--") && told.errors.contains("Did you mean '--"),
        "\(told.errors)")
    }
    #expect(try home.kiosque("search", "--", "phare").status == 0)
  }

  @Test func theVersionTellsTheArchivesFormat() throws {
    let told = try home.kiosque("--version", "--json").output
    let version = try #require(try JSONSerialization.jsonObject(with: Data(told.utf8)) as? [String: Any])
    #expect(
      version["version"] as? String
        == (try home.kiosque("--version").output.trimmingCharacters(in: .newlines)))
    #expect(version["archiveFormat"] as? Int ?? 0 >= 15)
    #expect((version["sqlite"] as? String)?.hasPrefix("3.") == true)
  }

  @Test func aMistakeBesideTheVersionIsTold() throws {
    for (line, words) in [
      ("--version --jso", "Unknown option '--jso'. Did you mean '--json'?"),
      ("--version --json x", "Unexpected argument 'x'"), ("--versoin", "Did you mean '--version'?"),
      ("--json", "Unknown option '--json'."),
    ] {
      let told = try home.shell("'\(Program.path)' \(line)")
      #expect(told.status == 2 && told.output.isEmpty && told.errors.contains(words), "\(line): \(told)")
      #expect(told.errors.contains("Usage: kiosque <subcommand>"), "\(told.errors)")
    }
    #expect(try home.kiosque("--language", "fr", "--version", "--json").output.hasPrefix("{"))
    #expect(try home.kiosque("--version", "--archive=x").output.first?.isNumber == true)
  }

  @Test func aMistakeInAQuerysOptionsPrintsTheUsageOfItsCommand() throws {
    for command in ["search", "count", "tag", "forget"] {
      let told = try home.kiosque(command, "phare", "--unraed")
      #expect(told.status == 2 && told.errors.contains("Did you mean '--unread'?"), "\(told.errors)")
      #expect(told.errors.contains("Usage: kiosque \(command) "), "\(told.errors)")
      #expect(told.errors.contains("See 'kiosque \(command) --help'"), "\(told.errors)")
    }
    #expect(try home.kiosque("manual", "--width", "3").errors.contains("Unknown option '--width'"))
    let page = try home.kiosque("manual", "qeury")
    #expect(page.status == 2 && page.errors.contains("query"))
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/man"), "man is not installed"))
  func aManualThatIsLostIsTold() throws {
    let lost = try home.shell("'\(Program.path)' help import > /dev/full")
    #expect(lost.status == 1 && lost.errors.hasPrefix("kiosque: "), "\(lost)")
    #expect(try home.shell("'\(Program.path)' manual query | head -n 1").output.contains("KIOSQUE-QUERY"))
  }
}
