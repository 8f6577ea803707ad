import CPty
import Foundation

/// What a harness waited for in vain, with the screen as it stood.
struct Waited: Error, CustomStringConvertible {
  let wanted: String
  let screen: String

  var description: String { "waited in vain for \(wanted); the screen:\n\(screen)" }
}

/// How a cell on the screen looks.
struct Attributes: Equatable {
  /// 0xRRGGBB; nil for the terminal's own.
  var foreground: Int?
  var background: Int?
  var bold = false
  var italic = false
  var underline = false
  var reverse = false
}

/// A program on a terminal of its own, and the eyes and hands of who sits there.
final class PseudoTerminal {
  private let pty: OpaquePointer
  private(set) var rows: Int
  private(set) var columns: Int
  /// The other side is gone: nothing more will come.
  private(set) var isClosed = false

  /// Starts a program; `environment` replaces the whole environment.
  init(
    arguments: [String], environment: [String: String] = PseudoTerminal.environment(),
    directory: String? = nil, columns: Int = 80, rows: Int = 24
  ) throws {
    var texts = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (texts + variables).forEach { free($0) } }
    guard let pty = kq_pty_start(&texts, &variables, directory, Int32(rows), Int32(columns)) else {
      throw Waited(wanted: "a pseudo-terminal", screen: "")
    }
    self.pty = pty
    self.rows = rows
    self.columns = columns
  }

  deinit {
    kq_pty_free(pty)
  }

  /// An environment like that of a terminal window, with a home of its own; later entries win.
  static func environment(
    home: String = NSTemporaryDirectory(), _ more: [String: String] = [:]
  ) -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let common = [
      "PATH": path, "HOME": home, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    return common.merging(more) { $1 }
  }

  /// Types a text or a sequence of `Keys`.
  func send(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = kq_pty_send(pty, bytes, bytes.count)
  }

  /// Types bytes that need be no text.
  func send(bytes: [UInt8]) {
    _ = kq_pty_send(pty, bytes, bytes.count)
  }

  /// Takes in what comes no faster than so many bytes a second, for some twentieths of a second, or until
  /// nothing comes for a second; how many came.
  func sip(bytesPerSecond: Int, twentieths: Int = .max) -> Int {
    var (received, quiet, turns) = (0, 0, 0)
    while quiet < 20, turns < twentieths {
      let count = max(0, kq_pty_sip(pty, 50, bytesPerSecond / 20))
      quiet = count == 0 ? quiet + 1 : 0
      received += count
      turns += 1
      if count > 0 { usleep(50_000) }
    }
    return received
  }

  /// Takes in what comes within a time; false when nothing came.
  @discardableResult
  func pump(milliseconds: Int = 0) -> Bool {
    let count = kq_pty_pump(pty, Int32(milliseconds))
    if count < 0 {
      isClosed = true
      if milliseconds > 0 { usleep(2000) }
    }
    return count > 0
  }

  func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    kq_pty_resize(pty, Int32(rows), Int32(columns))
  }

  /// Closes the window over the program.
  func hangUp() {
    kq_pty_hang_up(pty)
  }

  func signal(_ number: Int32) {
    kq_pty_signal(pty, number)
  }

  var process: Int32 { kq_pty_process(pty) }

  /// Its exit status, 128 and the signal's number for a violent end; nil while it runs.
  func exitStatus(within seconds: Double = 10) -> Int? {
    var status: Int32 = 0
    var hasEnded = false
    _ = until(seconds) {
      hasEnded = kq_pty_ended(pty, &status)
      return hasEnded
    }
    while pump() {}
    return hasEnded ? Int(status) : nil
  }

  /// Bytes that came so far.
  var bytesReceived: Int {
    while pump() {}
    return Int(kq_pty_state_of(pty).received)
  }

  /// The newest output as it came, at most so many bytes.
  func output(last count: Int = 1 << 20) -> [UInt8] {
    while pump() {}
    return [UInt8](unsafeUninitializedCapacity: count) { room, used in
      used = kq_pty_tail(pty, room.baseAddress, room.count)
    }
  }
}

extension PseudoTerminal {
  var state: kq_pty_state {
    while pump() {}
    return kq_pty_state_of(pty)
  }

  /// The rows, blanks at their ends cut.
  var screen: String {
    while pump() {}
    return (0..<rows).map { row($0) }.joined(separator: "\n")
  }

  func row(_ row: Int) -> String {
    var text = [CChar](repeating: 0, count: columns * 24 + 1)
    let length = kq_pty_row(pty, Int32(row), &text, text.count)
    let line = String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }

  func attributes(atColumn column: Int, row: Int) -> Attributes {
    while pump() {}
    let cell = kq_pty_cell_at(pty, Int32(row), Int32(column))
    return Attributes(
      foreground: cell.foreground < 0 ? nil : Int(cell.foreground),
      background: cell.background < 0 ? nil : Int(cell.background),
      bold: cell.bold, italic: cell.italic, underline: cell.underline, reverse: cell.reverse)
  }

  /// Where a text stands first.
  func place(of text: String) -> (column: Int, row: Int)? {
    for (row, line) in screen.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard let range = line.range(of: text) else { continue }
      let before = String(line[..<range.lowerBound])
      return (column: columnsTaken(by: before, row: row), row: row)
    }
    return nil
  }

  private func columnsTaken(by text: String, row: Int) -> Int {
    var column = 0
    for _ in text { column += max(1, Int(kq_pty_cell_at(pty, Int32(row), Int32(column)).width)) }
    return column
  }

  /// Waits until a text is on the screen.
  func waitFor(_ text: String, seconds: Double = 10) throws {
    if !until(seconds, { self.screen.contains(text) }) { throw Waited(wanted: "“\(text)”", screen: screen) }
  }

  /// Waits until a text is on the screen no more.
  func waitForNo(_ text: String, seconds: Double = 10) throws {
    if !until(seconds, { !self.screen.contains(text) }) {
      throw Waited(wanted: "no “\(text)”", screen: screen)
    }
  }

  /// Waits until no output came for a while.
  func waitUntilQuiet(milliseconds: Int = 150, seconds: Double = 10) throws {
    var lastOutput = Date()
    let isQuiet = until(seconds) {
      if self.pump(milliseconds: 10) { lastOutput = Date() }
      return -lastOutput.timeIntervalSinceNow * 1000 >= Double(milliseconds)
    }
    if !isQuiet { throw Waited(wanted: "silence", screen: screen) }
  }

  /// Asks again and again while output comes in; false when the time was over.
  func until(_ seconds: Double, _ isDone: () -> Bool) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while !isDone() {
      if Date() > end { return false }
      pump(milliseconds: 5)
    }
    return true
  }
}
