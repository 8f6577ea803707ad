import Foundation
import Testing

/// The settings in force, where they come from, and keys that are bound anew.
@Suite struct ConfigTests {
  private func config(_ home: TestHome, _ text: String) throws {
    try home.write(text, to: ".config/kiosque/config.toml")
  }

  @Test func everySettingSaysWhereItComesFrom() throws {
    let home = try TestHome()
    try config(home, "# mine\nmeasure = 80\ncolumns = true\n[keys.story]\n\"ctrl-n\" = \"next-match\"\n")
    let printed = try home.kiosque("config")
    #expect(printed.status == 0 && printed.errors.isEmpty, "\(printed.errors)")
    let lines = printed.output.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix("measure = 80 ") && $0.hasSuffix("config.toml:2") })
    #expect(lines.contains { $0.hasPrefix("mouse = true ") && $0.hasSuffix("# default") })
    #expect(lines.contains { $0.hasPrefix("language = \"fr\" ") && $0.hasSuffix("# LC_ALL") })
    #expect(lines.contains { $0.contains("story ctrl-n = next-match") && $0.contains("config.toml:5") })
    #expect(lines.contains { $0.contains("# fr: ") })
    // What it prints is a settings file that says the same.
    try config(home, printed.output)
    let again = try home.kiosque("config")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("measure = 80"))
    #expect(try home.kiosque("config", "--json").output.contains("\"name\":\"measure\""))
    #expect(try home.kiosque("config", "--keys").output.contains("story\tnext-match\tn\n"))
  }

  @Test func whatIsWrongIsNamedByItsLineAndTheRestIsUsed() throws {
    let home = try TestHome()
    try config(
      home,
      """
      mouse = "no"
      [keys.story]
      "ctrl-n" = "nxt-match"
      "hyper-x" = "next-match"
      "z" = "unfold"
      "m" = "next-match"
      [keys.lisst]
      "x" = "none"
      """)
    let printed = try home.kiosque("config", "--keys")
    #expect(printed.status == 1)
    for said in [
      "1: mouse is true or false", "3: no command is called \"nxt-match\" (did you mean",
      "4: no key is called \"hyper-x\"", "5: \"unfold\" means nothing there",
      "7: no keys are called \"lisst\"",
    ] { #expect(printed.errors.contains(said), "\(said)\n\(printed.errors)") }
    #expect(printed.output.contains("story\tnext-match\tm n\n"))
  }

  @Test func aKeyIsBoundAnewAndTheScreenSaysSo() throws {
    let home = try TestHome()
    try home.importStories()
    try config(
      home, "[keys.list]\n\"e\" = \"open\"\n\"q\" = \"none\"\n[keys.everywhere]\n\"ctrl-x\" = \"quit\"\n")
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("e lire")
    terminal.send("q")
    try terminal.waitFor("La touche q ne fait rien ici")
    terminal.send("e")
    try terminal.waitFor("retour")
    terminal.send("\u{18}")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func theMouseMayBeTheTerminals() throws {
    let home = try TestHome()
    try home.importStories()
    try config(home, "mouse = false\ncursor = true\n")
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("1/12 ·")
    #expect(terminal.state.mouse == 0 && terminal.state.paste && terminal.state.cursor_shown)
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
  }

  @Test func theSettingsAreEditedAndChecked() throws {
    let home = try TestHome()
    let editor = try home.write("#!/bin/sh\necho 'mesure = 80' >> \"$1\"\n", to: "editor")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: editor)
    let edited = try home.shell("EDITOR='\(editor)' '\(Program.path)' config --edit")
    #expect(edited.status == 1)
    #expect(edited.errors.contains("unknown setting \"mesure\" (did you mean"), "\(edited.errors)")
    let text = try String(contentsOfFile: home.path(".config/kiosque/config.toml"), encoding: .utf8)
    #expect(text.contains("# measure = 68"))
    let none = try home.shell("VISUAL=/nowhere/editor '\(Program.path)' config --edit")
    #expect(none.status == 1 && none.errors.contains("ne peut être lancé"), "\(none.errors)")
  }
}
