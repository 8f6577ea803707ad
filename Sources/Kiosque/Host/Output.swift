import Cells
import Glibc
import Locking
import Wording

/// Standard output and standard error. What comes from data has passed the gate, or is JSON.
enum Output {
  /// Output was lost: a full disk, a limit, a pipe without a reader.
  struct Lost: Error {
    /// As `errno` tells it.
    var code: Int32
  }

  private struct State {
    var waiting: [UInt8] = []
    var loss: Lost?
    /// How many columns of progress stand on standard error.
    var progress = 0
  }

  private static let state = Mutex(State())

  /// The screen that lines go to, in cells; 80 by 24 where there is none.
  static var screen: Size {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return Size(columns: 80, rows: 24)
    }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Prints a line of the program's own text, or one that is gated already.
  static func line(_ text: String) {
    bytes(Array((text + "\n").utf8))
  }

  /// Prints a line of data, gated.
  static func data(_ text: String) {
    line(Gate.line(text))
  }

  /// Prints bytes without a gate; on their own, only for `--raw`.
  static func bytes(_ bytes: [UInt8]) {
    state.withLock { state in
      state.waiting += bytes
      if state.waiting.count >= 1 << 16 { empty(&state) }
    }
  }

  static func flush() {
    state.withLock { empty(&$0) }
  }

  /// Throws once output was lost, so that a long command ends.
  static func check() throws(Lost) {
    if let loss = state.withLock({ $0.loss }) { throw loss }
  }

  /// Prints a line on standard error; characters that could begin a second line are escaped.
  static func complain(_ text: String) {
    mention(Names.oneLine(text) + "\n")
  }

  /// A text of our own of several lines, on standard error.
  static func complain(lines text: String) {
    text.split(separator: "\n", omittingEmptySubsequences: false).forEach { complain(String($0)) }
  }

  /// Questions of our own making, on standard error, without a line's end.
  static func mention(_ text: String) {
    state.withLock { state in
      clearProgress(&state)
      empty(&state)
      try? Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
    }
  }

  /// Writes the line of progress on a terminal's standard error, in the place of the one before. All other
  /// output takes it away first.
  static func progress(_ text: String) {
    state.withLock { state in
      guard !text.isEmpty else { return clearProgress(&state) }
      if !state.waiting.isEmpty, isTerminal { empty(&state) }
      // The last column stays free: some terminals begin a new line after it.
      let line = Width.cut(text, to: columns - 1)
      let width = Width.of(line)
      let rest = String(repeating: " ", count: max(0, state.progress - width))
      state.progress = width
      try? Descriptor.write(Array(("\r" + line + rest).utf8), to: STDERR_FILENO)
    }
  }

  private static func clearProgress(_ state: inout State) {
    guard state.progress > 0 else { return }
    // A terminal shows a key that interrupts as ^C, behind the line.
    let blanks = String(repeating: " ", count: max(state.progress, min(state.progress + 2, columns - 1)))
    state.progress = 0
    try? Descriptor.write(Array(("\r" + blanks + "\r").utf8), to: STDERR_FILENO)
  }

  /// The width of the terminal at standard error.
  private static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var talksToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Flushes the output and ends the program. Lost output is reported as a failure; a pipe that was closed,
  /// as by `head`, is not.
  static func end(_ status: Int32) -> Never {
    progress("")
    flush()
    // Network file systems may report a full disk only on close.
    let copy = dup(STDOUT_FILENO)
    if copy >= 0, close(copy) != 0, errno != EINTR {
      let code = errno
      state.withLock { $0.loss = $0.loss ?? Lost(code: code) }
    }
    guard let loss = state.withLock({ $0.loss }) else { exit(status) }
    if loss.code == EPIPE {
      signal(SIGPIPE, SIG_DFL)
      raise(SIGPIPE)
    }
    let language = Locale.language(asked: Settings.load().settings.language)
    complain("kiosque: " + Phrase.outputLost(Descriptor.reason(loss.code))[language])
    exit(status == 0 ? Status.partly.rawValue : status)
  }

  private static func empty(_ state: inout State) {
    defer { state.waiting.removeAll(keepingCapacity: true) }
    guard state.loss == nil, !state.waiting.isEmpty else { return }
    if isTerminal { clearProgress(&state) }
    do throws(Descriptor.Fault) {
      try Descriptor.write(state.waiting, to: STDOUT_FILENO)
    } catch {
      state.loss = Lost(code: error.code)
    }
  }
}
