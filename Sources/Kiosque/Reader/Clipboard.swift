import Glibc
import Screens
import Wording

/// Copies texts to whatever clipboard exists, and returns what is known about it.
enum Clipboard {
  /// How long all programs together may take, in seconds.
  private static let timeout = 2.0
  /// An empty pipe accepts this many bytes without a reader (pipe(7)).
  private static let mostBytes = 60_000
  /// Terminals without a clipboard, which may print unknown sequences.
  private static let without = ["linux", "vt100", "vt102", "vt220", "ansi"]

  /// tmux's own way, then the desktop's programs, then the terminal (OSC 52), which never answers.
  static func copy(
    _ text: String, _ copied: Copied, environment: [String: String] = Environment.all,
    terminal: (String) -> Void
  ) -> Message {
    let what: Phrase = copied == .address ? .addressNoun : .headlineNoun
    guard text.utf8.count <= mostBytes else { return Message(.notCopied(.tooLongToCopy), isFault: true) }
    let deadline = ContinuousClock.now + .seconds(timeout)
    var tried: [String] = []
    for command in commands(environment) {
      if isTaken(text, by: command, before: deadline) {
        return Message(command[0] == "tmux" ? .copiedToTmux(what) : .copied(what, with: command[0]))
      }
      if !tried.contains(command[0]) { tried.append(command[0]) }
    }
    if without.contains(environment["TERM"] ?? "") {
      return Message(.notCopied(.noClipboard(tried: tried)), isFault: true)
    }
    terminal(text)
    return Message(.sentToTerminal(what, tried: tried))
  }

  /// The programs for the environment of the reader, as argument vectors.
  private static func commands(_ environment: [String: String]) -> [[String]] {
    func has(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
    var commands: [[String]] = []
    // Before 3.2 tmux has no -w, which hands the text on to the terminal.
    if has("TMUX") { commands += [["tmux", "load-buffer", "-w", "-"], ["tmux", "load-buffer", "-"]] }
    if has("WAYLAND_DISPLAY") { commands.append(["wl-copy"]) }
    if has("DISPLAY") {
      commands += [["xclip", "-selection", "clipboard", "-in"], ["xsel", "--clipboard", "--input"]]
    }
    return commands
  }

  /// Runs a program with the text as its input; true where it ended well in time.
  private static func isTaken(
    _ text: String, by command: [String], before deadline: ContinuousClock.Instant
  ) -> Bool {
    guard let input = filledPipe(Array(text.utf8)) else { return false }
    defer { close(input) }
    // In a session of its own: what offers the text must outlive the window.
    guard let process = Child.start(command, input: input, inOwnSession: true) else { return false }
    var status: Int32 = 0
    while ContinuousClock.now < deadline {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return status == 0 }
      if ended < 0, errno != EINTR { return false }
      usleep(2000)
    }
    kill(process, SIGKILL)
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return false
  }

  /// The reading end of a pipe that holds the bytes and nothing after them.
  private static func filledPipe(_ bytes: [UInt8]) -> Int32? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    defer { close(ends[1]) }
    guard write(ends[1], bytes, bytes.count) == bytes.count else {
      close(ends[0])
      return nil
    }
    return ends[0]
  }
}
