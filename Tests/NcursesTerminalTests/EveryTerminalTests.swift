import Cells
import Foundation
import Testing

@testable import NcursesTerminal

extension NcursesTerminalTests {
  /// What terminfo knows: the entries of ncurses-base; in `make torture` those of ncurses-term too, wherever
  /// they are.
  private static let entries: [String] = {
    let environment = ProcessInfo.processInfo.environment
    var folders = ["/lib/terminfo", "/etc/terminfo"]
    if environment["KIOSQUE_TORTURE"] == "long" {
      folders += ["/usr/share/terminfo"]
      folders += (environment["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
    }
    let names = folders.flatMap { folder in
      FileManager.default.enumerator(atPath: folder)?.compactMap { name -> String? in
        (name as? String).flatMap { $0.contains("/") ? $0.split(separator: "/").last.map(String.init) : nil }
      } ?? []
    }
    return Set(names).sorted()
  }()

  /// A terminal of any name shows every line of a frame and is given back as it was, or is refused before
  /// anything was written to it.
  @Test func everyTerminalOfTerminfoDrawsOrIsRefused() throws {
    var (drawn, refused) = (0, 0)
    for term in Self.entries {
      let window = try FakeWindow(columns: 80, rows: 24)
      let terminal: NcursesTerminal
      do {
        terminal = try window.terminal(term)
      } catch TerminalFault.unknownTerminal {
        refused += 1
        #expect(window.state.received == 0 && window.isRestored, "\(term)")
        continue
      }
      drawn += 1
      var frame = Frame(terminal.size)
      for row in 0..<terminal.size.rows {
        frame.write("kiosque", at: Point(column: 3, row: row), as: row % 2 == 0 ? .title : .body)
      }
      window.looking { terminal.show(frame) }
      window.looking { terminal.close() }
      let lines = String(decoding: window.output, as: UTF8.self).matches(of: /kiosque/).count
      #expect(lines == terminal.size.rows, "\(term) shows \(lines) of \(terminal.size.rows) lines")
      #expect(window.isRestored, "\(term)")
    }
    #expect(drawn > 20 && refused > 0)
    print("terminals: \(drawn) draw, \(refused) are refused")
  }
}
