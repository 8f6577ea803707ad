import Cells
import Foundation
import Testing

@testable import NcursesTerminal

extension NcursesTerminalTests {
  @Test func keysArriveFromTheTerminal() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal("linux")
    window.type("j\u{1B}[[B\u{8}\u{1B}[1~\u{1B}[<64;3;4M\u{1B}[200~deux\rmots\u{1B}[201~\u{3}\u{1B}")
    let wanted: [Key] = [
      .character("j"), .function(2), .backspace, .home, .wheel(Point(column: 2, row: 3), lines: -3),
      .paste("deux\rmots"), .control("c"), .escape,
    ]
    for key in wanted { #expect(terminal.nextKey(mailbox: -1, timeout: 1000) == key) }
    #expect(terminal.nextKey(mailbox: -1, timeout: 0) == nil)
    window.looking { terminal.close() }
  }

  @Test(arguments: [("rxvt-unicode-256color", "\u{1B}[7~", Key.home), ("sun", "\u{1B}[224z", .function(1))])
  func aTerminalsOwnSequencesAreKnown(term: String, bytes: String, key: Key) throws {
    let window = try FakeWindow()
    let terminal = try window.terminal(term)
    window.type(bytes)
    #expect(terminal.nextKey(mailbox: -1, timeout: 1000) == key)
    window.looking { terminal.close() }
  }

  @Test func theMailboxAndTheTimeEndTheWaiting() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    let mailbox = Pipe()
    let start = ContinuousClock.now
    #expect(terminal.nextKey(mailbox: mailbox.fileHandleForReading.fileDescriptor, timeout: 30) == nil)
    #expect(ContinuousClock.now - start >= .milliseconds(29))
    try mailbox.fileHandleForWriting.write(contentsOf: Data([1]))
    #expect(terminal.nextKey(mailbox: mailbox.fileHandleForReading.fileDescriptor, timeout: nil) == nil)
    window.looking { terminal.close() }
  }

  @Test func escapeIsAKeyHoweverOftenWeLookAway() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    window.type("\u{1B}")
    var key: Key?
    for _ in 0..<50 where key == nil { key = terminal.nextKey(mailbox: -1, timeout: 2) }
    #expect(key == .escape)
    window.looking { terminal.close() }
  }

  @Test func aNewSizeIsAKeyAndTheScreenFollows() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    for (columns, rows) in [(100, 30), (1, 1), (300, 100), (20, 5), (80, 24)] {
      window.resize(columns: columns, rows: rows)
      kill(getpid(), SIGWINCH)
      let size = Size(columns: columns, rows: rows)
      #expect(terminal.nextKey(mailbox: -1, timeout: 1000) == .resize(size))
      #expect(terminal.size == size)
      var frame = Frame(size)
      for row in 0..<rows { frame.write("ligne \(row) — été", at: Point(column: 0, row: row), as: .body) }
      window.looking { terminal.show(frame) }
      #expect(window.screen == frame.text)
    }
    window.looking { terminal.close() }
  }

  @Test func aWindowThatClosesIsAHangUpForEver() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    window.hangUp()
    for _ in 0..<3 { #expect(terminal.nextKey(mailbox: -1, timeout: 1000) == .hangUp) }
    terminal.show(Frame(Size(columns: 80, rows: 24)))
    terminal.close()
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP]) func aSignalThatEndsUsRestoresTheTerminal(signal: Int32) throws
  {
    let window = try FakeWindow()
    Glibc.signal(signal, SIG_DFL)
    let terminal = try window.terminal()
    window.looking { terminal.show(Frame(terminal.size)) }
    kill(getpid(), signal)
    window.looking { #expect(terminal.nextKey(mailbox: -1, timeout: 1000) == .hangUp) }
    #expect(window.isRestored)
    #expect(!window.state.alternate && window.state.mouse == 0)
  }

  @Test func someoneElseMayHaveTheTerminalForAWhile() throws {
    let window = try FakeWindow()
    let terminal = try window.terminal()
    var frame = Frame(terminal.size)
    frame.write("une page", at: Point(column: 3, row: 3), as: .title)
    window.looking { terminal.show(frame) }
    window.looking {
      terminal.lend {
        #expect(window.isRestored)
        window.resize(columns: 60, rows: 20)
      }
    }
    #expect(!window.isRestored && window.state.alternate && window.state.paste)
    #expect(window.screen.contains("une page"))
    #expect(terminal.nextKey(mailbox: -1, timeout: 1000) == .resize(Size(columns: 60, rows: 20)))
    window.looking { terminal.close() }
  }
}
