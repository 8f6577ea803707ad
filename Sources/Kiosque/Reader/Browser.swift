import Glibc

/// Opens addresses outside.
enum Browser {
  /// Starts `$BROWSER`, else xdg-open, with the address as one argument; only http and https, never a shell.
  static func open(_ address: String) -> Bool {
    let lower = address.lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return false }
    let chosen = (Environment["BROWSER"] ?? "").split(separator: ":").map(String.init)
    return (chosen + ["xdg-open"]).contains { start($0, Address.encoded(address)) }
  }

  private static func start(_ program: String, _ address: String) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [0, 1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // What this program ignores would be ignored by its children too.
    var ignored = sigset_t()
    sigemptyset(&ignored)
    for number in [SIGPIPE, SIGXFSZ] { sigaddset(&ignored, number) }
    posix_spawnattr_setsigdefault(&attributes, &ignored)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, program, &actions, &attributes, &arguments, environ) == 0 else {
      return false
    }
    forget(process)
    return true
  }

  /// A thread of its own waits for the end, so that nothing is left behind and nobody else's children are.
  private static func forget(_ process: pid_t) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 1 << 16)
    var thread = pthread_t()
    let told = UnsafeMutableRawPointer(bitPattern: Int(process))
    pthread_create(
      &thread, &attributes,
      { told in
        while waitpid(pid_t(Int(bitPattern: told)), nil, 0) < 0 && errno == EINTR {}
        return nil
      }, told)
  }
}
