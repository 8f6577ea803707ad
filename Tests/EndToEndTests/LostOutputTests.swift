import Foundation
import Testing

/// What is printed and does not arrive is no success.
@Suite(.serialized) struct LostOutputTests {
  private func stock() throws -> TestHome {
    let stand = try TestHome()
    try stand.stock()
    return stand
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
    let stand = try stock()
    for command in Self.commands {
      let line = "cd '\(stand.folder.path)' && '\(Program.path)' \(command)"
      guard try !stand.shell(line).output.isEmpty else { continue }
      expectTold(try stand.shell(line + " > /dev/full"), command)
      expectTold(try stand.shell(line + " >&-"), command)
    }
  }

  @Test func theFilterStopsAtTheFirstLossOfItsOutput() throws {
    let stand = try stock()
    let line = "{\"text\":\"Titre\\n\\nUn texte assez long pour être un paragraphe de journal, en somme.\"}\n"
    try stand.write(String(repeating: line, count: 2000), to: "a.ndjson")
    for way in ["> /dev/full", ">&-"] {
      expectTold(
        try stand.shell("'\(Program.path)' clean --ndjson < '\(stand.path("a.ndjson"))' \(way)"), way)
    }
    let limited = try stand.shell(
      "ulimit -f 100; '\(Program.path)' clean --ndjson < '\(stand.path("a.ndjson"))' > '\(stand.path("out"))'"
    )
    expectTold(limited, "a limit of the file size")
    let folder = try stand.shell("'\(Program.path)' clean --ndjson < /tmp")
    #expect(folder.status == 1)
    #expect(folder.errors.hasPrefix("-: illisible ("))
  }

  @Test(arguments: ["--ack", "--json"]) func anImportEndsWhereNobodyLearnsOfIt(_ option: String) throws {
    let stand = try TestHome()
    let lines = (1...3000).map { "{\"title\":\"Titre \($0)\",\"text\":\"Il pleut sur le port \($0).\"}" }
    let path = try stand.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let result = try stand.shell("'\(Program.path)' import \(option) '\(path)' > /dev/full")
    expectTold(result, option, lines: 2)
    #expect(result.errors.contains("import 1 : 1 024 enregistrés".replacing(" 0", with: "\u{202F}0")))
    #expect(try stand.kiosque("stats", "--json").output.contains("\"stories\":1024"))
    let again = try stand.kiosque("import", option, path)
    #expect(again.status == 0)
    #expect(try stand.kiosque("stats", "--json").output.contains("\"stories\":3000"))
  }

  /// As `head` closes it; the same where whoever started it ignores the signal.
  @Test(arguments: ["", "trap '' PIPE; "]) func aClosedPipeEndsACommandQuietly(_ before: String) throws {
    let stand = try stock()
    for command in ["list", "show 1 --text", "import --json '\(stand.path("captures"))'", "stats"] {
      let result = try stand.shell(
        """
        \(before)mkfifo '\(stand.path("pipe"))'
        : < '\(stand.path("pipe"))' &
        exec 3> '\(stand.path("pipe"))'
        wait
        '\(Program.path)' \(command) >&3
        echo "status $?"; rm '\(stand.path("pipe"))'
        """)
      #expect(result.output == "status 141\n", "\(command): \(result.output)")
      let quiet = result.errors.split(separator: "\n").filter { !$0.contains("déjà connus") }
      #expect(quiet.isEmpty, "\(command): \(result.errors)")
    }
  }

  @Test func aPipeThatDoesNotWaitGetsEverything() throws {
    let stand = try stock()
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
    try stand.write(program, to: "reader.py")
    let text =
      TestHome.lighthouse + String(repeating: "\n\nEncore un paragraphe du même port.", count: 20_000)
    let path = try stand.write(text, to: "long.txt")
    try stand.kiosque("import", path)
    let result = try stand.shell("python3 '\(stand.path("reader.py"))' '\(Program.path)' show 13 --raw")
    #expect(result.output == "0 \(text.utf8.count)\n")
    #expect(!result.errors.contains("kiosque:"), "\(result.errors)")
  }

  @Test func aLimitOfTheFileSizeIsAFaultOfTheArchive() throws {
    let stand = try stock()
    let lines = (1...3000).map { "{\"title\":\"Titre \($0)\",\"text\":\"Il pleut sur le port \($0).\"}" }
    let path = try stand.write(lines.joined(separator: "\n"), to: "a.jsonl")
    let result = try stand.shell("ulimit -f 600; '\(Program.path)' import '\(path)'")
    #expect(result.status == 3, "\(result.errors)")
    #expect(result.errors.hasPrefix("kiosque: "))
    #expect(try stand.kiosque("check").status == 0)
    #expect(try stand.kiosque("import", path).status == 0)
  }
}
