import Foundation
import RegexBuilder
import Testing

/// Completion in the shells themselves, with the scripts that `make install` installs. Where a shell is not
/// installed its tests are skipped.
@Suite(.serialized) struct CompletionTests {
  /// Names of publishers that a shell could take for more than names.
  private static let names = [
    "Le Fanal", "$(touch caught)", "`touch caught`", "a'b\"c\\d", "Rhein:Main",
  ]

  let home: TestHome

  init() throws {
    home = try TestHome()
    let records = Self.names.enumerated().map { index, name in
      let record = [
        "title": index == 0 ? "Le phare: \u{1B}[31mrallumé" : "Titre \(index)", "publisher": name,
        "text": "Le conseil a délibéré le matin, puis le soir, sans rien décider du tout, numéro \(index).",
      ]
      return (try? JSONEncoder().encode(record)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    try home.write(records.joined(separator: "\n"), to: "captures.jsonl")
    try home.kiosque("import", home.path("captures.jsonl"))
    try home.kiosque("tag", "conseil", "+phares", "+vieux port")
    for shell in ["bash", "zsh", "fish"] {
      try home.write(try home.kiosque("--generate-completion-script", shell).output, to: "\(shell)/_kiosque")
    }
  }

  private static func isThere(_ shell: String) -> Bool {
    ["/bin/", "/usr/bin/"].contains { FileManager.default.isExecutableFile(atPath: $0 + shell) }
  }

  private var environment: [String: String] {
    var environment = home.environment
    environment["LC_ALL"] = "C.UTF-8"
    environment["PATH"] =
      URL(filePath: Program.path).deletingLastPathComponent().path
      + ":" + (environment["PATH"] ?? "")
    environment["PS1"] = "ready> "
    environment["INPUTRC"] = "/dev/null"
    return environment
  }

  /// An interactive shell that has read the script.
  private func start(_ arguments: [String], _ lines: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      arguments: arguments, environment: environment, directory: home.folder.path, columns: 120, rows: 40)
    try terminal.waitFor("ready>")
    for line in lines {
      terminal.send(line + Keys.enter)
      try terminal.waitUntilQuiet()
    }
    terminal.send(Keys.control("L"))
    try terminal.waitUntilQuiet()
    return terminal
  }

  /// A line and tabs behind it, until the shell shows what it should make of them. A shell asks the program,
  /// and shows nothing meanwhile: its silence says nothing.
  private func expect(
    _ line: String, tabs: Int = 1, shows wanted: any RegexComponent..., in terminal: PseudoTerminal,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    terminal.send(Keys.control("U") + line)
    try terminal.waitUntilQuiet()
    for tab in 1...tabs {
      terminal.send(Keys.tab)
      if tab < tabs { try terminal.waitUntilQuiet(milliseconds: 400) }
    }
    let isShown = terminal.until(30) { wanted.allSatisfy { terminal.screen.contains($0) } }
    #expect(isShown, "\(terminal.screen)", sourceLocation: location)
    try terminal.waitUntilQuiet()
  }

  /// Nothing that stands in the archive was run.
  private func expectNothingRan() {
    #expect(!FileManager.default.fileExists(atPath: home.path("caught")))
  }

  private func bash() throws -> PseudoTerminal {
    try start(["bash", "--norc", "-i"], "bind 'set bell-style none'", "source bash/_kiosque")
  }

  @Test(.enabled(if: isThere("bash"), "bash is not installed"))
  func bashCompletesWhatTheArchiveHas() throws {
    let terminal = try bash()
    try expect("kiosque list --source Le", shows: "--source Le\\ Fanal", in: terminal)
    try expect("kiosque show ", tabs: 2, shows: /1 +2 +3 +4 +5/, in: terminal)
    try expect("kiosque tag conseil +ph", shows: "+phares", in: terminal)
    try expect("kiosque search tag:ph", shows: "search tag:phares", in: terminal)
    try expect("kiosque search tag:v", shows: #"search tag:\"vieux\ port\""#, in: terminal)
    try expect("kiosque count phare source:Le", shows: #"source:\"Le\ Fanal\""#, in: terminal)
    try expect("kiosque search \"tag:ph", shows: "search \"tag:phares", in: terminal)
    try expect("kiosque search tag:", tabs: 2, shows: /vieux\\? port/, /phares/, in: terminal)
    try expect("kiosque import --format war", shows: "--format warc", in: terminal)
    try expect("kiosque help key", shows: "help keys", in: terminal)
    try expect("kiosque import capt", shows: "captures.jsonl", in: terminal)
    try expect("kiosque sea", shows: "kiosque search", in: terminal)
    try expect("kiosque --arch", shows: "--archive", in: terminal)
    try expect("kiosque --theme pap", shows: "--theme paper", in: terminal)
    try expect("kiosque --archive capt", shows: "captures.jsonl", in: terminal)
  }

  @Test(.enabled(if: isThere("bash"), "bash is not installed"))
  func bashRunsNothingOfAName() throws {
    let terminal = try bash()
    try expect("kiosque list --source ", tabs: 2, shows: "$(touch caught)", "`touch caught`", in: terminal)
    try expect("kiosque list --source \\$", shows: "touch\\ caught", in: terminal)
    try expect("kiosque search source:", tabs: 2, shows: "$(touch caught)", "`touch caught`", in: terminal)
    try expect("kiosque search source:\\$", shows: "touch\\ caught", in: terminal)
    expectNothingRan()
  }

  @Test(.enabled(if: isThere("zsh"), "zsh is not installed"))
  func zshShowsHeadlinesBesideNumbers() throws {
    let terminal = try start(
      ["zsh", "-f", "-i"], "PS1='ready> '; fpath=($PWD/zsh $fpath); autoload -U compinit; compinit -u -D")
    try expect(
      "kiosque show ", shows: /[1-5] +-- +Le phare: \[31mrallumé/, /[1-5] +-- +Titre 4/, in: terminal)
    try expect("kiosque list --source Rh", shows: "--source Rhein:Main", in: terminal)
    try expect("kiosque list --source Le", shows: "--source Le\\ Fanal", in: terminal)
    try expect("kiosque list --source ", shows: "$(touch caught)", in: terminal)
    try expect("kiosque import --format war", shows: "--format warc", in: terminal)
    try expect("kiosque --arch", shows: "--archive", in: terminal)
    try expect("kiosque --theme pap", shows: "--theme paper", in: terminal)
    try expect("kiosque --archive capt", shows: "captures.jsonl", in: terminal)
    try expect("kiosque sea", shows: "kiosque search", in: terminal)
    expectNothingRan()
  }

  @Test(.enabled(if: isThere("fish"), "fish is not installed"))
  func fishShowsHeadlinesBesideNumbers() throws {
    let terminal = try start([
      "fish", "-N", "-i", "-C",
      "function fish_prompt; echo 'ready> '; end; function fish_greeting; end; source fish/_kiosque",
    ])
    try expect(
      "kiosque show ", shows: /[1-5] +\(Le phare: \[31mrallumé\)/, /[1-5] +\(Titre 4\)/, in: terminal)
    try expect("kiosque list --source Le", shows: "--source Le\\ Fanal", in: terminal)
    try expect("kiosque list --source ", shows: "$(touch caught)", "a'b\"c\\d", in: terminal)
    try expect("kiosque tag conseil +vi", shows: "+vieux\\ port", in: terminal)
    try expect("kiosque search tag:", shows: "tag:phares", in: terminal)
    try expect("kiosque help key", shows: "help keys", in: terminal)
    try expect("kiosque --arch", shows: "--archive", in: terminal)
    try expect("kiosque --theme pap", shows: "--theme paper", in: terminal)
    try expect("kiosque --archive capt", shows: "captures.jsonl", in: terminal)
    try expect("kiosque sea", shows: "kiosque search", in: terminal)
    expectNothingRan()
  }

  @Test func nothingIsSaidWhereThereIsNoArchive() throws {
    let asked = ["---completion", "show", "--", "positional@0", "2", "0", "kiosque", "show", ""]
    for archive in ["/nowhere/archive.sqlite", home.path("captures.jsonl"), "/dev/null"] {
      let words = asked.dropLast(3) + ["kiosque", "show", "--archive", archive, ""]
      let arguments = words.map { "'\($0)'" }.joined(separator: " ")
      let answer = try home.shell("SAP_SHELL=bash '\(Program.path)' \(arguments)")
      #expect(
        answer.status == 0 && answer.output.filter { !$0.isWhitespace }.isEmpty && answer.errors.isEmpty)
    }
  }

  @Test func theArchiveOfTheLineIsAsked() throws {
    _ = try home.shell("mv '\(home.archive)' '\(home.path("other archive.sqlite"))'")
    let words = ["kiosque", "list", "--archive", "'\(home.path("other archive.sqlite"))'", "--source", ""]
    let line = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    let answer = try home.shell(
      "SAP_SHELL=bash '\(Program.path)' ---completion list -- --source 5 0 \(line)")
    #expect(answer.output.contains("'Le Fanal'"))
  }
}
