import Cells
import DataFiles
import Testing
import Theming

func load(_ files: (String, String)...) -> (themes: [Theme], faults: [String]) {
  let loaded = ThemeCatalog.load(files.map { ThemeCatalog.Source(file: $0.0, text: $0.1) })
  return (loaded.themes, loaded.faults.map(\.description))
}

private let red = Colour.ansi(1)
private let green = Colour.ansi(2)
private let blue = Colour.ansi(4)

@Suite struct ThemingTests {
  @Test func anEmptyFileIsATheme() throws {
    let loaded = load(("dusk.toml", ""))
    #expect(loaded.faults == [])
    let theme = try #require(loaded.themes.first)
    #expect(theme.name == "dusk")
    #expect(theme.isLight == nil)
    #expect(theme.palette.styles[.body] == Style())
    #expect(theme.palette.selection == Palette.monochrome.selection)
  }

  @Test func coloursAreReadInEveryForm() throws {
    let loaded = load(
      (
        "a.toml",
        """
        name = "dusk"
        appearance = "dark"
        [palette]
        ink = "#0a10FF"
        own = "terminal"
        [roles]
        story = { fg = "ink", bg = "ansi:12", attributes = ["bold", "italic"] }
        headline = "bright-red on own dim underline"
        rule = "reverse"
        """
      ))
    #expect(loaded.faults == [])
    let theme = try #require(loaded.themes.first)
    #expect(theme.name == "dusk")
    #expect(theme.isLight == false)
    let styles = theme.palette.styles
    #expect(
      styles[.body]
        == Style(
          foreground: .rgb(red: 10, green: 16, blue: 255), background: .ansi(12),
          attributes: [.bold, .italic]))
    #expect(styles[.headline] == Style(foreground: .ansi(9), attributes: [.dim, .underline]))
    #expect(styles[.rule] == Style(attributes: .reverse))
  }

  @Test func namesAreCutAtTheirDots() throws {
    let theme = try #require(
      load(
        (
          "a.toml",
          """
          [roles]
          default = "red on blue"
          "related.stored" = "green bold"
          story.title = "italic"
          """
        )
      ).themes.first)
    let styles = theme.palette.styles
    #expect(styles[.readRelated] == Style(foreground: green, background: blue, attributes: .bold))
    #expect(styles[.missing] == Style(foreground: red, background: blue))
    #expect(styles[.title] == Style(foreground: red, background: blue, attributes: .italic))
  }

  @Test func overlaysKeepWhatTheyDoNotSay() throws {
    let theme = try #require(
      load(("a.toml", "[overlays]\nselection = { bg = \"blue\" }\nmatch.current = \"red\"\n")).themes.first)
    #expect(theme.palette.selection == Palette.Overlay(background: blue))
    #expect(theme.palette.currentMatch == Palette.Overlay(foreground: red))
    #expect(theme.palette.match == Palette.monochrome.match)
  }

  private static let faulty = """
    nmae = "dusk"
    appearance = "drak"
    [palette]
    ink = "#12345"
    blot = 7
    dye = "ansi:16"
    [roles]
    "healine" = "red"
    headline = "red"
    body = "red"
    story.title = "rde"
    story.quote = "red blue"
    rule = { fg = "red", attributes = ["bld"], colour = "red" }
    day = 5
    text = "ink"
    [overlays]
    selektion = "red"
    """

  @Test func faultsAreSaidByLineAndTheRestLoads() throws {
    let loaded = load(("dusk.toml", Self.faulty))
    #expect(
      loaded.faults == [
        "dusk.toml:1: unknown key \"nmae\" (did you mean \"name\"?)",
        "dusk.toml:2: appearance must be \"light\" or \"dark\", not \"drak\" (did you mean \"dark\"?)",
        "dusk.toml:4: bad colour \"#12345\": six hexadecimal digits after #",
        "dusk.toml:5: colour \"blot\" must be a string",
        "dusk.toml:6: bad colour \"ansi:16\": ansi:0 to ansi:15",
        "dusk.toml:8: unknown role \"healine\" (did you mean \"headline\"?)",
        "dusk.toml:10: unknown role \"body\"",
        "dusk.toml:11: unknown colour \"rde\" (did you mean \"red\"?)",
        "dusk.toml:12: \"blue\" is one word too many",
        "dusk.toml:13: unknown attribute \"bld\" (did you mean \"bold\"?)",
        "dusk.toml:13: unknown key \"colour\"",
        "dusk.toml:14: must be words (\"ink bold\") or a table of fg, bg and attributes",
        "dusk.toml:17: unknown overlay \"selektion\" (did you mean \"selection\"?)",
      ])
    #expect(loaded.themes.first?.palette.styles[.headline]?.foreground == red)
    #expect(loaded.themes.first?.palette.styles[.rule]?.foreground == red)
  }

  @Test func tablesOfTheWrongTypeAreFaults() {
    let loaded = load(
      ("a.toml", "roles = 1\npalette = [\"red\"]\noverlays = \"x\"\nname = 3\ninherits = true"))
    #expect(
      loaded.faults == [
        "a.toml:1: roles must be a table", "a.toml:2: palette must be a table",
        "a.toml:3: overlays must be a table", "a.toml:4: name must be a string",
        "a.toml:5: inherits must be a string",
      ])
    #expect(loaded.themes.map(\.name) == ["a"])
  }

  @Test func aFileThatDoesNotParseGivesNoTheme() {
    let loaded = load(("good.toml", ""), ("bad.toml", "[roles]\nheadline = \n"))
    #expect(loaded.themes.map(\.name) == ["good"])
    #expect(loaded.faults.count == 1)
    #expect(loaded.faults.first?.hasPrefix("bad.toml:2: ") == true)
  }
}

