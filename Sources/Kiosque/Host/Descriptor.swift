import Glibc

/// System calls on open files, repeated where a signal interrupted them.
enum Descriptor {
  /// A call failed for good.
  struct Fault: Error {
    /// As `errno` tells it.
    var code: Int32
  }

  /// Writes all bytes, however few are accepted at a time; waits while none are.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Fault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      let code = errno
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0 && code == EAGAIN {
        wait(for: descriptor, POLLOUT)
      } else if count == 0 || code != EINTR {
        throw Fault(code: count == 0 ? ENOSPC : code)
      }
    }
  }

  /// The bytes that are available, at most `count`; none at the end.
  static func read(_ count: Int, from descriptor: Int32) throws(Fault) -> [UInt8] {
    while true {
      var got = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, made in
        got = Glibc.read(descriptor, room.baseAddress, count)
        made = max(0, got)
      }
      let code = errno
      if got >= 0 { return bytes }
      if code == EAGAIN {
        wait(for: descriptor, POLLIN)
      } else if code != EINTR {
        throw Fault(code: code)
      }
    }
  }

  static func reason(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }

  /// Opens closed standard descriptors on nothing, so that no file of ours gets their number; writing to them
  /// still fails.
  static func guardStandard() {
    for (descriptor, way) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", way)
    }
  }

  private static func wait(for descriptor: Int32, _ event: Int32) {
    var waiting = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    poll(&waiting, 1, -1)
  }
}
