import Glibc
import Screens
import Wording

/// Hands texts to whatever clipboard there is, and says what is known of it.
enum Clipboard {
  /// How long a program may take to read the text, in microseconds.
  private static let patience = 1_000_000
  /// How many bytes fit into a pipe that nobody reads yet.
  private static let mostBytes = 60_000
  /// `POSIX_SPAWN_SETSID` of <spawn.h>.
  private static let ownSession: Int16 = 0x80
  /// Terminals that know no clipboard and may print what they do not know.
  private static let without = ["linux", "vt100", "vt102", "vt220", "ansi"]

  /// tmux's own way, then the desktop's programs, then the terminal (OSC 52), which never answers.
  static func copy(
    _ text: String, _ copied: Copied, environment: [String: String] = Environment.all,
    terminal: (String) -> Void
  ) -> Message {
    let what: Phrase = copied == .address ? .addressNoun : .headlineNoun
    guard text.utf8.count <= mostBytes else { return Message(.notCopied(.tooLongToCopy), isFault: true) }
    for command in commands(environment) where isTaken(text, by: command) {
      return Message(command[0] == "tmux" ? .copiedToTmux(what) : .copied(what, with: command[0]))
    }
    if without.contains(environment["TERM"] ?? "") {
      return Message(.notCopied(.noClipboard), isFault: true)
    }
    terminal(text)
    return Message(.sentToTerminal(what))
  }

  /// What fits the place that the reader runs in, as argument vectors.
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
  private static func isTaken(_ text: String, by command: [String]) -> Bool {
    guard let input = filledPipe(Array(text.utf8)) else { return false }
    defer { close(input) }
    guard let process = start(command, input: input) else { return false }
    var status: Int32 = 0
    for _ in 0..<patience / 2000 {
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
    defer { close(ends[1]) }
    guard write(ends[1], bytes, bytes.count) == bytes.count else {
      close(ends[0])
      return nil
    }
    return ends[0]
  }

  /// In a session of its own: what offers the text must outlive the window.
  private static func start(_ command: [String], input: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.ownSession)
    var arguments = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    return posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ) == 0 ? process : nil
  }
}
