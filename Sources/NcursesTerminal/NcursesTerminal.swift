import CNcurses
import Cells
import Glibc
import Text

/// A real terminal, through ncurses: frames out, keys in.

/// Why a terminal cannot be taken; nothing was written to it.
package enum TerminalFault: Error, Equatable {
  /// Input or output is a file or a pipe.
  case notATerminal
  /// TERM names nothing that terminfo knows and that can move its cursor.
  case unknownTerminal(String)
}

/// The terminal the program runs in: one at a time, on one thread; needs setlocale(LC_CTYPE) with UTF-8.
package final class NcursesTerminal: Terminal {
  /// In cells, as the terminal last said.
  package private(set) var size: Size
  /// How many colours it shows.
  package let depth: Depth

  private var painter: Painter
  private var input: Input
  private var isOpen = true
  private var isAnswerDue = false
  /// Whether the terminal's background is light, as it said last; nil where it did not.
  package private(set) var isLight: Bool?

  /// Takes the terminal; `environment` tells TERM, COLORTERM, NO_COLOR and ESCDELAY. Without the mouse, the
  /// terminal selects text by it; the cursor is seen where it rests, or only where something is typed.
  package init(
    environment: [String: String], input: Int32 = 0, output: Int32 = 1, usesMouse: Bool = true,
    showsCursor: Bool = false
  ) throws(TerminalFault) {
    let name = environment["TERM"] ?? ""
    let wish = Self.colours(environment)
    switch kq_screen_open(name, input, output, wish, usesMouse) {
    case KQ_OPENED: break
    case KQ_UNKNOWN_TERMINAL: throw .unknownTerminal(name)
    default: throw .notATerminal
    }
    depth = Self.depth(colours: Int(kq_screen_colours()))
    size = Self.measured()
    painter = Painter(styles: CursesStyles(palette: .monochrome, depth: depth), showsCursor: showsCursor)
    self.input = Input(
      descriptor: input, sequences: Self.sequences(), escapeDelay: Self.escapeDelay(environment))
  }

  deinit {
    close()
  }

  /// Takes a palette; the next frame is drawn in it.
  package func adopt(_ palette: Palette) {
    guard isOpen else { return }
    painter.adopt(palette)
  }

  /// Draws what differs from the frame before.
  package func show(_ frame: Frame) {
    guard isOpen, !input.isGone else { return }
    painter.paint(frame, on: size)
  }

  /// Draws the whole screen anew, whatever another program wrote on it.
  package func redraw() {
    guard isOpen else { return }
    painter.forget()
    kq_screen_distrust()
  }

  /// Waits for a key, or for a byte in the mailbox, a descriptor; nil where none came in time.
  package func nextKey(mailbox: Int32, timeout: Int?) -> Key? {
    guard isOpen else { return .hangUp }
    let deadline = timeout.map { Deadline(milliseconds: $0) }
    while true {
      switch input.next(mailbox: mailbox, deadline: deadline) {
      case .key(.hangUp):
        close()
        return .hangUp
      case .key(let key): return key
      case .nothing: return nil
      case .answers(let answers):
        if take(answers), let isLight { return .background(isLight: isLight) }
      case .signal(let number):
        if let key = answer(to: number) { return key }
      }
    }
  }

  /// Gives the terminal back and stops, until the shell goes on with the program.
  package func suspend() {
    guard isOpen, !input.isGone else { return }
    lend { kq_stop_group() }
  }

  /// Gives the terminal to somebody else (an editor, a shell) while `work` runs, and takes it again.
  package func lend<Result>(_ work: () throws -> Result) rethrows -> Result {
    guard isOpen else { return try work() }
    kq_screen_leave()
    defer { retake() }
    return try work()
  }

  /// Copies by OSC 52, the text in base64 (RFC 4648), so that nothing of it can be taken for a sequence. The
  /// text is one line without invisible characters.
  package func copy(_ text: String) {
    guard isOpen else { return }
    kq_screen_copy(Base64.encoded(Array(Gate.line(text).utf8)))
  }

  /// Gives the terminal back as it was.
  package func close() {
    guard isOpen else { return }
    // What it still has to say would be typed into the shell.
    if isAnswerDue, !input.isGone { awaitAnswer(milliseconds: 100) }
    isOpen = false
    kq_screen_close(input.isHungUp)
  }

  /// The signal that ended the reading, by its name; nil where the terminal hung up or nothing ended it.
  package var endedBy: (number: Int32, name: String)? {
    guard let number = input.endedBy else { return nil }
    return (number, String(cString: kq_signal_name(number)))
  }

  /// What is written on standard error, the signal's name between, when a signal ends the program at once.
  package static func sayAtCrash(_ before: String, _ after: String) {
    kq_signals_say(before, after)
  }

  /// Asks the terminal for its background and for what it can do, unless it is of a kind that does not
  /// answer.
  package func ask() {
    guard isOpen else { return }
    isAnswerDue = kq_screen_ask()
  }

  /// Waits at most so long for what was asked, and reads what is there; keys that are typed meanwhile are
  /// kept.
  package func awaitAnswer(milliseconds: Int) {
    let deadline = Deadline(milliseconds: milliseconds)
    while isAnswerDue, isOpen, !input.isGone, let answers = input.answers(before: deadline) {
      _ = take(answers)
    }
  }

  /// Whether the background is another one than before.
  private func take(_ answers: [TerminalAnswer]) -> Bool {
    let before = isLight
    for answer in answers {
      switch answer {
      case .attributes: isAnswerDue = false
      case .mode(2026, true): kq_screen_synchronise()
      case .mode(2031, true): kq_screen_follow_appearance()
      case .mode: break
      case .background, .appearance: isLight = answer.isLight
      }
    }
    return isLight != before
  }

  private func answer(to signal: Int32) -> Key? {
    switch signal {
    case SIGWINCH: return followWindow()
    case SIGTSTP:
      suspend()
      return followWindow()
    case SIGCONT:
      retake()
      return followWindow()
    default:
      input.end(by: signal)
      close()
      return .hangUp
    }
  }

  /// A resize, when there was one.
  private func followWindow() -> Key? {
    let now = Self.measured()
    guard now != size else { return input.takeUntoldResize() ? .resize(now) : nil }
    size = now
    redraw()
    return .resize(now)
  }

  /// After somebody else had the terminal: modes, size, and the picture of before.
  private func retake() {
    guard isOpen else { return }
    kq_screen_retake()
    let now = Self.measured()
    if now != size {
      size = now
      input.tellResize()
    }
    let frame = painter.last
    redraw()
    if let frame { show(frame) }
  }
}

