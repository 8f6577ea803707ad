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
    guard let process = Child.start([program, address]) else { return false }
    forget(process)
    return true
  }

  /// A separate thread waits for the process, so that no zombie remains and no other children are reaped.
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
