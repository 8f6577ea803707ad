import Cells
import Glibc
import Synchronization

/// Standard output and standard error. What comes from data has passed the gate, or is JSON.
enum Output {
  private static let buffer = Mutex<[UInt8]>([])

  /// One line of our own making or already gated.
  static func line(_ text: String) {
    bytes(Array((text + "\n").utf8))
  }

  /// One line of data, gated.
  static func data(_ text: String) {
    line(Gate.line(text))
  }

  /// Bytes as they are; by themselves only for `--raw`.
  static func bytes(_ bytes: [UInt8]) {
    buffer.withLock { buffer in
      buffer += bytes
      guard buffer.count >= 1 << 16 else { return }
      send(buffer, to: STDOUT_FILENO)
      buffer.removeAll(keepingCapacity: true)
    }
  }

  static func flush() {
    buffer.withLock { buffer in
      send(buffer, to: STDOUT_FILENO)
      buffer.removeAll(keepingCapacity: true)
    }
  }

  /// A line on standard error, gated line by line.
  static func complain(_ text: String) {
    flush()
    send(Array((Gate.lines(text) + "\n").utf8), to: STDERR_FILENO)
  }

  /// Progress and questions of our own making, on standard error, without a line's end.
  static func mention(_ text: String) {
    flush()
    send(Array(text.utf8), to: STDERR_FILENO)
  }

  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var talksToTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
