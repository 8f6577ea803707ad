import Foundation
import GRDB
import Testing

/// What commands that take long tell on a terminal while they work.
@Suite(.serialized) struct ProgressTests {
  let home: TestHome

  init() throws {
    home = try TestHome()
    let lines = (1...6000).map { number in
      """
      {"title":"Conseil \(number)","publisher":"Le Fanal","date":"2026-03-01",\
      "text":"Le conseil a délibéré le matin, puis le soir, sans rien décider du tout, séance \(number)."}
      """
    }
    try home.write(lines.joined(separator: "\n"), to: "captures.jsonl")
  }

  /// Runs a command in a window to its end: what it wrote, what the window then shows, and how long it took.
  private func watched(_ arguments: String...) throws -> (bytes: String, screen: String, seconds: Double) {
    try watched(arguments)
  }

  private func watched(_ arguments: [String]) throws -> (bytes: String, screen: String, seconds: Double) {
    var environment = home.environment
    environment["LC_ALL"] = "C.UTF-8"
    let start = Date()
    let terminal = try PseudoTerminal(
      arguments: [Program.path] + arguments, environment: environment, columns: 80, rows: 24)
    #expect(terminal.exitStatus(within: 120) == 0)
    return (String(decoding: terminal.output(), as: UTF8.self), terminal.screen, -start.timeIntervalSinceNow)
  }

  @Test func aTerminalSeesHowFarItIsAndNothingOfItInTheEnd() throws {
    let imported = try watched("import", home.path("captures.jsonl"))
    #expect(imported.bytes.contains(/\r[0-9,]+ captures · [0-9,]+\/s · [0-9,]+ stored · [0-9:]+ left/))
    #expect(imported.screen.trimmingCharacters(in: .newlines) == "import 1: 6,000 stored")
    let rewritten = imported.bytes.split(separator: "\r").filter { $0.contains("/s · ") }.count
    #expect(Double(rewritten) <= imported.seconds * 10 + 1)
    let cleaned = try watched("reclean")
    #expect(cleaned.bytes.contains(/\rcleaning: [0-9,]+ of 6,000 stories · [0-9,]+\/s · [0-9:]+ left/))
    #expect(!cleaned.screen.contains("/s"))
    try expectNothingLeft(of: "reclean", "--dry-run", at: "cleaning: ")
    try expectNothingLeft(of: "check", at: "checking: ")
  }

  /// A command that is stopped with Ctrl-C while it tells how far it is.
  private func expectNothingLeft(of arguments: String..., at progress: String) throws {
    var environment = home.environment
    environment["LC_ALL"] = "C.UTF-8"
    let terminal = try PseudoTerminal(
      arguments: [Program.path] + arguments, environment: environment, columns: 100, rows: 24)
    #expect(terminal.until(120) { terminal.screen.contains(progress) })
    terminal.send(Keys.control("C"))
    #expect(terminal.exitStatus(within: 30) == 128 + Int(SIGINT))
    #expect(
      terminal.screen.trimmingCharacters(in: .whitespacesAndNewlines)
        == "kiosque: interrupted; what was stored is safe: run the command again to finish it")
  }

  /// What is worked out from stories is made anew where a new version of the program works it out otherwise.
  private func makeStale() throws {
    try DatabaseQueue(path: home.archive).write {
      try $0.execute(sql: "INSERT OR IGNORE INTO stale VALUES ('search')")
    }
  }

  @Test func pipesJSONAndQuietSeeNothingOfIt() throws {
    #expect(
      try watched("import", "--quiet", home.path("captures.jsonl")).bytes.split(separator: "\r\n").count == 1)
    let json = try watched("reclean", "--json").bytes
    #expect(!json.contains("/s"))
    // Texts as long as it takes until a line is shown.
    var isShown = false
    for words in [500, 2000, 8000] where !isShown {
      try DatabaseQueue(path: home.archive).write {
        try $0.execute(
          sql: "UPDATE version SET text = replace(hex(zeroblob(?)), '00', 'phare ')", arguments: [words])
      }
      try makeStale()
      isShown = try watched("list", "--limit", "1").bytes.contains(/\rindexing: [0-9,]+ of 6,000/)
    }
    #expect(isShown)
    for command in [["list", "--limit", "1"], ["count", "phare"], ["stats"]] {
      try makeStale()
      let bytes = try watched(command + ["--json"]).bytes
      #expect(!bytes.contains("indexing") && bytes.contains("{"), "\(command): \(bytes)")
    }
    let piped = try home.kiosque("reclean")
    #expect(!piped.errors.contains("\r") && !piped.errors.contains("/s"))
  }
}
