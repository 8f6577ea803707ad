import Cells
import Foundation
import Testing

@testable import NcursesTerminal

/// A real ncurses on a real pty; one after the other, for ncurses has one state for the process.
@Suite(.serialized) struct NcursesTerminalTests {
  private static let terms = [
    "xterm-256color", "tmux-256color", "screen", "linux", "vt100", "xterm", "rxvt-unicode-256color",
  ]

  private static func palette() -> Palette {
    var palette = Palette.monochrome
    palette.styles[.body] = Style(
      foreground: .rgb(red: 200, green: 210, blue: 220), background: .rgb(red: 0, green: 0, blue: 0))
    palette.styles[.quote] = Style(foreground: .ansi(9), background: .rgb(red: 1, green: 0, blue: 0))
    palette.styles[.title] = Style(foreground: .ansi(208), attributes: [.bold, .underline])
    return palette
  }

  /// A page as a reader shows it: a line that stands above, text, a line below.
  private static func page(_ size: Size, from line: Int, words: String = "L’œuvre d’État à Nîmes") -> Frame {
    var frame = Frame(size)
    frame.write("KIOSQUE", at: Point(column: 1, row: 0), as: .masthead)
    for row in 1..<max(1, size.rows - 1) {
      frame.write("\(line + row) \(words) \((line + row) * 7919)", at: Point(column: 4, row: row), as: .body)
    }
    frame.fill(0..<size.columns, row: size.rows - 1, with: "─", as: Ink(.rule))
    return frame
  }

  @Test(arguments: terms) func theScreenIsTheFrame(term: String) throws {
    let window = try FakeWindow(columns: 40, rows: 10)
    let terminal = try window.terminal(term, ["COLORTERM": "truecolor"])
    terminal.adopt(Self.palette())
    let pieces = ["a", "é", "漢", "e\u{301}", "—", "東京", " ", "mot", "«\u{A0}", "x\u{323}\u{302}"]
    for _ in 0..<60 {
      var frame = Frame(terminal.size)
      for _ in 0..<40 {
        let point = Point(column: .random(in: 0..<40), row: .random(in: 0..<10))
        // libvterm loses a mark in the last column when it comes in a write of its own.
        let piece = point.column < 38 ? pieces.randomElement() : ["a", "é", "漢"].randomElement()
        frame.write(piece ?? "", at: point, as: [.body, .text, .title].randomElement() ?? .text)
      }
      window.looking { terminal.show(frame) }
      #expect(window.screen == frame.text)
    }
    window.looking { terminal.close() }
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux"])
  func aScrolledLineIsCheap(term: String) throws {
    let window = try FakeWindow()
    let terminal = try window.terminal(term, ["COLORTERM": "truecolor"])
    terminal.adopt(Self.palette())
    window.looking { terminal.show(Self.page(terminal.size, from: 0)) }
    for line in [1, 2, 3, 2, 1, 0] {
      let before = window.state.received
      let frame = Self.page(terminal.size, from: line)
      window.looking { terminal.show(frame) }
      #expect(window.state.received - before <= 250)
      #expect(window.screen == frame.text)
    }
    let before = window.state.received
    window.looking { terminal.show(Self.page(terminal.size, from: 0)) }
    #expect(window.state.received == before)
    window.looking { terminal.close() }
  }

  @Test func colours24BitsWide() throws {
    for term in ["xterm-256color", "tmux-256color", "xterm"] {
      let window = try FakeWindow()
      let terminal = try window.terminal(term, ["COLORTERM": "truecolor"])
      #expect(terminal.depth == .truecolor)
      terminal.adopt(Self.palette())
      var frame = Frame(terminal.size)
      frame.write("corps", at: Point(column: 0, row: 0), as: .body)
      frame.write("citation", at: Point(column: 0, row: 1), as: .quote)
      frame.write("titre", at: Point(column: 0, row: 2), as: .title)
      window.looking { terminal.show(frame) }
      #expect(window.cell(0, 0).foreground == 0xC8D2DC)
      #expect(window.cell(0, 0).background == 0x000000)
      #expect(window.cell(5, 0).background == -1)
      #expect(window.cell(0, 1).background == 0x020000, "#0100xx is shown one brighter")
      #expect(window.cell(0, 2).bold && window.cell(0, 2).underline && !window.cell(0, 1).bold)
      #expect(window.cell(0, 2).background == -1)
      let output = String(decoding: window.output, as: UTF8.self)
      #expect(output.contains("38;5;9m") && output.contains("38;5;208m"))
      window.looking { terminal.close() }
      #expect(getenv("TERMINFO") == nil)
    }
  }

  @Test(arguments: [
    ("xterm-256color", [:], Depth.colours256), ("xterm", [:], .colours8),
    ("vt100", ["COLORTERM": "24bit"], .monochrome),
    ("xterm-256color", ["NO_COLOR": "1", "COLORTERM": "truecolor"], .monochrome),
    ("xterm-256color", ["NO_COLOR": ""], .colours256),
  ])
  func theDepthIsTheTerminals(term: String, environment: [String: String], depth: Depth) throws {
    let window = try FakeWindow()
    let terminal = try window.terminal(term, environment)
    #expect(terminal.depth == depth)
    terminal.adopt(Self.palette())
    var frame = Frame(terminal.size)
    frame.write("corps", at: Point(column: 0, row: 0), as: .body)
    frame.write("titre", at: Point(column: 0, row: 1), as: .title)
    window.looking { terminal.show(frame) }
    #expect((window.cell(0, 0).foreground >= 0) == (depth != .monochrome))
    #expect(window.cell(0, 1).bold)
    window.looking { terminal.close() }
  }

  @Test(arguments: ["", "dumb", "nosuchterm", "unknown"])
  func aTerminalThatCannotIsToldSo(term: String) throws {
    let window = try FakeWindow()
    #expect(throws: TerminalFault.unknownTerminal(term)) { try window.terminal(term) }
    #expect(window.state.received == 0)
    #expect(window.isRestored)
  }

  @Test func aFileIsNoTerminal() throws {
    let null = open("/dev/null", O_RDWR)
    defer { close(null) }
    #expect(throws: TerminalFault.notATerminal) {
      try NcursesTerminal(environment: ["TERM": "xterm"], input: null, output: null)
    }
  }

