import Foundation
import Testing

/// What is printed and does not arrive is no success.
@Suite(.serialized) struct LostOutputTests {
  private func homeWithStories() throws -> TestHome {
    let home = try TestHome()
    try home.importStories()
    return home
  }

  /// One sentence on standard error, no more.
  private func expectTold(_ outcome: TestHome.Outcome, _ command: String, lines: Int = 1) {
    #expect(outcome.status == 1, "\(command): \(outcome.errors)")
    #expect(
      outcome.errors.contains("kiosque: la sortie n’a pas pu être écrite ("), "\(command): \(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == lines, "\(command): \(outcome.errors)")
  }

  private static let commands = [
    "list", "list --json", "search phare", "show 1", "show 1 --json", "show 1 --markdown", "show 1 --html",
    "show 1 --raw", "show 2 --removed", "show 1 --versions", "links 2", "wanted", "stats", "stats --json",
    "stats --publishers", "check", "themes", "count --by month", "count --by source --csv", "tag", "--help",
    "import --help", "--version", "clean captures/page.html", "clean --explain captures/page.html",
  ]

  @Test func everyCommandSaysThatItsOutputIsLost() throws {
    let home = try homeWithStories()
    for command in Self.commands {
      let line = "cd '\(home.folder.path)' && '\(Program.path)' \(command)"
      guard try !home.shell(line).output.isEmpty else { continue }
      expectTold(try home.shell(line + " > /dev/full"), command)
      expectTold(try home.shell(line + " >&-"), command)
    }
  }

  @Test func theFilterStopsAtTheFirstLossOfItsOutput() throws {
    let home = try homeWithStories()
    let line = "{\"text\":\"Titre\\n\\nUn texte assez long pour être un paragraphe de journal, en somme.\"}\n"
    try home.write(String(repeating: line, count: 2000), to: "a.ndjson")
    for way in ["> /dev/full", ">&-"] {
      expectTold(
        try home.shell("'\(Program.path)' clean --ndjson < '\(home.path("a.ndjson"))' \(way)"), way)
    }
    let limited = try home.shell(
      "ulimit -f 100; '\(Program.path)' clean --ndjson < '\(home.path("a.ndjson"))' > '\(home.path("out"))'"
    )
    expectTold(limited, "a limit of the file size")
    let folder = try home.shell("'\(Program.path)' clean --ndjson < /tmp")
    #expect(folder.status == 1)
    #expect(folder.errors.hasPrefix("-: illisible ("))
  }

  @Test(arguments: ["--ack", "--json"]) func anImportEndsWhereNobodyLearnsOfIt(_ option: String) throws {
    let home = try TestHome()
    let lines = (1...3000).map { "{\"title\":\"Titre \($0)\",\"text\":\"Il pleut sur le port \($0).\"}" }
    let path = try home.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let result = try home.shell("'\(Program.path)' import \(option) '\(path)' > /dev/full")
    expectTold(result, option, lines: 2)
    #expect(result.errors.contains("import 1 : 1 024 enregistrés".replacing(" 0", with: "\u{202F}0")))
    #expect(try home.kiosque("stats", "--json").output.contains("\"stories\":1024"))
    let again = try home.kiosque("import", option, path)
    #expect(again.status == 0)
    #expect(try home.kiosque("stats", "--json").output.contains("\"stories\":3000"))
  }

  /// As `head` closes it; the same where whoever started it ignores the signal.
  @Test(arguments: ["", "trap '' PIPE; "]) func aClosedPipeEndsACommandQuietly(_ before: String) throws {
    let home = try homeWithStories()
    for command in ["list", "show 1 --text", "import --json '\(home.path("captures"))'", "stats"] {
      let result = try home.shell(
        """
        \(before)mkfifo '\(home.path("pipe"))'
        : < '\(home.path("pipe"))' &
        exec 3> '\(home.path("pipe"))'
        wait
        '\(Program.path)' \(command) >&3
        echo "status $?"; rm '\(home.path("pipe"))'
        """)
      #expect(result.output == "status 141\n", "\(command): \(result.output)")
      let quiet = result.errors.split(separator: "\n").filter { !$0.contains("déjà connus") }
      #expect(quiet.isEmpty, "\(command): \(result.errors)")
    }
  }

  @Test func aPipeThatDoesNotWaitGetsEverything() throws {
    let home = try homeWithStories()
    let program = """
      import os, subprocess, sys, time
      read, write = os.pipe()
      os.set_blocking(write, False)
      child = subprocess.Popen(sys.argv[1:], stdout=write)
      os.close(write)
      time.sleep(0.5)
      got = b""
      while True:
          piece = os.read(read, 1000)
          if not piece: break
          got += piece
      print(child.wait(), len(got))
      """
    try home.write(program, to: "reader.py")
    let text =
      TestHome.lighthouse + String(repeating: "\n\nEncore un paragraphe du même port.", count: 20_000)
    let path = try home.write(text, to: "long.txt")
    try home.kiosque("import", path)
    let result = try home.shell("python3 '\(home.path("reader.py"))' '\(Program.path)' show 13 --raw")
    #expect(result.output == "0 \(text.utf8.count)\n")
    #expect(!result.errors.contains("kiosque:"), "\(result.errors)")
  }

  @Test func aLimitOfTheFileSizeIsAFaultOfTheArchive() throws {
    let home = try homeWithStories()
    let lines = (1...3000).map { "{\"title\":\"Titre \($0)\",\"text\":\"Il pleut sur le port \($0).\"}" }
    let path = try home.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let result = try home.shell("ulimit -f 600; '\(Program.path)' import '\(path)'")
    #expect(result.status == 3, "\(result.errors)")
    #expect(result.errors.hasPrefix("kiosque: "))
    #expect(try home.kiosque("check").status == 0)
    #expect(try home.kiosque("import", path).status == 0)
  }
}
