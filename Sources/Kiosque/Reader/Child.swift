import Glibc

/// Starts other programs beside the screen.
enum Child {
  /// `POSIX_SPAWN_SETSID` of <spawn.h>.
  private static let ownSession: Int16 = 0x80

  /// Starts a program that is looked for on the PATH, given as an argument vector, never by a shell. Its
  /// standard input is `input`; its output goes to `output`, else to /dev/null. Nil where it could not be
  /// started; else the caller waits for it.
  static func start(
    _ command: [String], input: Int32? = nil, output: Int32? = nil, inOwnSession: Bool = false
  )
    -> pid_t?
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      if descriptor == STDIN_FILENO, let input {
        posix_spawn_file_actions_adddup2(&actions, input, descriptor)
      } else if descriptor == STDOUT_FILENO, let output {
        posix_spawn_file_actions_adddup2(&actions, output, descriptor)
      } else {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Children inherit ignored signals: they get the defaults back.
    var ignored = sigset_t()
    sigemptyset(&ignored)
    for number in [SIGPIPE, SIGXFSZ] { sigaddset(&ignored, number) }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | (inOwnSession ? ownSession : 0))
    var arguments = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    return posix_spawnp(&process, command[0], &actions, &attributes, &arguments, environ) == 0 ? process : nil
  }
}
