import Dispatch
import Glibc

/// Opens addresses outside.
enum Browser {
  /// Starts `$BROWSER`, else xdg-open, with the address as one argument; only http and https, never a shell.
  static func open(_ address: String) -> Bool {
    let lower = address.lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://"),
      address.unicodeScalars.allSatisfy({
        $0.value > 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value)
      })
    else { return false }
    let chosen = (Environment["BROWSER"] ?? "").split(separator: ":").map(String.init)
    return (chosen + ["xdg-open"]).contains { start($0, address) }
  }

  private static func start(_ program: String, _ address: String) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor: Int32 in [0, 1, 2] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
    defer { arguments.forEach { free($0) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, program, &actions, nil, &arguments, environ) == 0 else { return false }
    // Nobody waits for it but a thread, so that it leaves no zombie; other children can be waited for.
    DispatchQueue.global(qos: .background).async { [process] in
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    return true
  }
}
