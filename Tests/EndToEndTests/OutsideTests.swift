import Foundation
import Testing

/// Names from outside in messages, and the rights of the files that the program makes.
@Suite(.serialized) struct OutsideTests {
  @Test func aNameIsOneLineOfAMessage() throws {
    let home = try TestHome()
    for (name, shown) in [
      ("a\nautre.txt: il est vide", "a\\nautre.txt: il est vide"), ("b\u{202E}txt.exe", "b\\u{202E}txt.exe"),
      ("c\u{1B}[2Kd", "c\\u{1B}[2Kd"), ("d\\e", "d\\\\e"),
    ] {
      let path = try home.write("", to: "captures/" + name)
      for command in [["import"], ["clean"], ["clean", "--explain"]] {
        let result = try home.kiosque(command[0], command.count > 1 ? command[1] : "--language=fr", path)
        #expect(result.status == 1)
        let lines = result.errors.split(separator: "\n").filter { $0.contains("captures/") }
        #expect(lines == ["\(home.path("captures"))/\(shown): il est vide"], "\(result.errors)")
      }
      try FileManager.default.removeItem(atPath: path)
    }
    let folder = home.path("dossier\nkiosque: tout va bien")
    for arguments in [
      ["list", "--archive", folder], ["import", "--manifest", folder, "x"], ["import", "--watch", folder],
      ["import", "--oh\nkiosque: tout va bien", "x"], ["list", "--sort", "x\nkiosque: tout va bien"],
      ["search", "\"x\nkiosque: tout va bien"], ["--theme", "x\nkiosque: tout va bien"],
    ] {
      let quoted = arguments.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
      let result = try home.shell("'\(Program.path)' \(quoted)")
      #expect(result.status > 1, "\(arguments)")
      #expect(
        !result.errors.split(separator: "\n").contains { $0.hasPrefix("kiosque: tout") }, "\(result.errors)")
    }
  }

  @Test func jsonHasTheNameAsItIs() throws {
    let home = try TestHome()
    let path = try home.write("", to: "a\nb.txt")
    let result = try home.kiosque("import", "--json", path)
    #expect(result.output.contains("/a\\nb.txt\",\"why\""))
    #expect(result.output.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["0", "0277"]) func whatThePersonChoosesIsTheirsAlone(_ umask: String) throws {
    let home = try TestHome()
    try home.importStories()
    var environment = home.environment
    environment["XDG_STATE_HOME"] = home.path("deep/state")
    let terminal = try PseudoTerminal(
      arguments: ["sh", "-c", "umask \(umask); exec '\(Program.path)'"], environment: environment)
    try terminal.waitFor("/12 ·")
    terminal.send("T")
    try terminal.waitFor("Thèmes")
    terminal.send("paper" + Keys.enter)
    try terminal.waitForNo("Thèmes")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
    #expect(rights(home.path("deep/state/kiosque/chosen.toml")) == 0o600)
    for folder in ["deep", "deep/state", "deep/state/kiosque"] {
      #expect(rights(home.path(folder)) == 0o700)
    }
  }

  @Test func aChoiceThatCannotBeKeptIsSaid() throws {
    let home = try TestHome()
    try home.importStories()
    var environment = home.environment
    environment["XDG_STATE_HOME"] = try home.write("", to: "file")
    let terminal = try PseudoTerminal(
      arguments: [Program.path], environment: environment, columns: 160, rows: 24)
    try terminal.waitFor("/12 ·")
    terminal.send("T")
    try terminal.waitFor("Thèmes")
    terminal.send("paper" + Keys.enter)
    try terminal.waitFor("Valable jusqu’à la fermeture")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }

  private func rights(_ path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  @Test func aDeepThemeIsAFaultByLine() throws {
    let home = try TestHome()
    let key = String(repeating: "a.", count: 50_000) + "b = 1\n"
    for place in ["themes/deep.toml", "publishers/deep.toml", "config.toml"] {
      try home.write("name = \"x\"\n" + key, to: ".config/kiosque/" + place)
    }
    try home.importStories()
    let themes = try home.kiosque("themes")
    #expect(themes.status == 1)
    #expect(themes.errors.contains("deep.toml:2: keys or values in more than 16 levels"))
    let result = try home.kiosque("import", home.path("captures"))
    #expect(result.errors.contains("deep.toml:2:") && result.errors.contains("config.toml:2:"))
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("in more than 16 levels")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
  }
}