@Suite struct InheritanceTests {
  @Test func aThemeTakesWhatItDoesNotSay() throws {
    let loaded = load(
      ("dusk.toml", "inherits = \"dawn\"\n[palette]\nink = \"green\"\n[roles]\nrule = \"blue\""),
      (
        "dawn.toml",
        "appearance = \"light\"\n[palette]\nink = \"red\"\n[roles]\nstory = \"ink bold\"\nrule = \"ink\""
      ))
    #expect(loaded.faults == [])
    let dusk = try #require(loaded.themes.last)
    #expect(dusk.name == "dusk")
    #expect(dusk.isLight == true)
    #expect(dusk.palette.styles[.body] == Style(foreground: green, attributes: .bold))
    #expect(dusk.palette.styles[.rule] == Style(foreground: blue))
    #expect(loaded.themes.first?.palette.styles[.body]?.foreground == red)
  }

  @Test func circlesAreReportedAndCut() {
    let loaded = load(
      ("a.toml", "inherits = \"b\"\n[roles]\nrule = \"red\""), ("b.toml", "inherits = \"c\""),
      ("c.toml", "\ninherits = \"b\"\n"), ("d.toml", "inherits = \"d\""))
    #expect(
      loaded.faults == [
        "b.toml:1: inherits in a circle: b → c → b", "c.toml:2: inherits in a circle: c → b → c",
        "d.toml:1: inherits in a circle: d → d",
      ])
    #expect(loaded.themes.map(\.name) == ["a", "b", "c", "d"])
  }

  @Test func unknownParentsAreReported() {
    let loaded = load(("dusk.toml", "inherits = \"papre\""), ("paper.toml", ""))
    #expect(loaded.faults == ["dusk.toml:1: unknown theme \"papre\" (did you mean \"paper\"?)"])
    #expect(loaded.themes.count == 2)
  }

  @Test func aNamesakeReplacesAndMayInheritFromWhatItReplaces() throws {
    let loaded = load(
      ("paper.toml", "[roles]\nrule = \"red\"\nday = \"red\""),
      ("paper.toml", "inherits = \"paper\"\n[roles]\nrule = \"blue\""),
      ("dusk.toml", "inherits = \"paper\""))
    #expect(loaded.faults == [])
    #expect(loaded.themes.map(\.name) == ["dusk", "paper"])
    for theme in loaded.themes {
      #expect(theme.palette.styles[.rule]?.foreground == blue)
      #expect(theme.palette.styles[.day]?.foreground == red)
    }
  }

  @Test func aFaultOfTheParentIsSaidOnce() {
    let loaded = load(("a.toml", "inherits = \"b\""), ("b.toml", "[roles]\nstory = \"wine\""))
    #expect(loaded.faults == ["b.toml:2: unknown colour \"wine\""])
  }

  @Test(.timeLimit(.minutes(1))) func aThemeOfNothingButMistakesIsReadInNoTime() {
    let text = (1...5000).map { "key\($0) = \"x\"" }.joined(separator: "\n")
    let loaded = load(("wrong.toml", text))
    #expect(loaded.faults.count == 5000)
    #expect(loaded.faults.first == "wrong.toml:1: unknown key \"key1\"")
  }
}