  @Test(arguments: terms) func closingRestoresEverything(term: String) throws {
    let window = try FakeWindow()
    let terminal = try window.terminal(term)
    window.looking { terminal.show(Self.page(terminal.size, from: 3)) }
    #expect(!window.isRestored)
    #expect(window.state.paste == (term != "vt100") && window.state.focus == (term != "vt100"))
    window.looking {
      terminal.close()
      terminal.close()
      terminal.show(Frame(terminal.size))
    }
    #expect(window.isRestored)
    let state = window.state
    #expect(state.cursor_shown && !state.alternate && !state.paste && !state.focus && state.mouse == 0)
    #expect(terminal.nextKey(mailbox: -1, timeout: 0) == .hangUp)
  }

  @Test func framesOfAnySizeFitAnyWindow() throws {
    for (columns, rows) in [(1, 1), (2, 2), (300, 100), (1, 50), (200, 1)] {
      let window = try FakeWindow(columns: columns, rows: rows)
      let terminal = try window.terminal()
      for size in [(0, 0), (1, 1), (3, 2), (80, 24), (400, 120)] {
        var frame = Frame(Size(columns: size.0, rows: size.1))
        for row in 0..<size.1 {
          frame.write(String(repeating: "漢a", count: 200), at: Point(column: row % 2, row: row), as: .text)
        }
        frame.cursor = Point(column: size.0 - 1, row: size.1)
        window.looking { terminal.show(frame) }
      }
      window.looking { terminal.close() }
      #expect(window.isRestored)
    }
  }

  @Test func theCursorIsWhereTheFrameSays() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    var frame = Self.page(terminal.size, from: 0)
    window.looking { terminal.show(frame) }
    #expect(!window.state.cursor_shown)
    frame.cursor = Point(column: 7, row: 3)
    window.looking { terminal.show(frame) }
    #expect(window.state.cursor_shown && window.state.cursor_row == 3 && window.state.cursor_column == 7)
    window.looking { terminal.close() }
  }

  @Test func whatIsNotPrintableDoesNotPass() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    var frame = Frame(Size(columns: 10, rows: 1))
    window.looking { terminal.show(frame) }
    frame.fill(0..<2, row: 0, with: "\u{1B}", as: Ink(.text))
    frame.fill(2..<3, row: 0, with: "\u{9B}", as: Ink(.text))
    frame.fill(3..<4, row: 0, with: "\u{202E}", as: Ink(.text))
    frame.fill(4..<5, row: 0, with: "漢", as: Ink(.text))
    window.looking { terminal.show(frame) }
    #expect(window.screen.hasPrefix("\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\n"))
    window.looking { terminal.close() }
  }
}
