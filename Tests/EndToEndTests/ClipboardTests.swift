import Foundation
import Testing

/// What `y` does and says, with the programs and terminals that there may be.
@Suite(.serialized) struct ClipboardTests {
  private static let address = "https://fanal.example/phare?a=1&b=$(id)"

  /// A reader on a story with an address, with these programs, which are lines of a shell, before all others.
  private func reader(
    _ home: TestHome, programs: [String: String] = [:], _ more: [String: String] = [:]
  ) throws -> PseudoTerminal {
    try home.write(
      """
      {"url":"\(Self.address)","title":"Le phare s’est rallumé","text":"Trois nuits de suite, la lanterne a brillé.","date":"2026-03-14"}
      {"title":"Sans adresse","text":"Les écluses se sont ouvertes devant trois cents personnes.","date":"2026-03-13"}

      """, to: "captures.jsonl")
    try home.kiosque("import", home.path("captures.jsonl"))
    for (name, line) in programs {
      chmod(try home.write("#!/bin/sh\n\(line)\n", to: "bin/\(name)"), 0o755)
    }
    var environment = home.environment.merging(more) { $1 }
    // Nothing of the machine's own clipboard is touched.
    for name in ["tmux", "wl-copy", "xclip", "xsel"] where programs[name] == nil {
      chmod(try home.write("#!/bin/sh\nexit 9\n", to: "bin/\(name)"), 0o755)
    }
    environment["PATH"] = home.path("bin") + ":" + (environment["PATH"] ?? "")
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: environment)
    try terminal.waitFor("Le phare s’est rallumé")
    return terminal
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    let children = try? String(
      contentsOfFile: "/proc/\(terminal.process)/task/\(terminal.process)/children", encoding: .utf8)
    #expect((children ?? "").isEmpty, "a program was left behind")
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  private func copied(_ home: TestHome, by program: String) -> String? {
    try? String(contentsOfFile: home.path("\(program).txt"), encoding: .utf8)
  }

  @Test(arguments: [
    ("tmux", ["TMUX": "none,1,0"], "dans le tampon de tmux"),
    ("wl-copy", ["WAYLAND_DISPLAY": "wayland-9"], "copie faite par wl-copy"),
    ("xclip", ["DISPLAY": ":9"], "copie faite par xclip"),
    ("xsel", ["DISPLAY": ":9"], "copie faite par xsel"),
  ]) func aProgramThatFitsTakesTheAddress(_ program: String, _ more: [String: String], _ said: String) throws
  {
    let home = try TestHome()
    let terminal = try reader(
      home, programs: [program: "echo \"$@\" > $HOME/arguments; cat > $HOME/\(program).txt"], more)
    terminal.send("y")
    try terminal.waitFor(said)
    #expect(copied(home, by: program) == Self.address)
    #expect(!String(decoding: terminal.output(), as: UTF8.self).contains("\u{1B}]52"))
    try quit(terminal)
  }

  @Test func anOlderTmuxIsAskedForItsBufferAlone() throws {
    let home = try TestHome()
    let terminal = try reader(
      home, programs: ["tmux": "[ \"$2\" = -w ] && exit 1; cat > $HOME/tmux.txt"], ["TMUX": "none,1,0"])
    terminal.send("y")
    try terminal.waitFor("dans le tampon de tmux")
    #expect(copied(home, by: "tmux") == Self.address)
    try quit(terminal)
  }

  @Test func withoutAnyTheTerminalIsAskedAndNoMoreIsClaimed() throws {
    let home = try TestHome()
    let terminal = try reader(home, ["DISPLAY": ":9", "TMUX": "none,1,0", "WAYLAND_DISPLAY": "w"])
    terminal.send("y")
    try terminal.waitFor("Adresse : échec de tmux, wl-copy, xclip, xsel ; tentative par le terminal.")
    let base64 = Data(Self.address.utf8).base64EncodedString()
    #expect(String(decoding: terminal.output(), as: UTF8.self).contains("]52;c;\(base64)"))
    try quit(terminal)
  }

  @Test func aProgramThatHangsIsGivenUp() throws {
    let home = try TestHome()
    let terminal = try reader(home, programs: ["xclip": "exec sleep 600"], ["DISPLAY": ":9"])
    terminal.send("y")
    try terminal.waitFor("échec de xclip, xsel ; tentative par le terminal")
    try quit(terminal)
  }

  @Test func withNothingElseToTryTheTerminalIsAsked() throws {
    let home = try TestHome()
    let terminal = try reader(home)
    terminal.send("y")
    try terminal.waitFor("envoi au presse-papiers du terminal, s’il le permet")
    try quit(terminal)
  }

  @Test func aTerminalWithoutAClipboardSaysSo() throws {
    let home = try TestHome()
    let terminal = try reader(home, ["TERM": "linux"])
    terminal.send("y")
    try terminal.waitFor("Rien n’a pu être copié")
    #expect(!String(decoding: terminal.output(), as: UTF8.self).contains("\u{1B}]52"))
    try quit(terminal)
  }

  @Test func aStoryWithoutAnAddressSaysSo() throws {
    let home = try TestHome()
    let terminal = try reader(home)
    terminal.send("jy")
    try terminal.waitFor("n’a pas d’adresse")
    terminal.send("\ry")
    try terminal.waitFor("n’a pas d’adresse")
    try quit(terminal)
  }
}