extension NcursesTerminal {
  private static func measured() -> Size {
    var rows: Int32 = 0
    var columns: Int32 = 0
    kq_screen_measure(&rows, &columns)
    return Size(columns: Int(columns), rows: Int(rows))
  }

  /// no-color.org: present and not empty, whatever its value; COLORTERM as terminals set it, or the variables
  /// by which those are known that show 24 bits and do not set it.
  private static func colours(_ environment: [String: String]) -> kq_colours {
    if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false { return KQ_NO_COLOURS }
    let claim = environment["COLORTERM"]?.lowercased() ?? ""
    if claim == "truecolor" || claim == "24bit" { return KQ_DIRECT_COLOURS }
    let name = environment["TERM"] ?? ""
    // GNU screen, the console and entries without colours stay as they say, whatever started them.
    let isKnown =
      ["xterm", "tmux", "alacritty", "foot", "wezterm", "konsole", "vte"].contains(where: name.hasPrefix)
      && name != "xterm-mono"
    return isKnown && showsDirectColours(environment) ? KQ_DIRECT_COLOURS : KQ_OWN_COLOURS
  }

  private static func showsDirectColours(_ environment: [String: String]) -> Bool {
    let number = { (name: String) in environment[name].map { Int($0.filter(\.isNumber)) ?? 0 } ?? 0 }
    // From these versions on: xterm 331, VTE 0.36, Konsole 2.x of KDE 4.
    if number("XTERM_VERSION") >= 331 || number("VTE_VERSION") >= 3600 || number("KONSOLE_VERSION") > 0 {
      return true
    }
    if environment["WT_SESSION"] != nil || environment["KITTY_WINDOW_ID"] != nil { return true }
    return ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio", "mintty"].contains(
      environment["TERM_PROGRAM"] ?? "")
  }

  /// Milliseconds after which a lone ESC is a key (ncurses(3), ESCDELAY); 25 where nothing sensible is said.
  static func escapeDelay(_ environment: [String: String]) -> Int {
    let wish = environment["ESCDELAY"].flatMap { Int($0) } ?? 25
    return (0...10_000).contains(wish) ? wish : 25
  }

  private static func depth(colours: Int) -> Depth {
    switch colours {
    case ..<8: .monochrome
    case ..<16: .colours8
    case ..<256: .colours16
    case ..<(1 << 24): .colours256
    default: .truecolor
    }
  }

  private static func sequences() -> KeySequences {
    var sequences = KeySequences()
    for (name, key) in KeySequences.names {
      guard let text = kq_capability(name) else { continue }
      let bytes = Array(String(cString: text).utf8)
      if bytes.count > 1, bytes[0] == 0x1B { sequences.own[bytes] = key }
    }
    return sequences
  }
}
