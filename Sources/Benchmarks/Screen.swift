import CPty
import Glibc

/// Output as a terminal shows it, worked out after the watch was stopped.
enum Screen {
  static func text(of output: [UInt8], columns: Int, rows: Int) throws -> String {
    var slave: Int32 = -1
    guard let pty = kq_pty_pair(Int32(rows), Int32(columns), &slave) else {
      throw BenchFault.unexpected("a pseudo-terminal", screen: "")
    }
    defer {
      kq_pty_free(pty)
      close(slave)
    }
    var modes = termios()
    tcgetattr(slave, &modes)
    cfmakeraw(&modes)
    tcsetattr(slave, TCSANOW, &modes)
    var rest = output[...]
    while !rest.isEmpty {
      // libvterm takes a character that is cut in two for two bad ones.
      let isCut = { (index: Int) in index < output.count && output[index] & 0xC0 == 0x80 }
      var end = min(rest.startIndex + 1024, output.count)
      while isCut(end) { end += 1 }
      let piece = output[rest.startIndex..<end]
      rest = output[end...]
      _ = piece.withUnsafeBytes { write(slave, $0.baseAddress, $0.count) }
      while kq_pty_pump(pty, 0) > 0 {}
    }
    return (0..<rows).map { row(pty, $0, columns) }.joined(separator: "\n")
  }

  private static func row(_ pty: OpaquePointer, _ row: Int, _ columns: Int) -> String {
    var text = [CChar](repeating: 0, count: columns * 24 + 1)
    let length = kq_pty_row(pty, Int32(row), &text, text.count)
    return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
