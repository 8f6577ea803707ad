import Foundation
import Testing

/// Several programs on one archive at once: imports that write, readers that read and mark.
@Suite(.serialized) struct CrowdTests {
  private static let perImport = 400
  private static let wrong = ["Échec", "locked", "verrouill", "malformed", "endommag", "SQLite", "busy"]

  @Test func twoImportsAndFiveReadersLoseNothingAndShowNoError() throws {
    let home = try TestHome()
    try home.importStories()
    let imports = try (0..<2).map { try start(home, $0) }
    let readers = try (0..<5).map { _ in
      try PseudoTerminal(
        arguments: [Program.path], environment: home.environment, columns: 100, rows: 24)
    }
    for reader in readers { try reader.waitFor("phare") }
    var largestLog = 0
    var rounds = 0
    while !imports.allSatisfy({ FileManager.default.fileExists(atPath: $0 + ".status") }), rounds < 400 {
      for (number, reader) in readers.enumerated() { try turn(rounds + number, reader) }
      largestLog = max(largestLog, size(of: home.archive + "-wal"))
      rounds += 1
    }
    for path in imports {
      #expect(try text(path + ".status") == "0\n")
      #expect(try text(path + ".errors").contains("import "))
    }
    #expect(largestLog < 64 << 20)
    for reader in readers {
      for _ in 0..<3 {
        reader.send(Keys.escape)
        try reader.waitUntilQuiet(milliseconds: 300, seconds: 30)
      }
      reader.send("Q")
      #expect(reader.exitStatus(within: 30) == 0, "\(reader.screen)")
    }
    try expectAll(home)
  }

  @Test func severalImportsMakeOneArchive() throws {
    for round in 0..<3 {
      let home = try TestHome()
      let path = try home.write("{\"title\":\"Un titre\",\"text\":\"Il pleut.\"}\n", to: "a.jsonl")
      let one = "'\(Program.path)' import '\(path)' < /dev/null"
      let result = try home.shell(
        "(for i in 1 2 3 4; do (\(one) || echo failed) & done) | cat; echo done")
      #expect(result.output == "done\n", "round \(round): \(result.errors)")
      #expect(try home.kiosque("list").output.split(separator: "\n").count == 1)
    }
  }

  @Test func whatIsWrittenBesideTheArchiveDoesNotKeepTheReaderBusy() throws {
    let home = try TestHome()
    try home.importStories()
    let reader = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try reader.waitFor("phare")
    try reader.waitUntilQuiet(milliseconds: 500)
    let before = try wakeUps(of: reader.process)
    _ = try home.shell(
      "end=$(($(date +%s) + 3)); while [ $(date +%s) -lt $end ]; do echo x >> '\(home.path("other"))'; done")
    #expect(try wakeUps(of: reader.process) - before < 100)
    reader.send("q")
    #expect(reader.exitStatus() == 0)
  }

  /// How often the threads of a process went to sleep.
  private func wakeUps(of process: Int32) throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").reduce(0) { sum, thread in
      let status = try text("/proc/\(process)/task/\(thread)/status").split(separator: "\n")
      let line = status.first { $0.hasPrefix("voluntary_ctxt_switches:") }
      return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
    }
  }

  /// Both imports have stories of their own, and every tenth in common.
  private func start(_ home: TestHome, _ number: Int) throws -> String {
    let lines = (0..<Self.perImport).map { index in
      let id = index % 10 == 0 ? "commun-\(index)" : "\(number)-\(index)"
      return """
        {"url":"https://quai.example/\(id)","date":"2026-01-\(10 + index % 20)","source":"Le Quai",\
        "title":"Nouvelle \(id) du quai",\
        "text":"Le mot \(planted(number, index)) du jour.\\n\\nLe port et la mer."}

        """
    }
    let path = try home.write(lines.joined(), to: "lines-\(number).jsonl")
    _ = try home.shell(
      """
      ('\(Program.path)' import '\(path)' > '\(path).out' 2> '\(path).errors' < /dev/null
      echo $? > '\(path).new'; mv '\(path).new' '\(path).status') > /dev/null 2>&1 < /dev/null &
      """)
    return path
  }

  /// A word of letters that one import's story alone has: lines that differ in numbers would be furniture.
  private func planted(_ number: Int, _ index: Int) -> String {
    let letters = "bcdfghjlmn".map { String($0) }
    return "zw" + "\(number)\(index + 1000)".compactMap(\.wholeNumberValue).map { letters[$0] }.joined()
  }

  /// What a reader does in a moment: moves, marks, searches, reads.
  private func turn(_ number: Int, _ reader: PseudoTerminal) throws {
    let keys = ["jj", "r", "/port", Keys.enter, Keys.escape, "*", Keys.pageDown, Keys.enter, "q", "M", "g"]
    reader.send(keys[number % keys.count])
    for _ in 0..<4 { reader.pump(milliseconds: 5) }
    let screen = reader.screen
    for word in Self.wrong where screen.contains(word) {
      Issue.record("“\(word)” on the screen:\n\(screen)")
    }
  }

  private func expectAll(_ home: TestHome) throws {
    let common = Self.perImport / 10
    let stats = try home.kiosque("stats", "--json").output
    #expect(stats.contains("\"stories\":\(12 + 2 * Self.perImport - common)"), "\(stats)")
    #expect(try home.kiosque("check").status == 0)
    for (number, index) in [(0, 1), (0, 399), (1, 1), (1, 399)] {
      let word = planted(number, index)
      let result = try home.kiosque("search", "--json", word)
      let found = result.output.split(separator: "\n").count
      #expect(found == 1, "\(word): \(result.errors)\(result.output)")
    }
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func size(of path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }
}
