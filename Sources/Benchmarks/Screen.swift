import CPty
import Glibc

/// Output as a terminal shows it, worked out while nothing is measured.
final class Screen {
  private let pty: OpaquePointer
  private let slave: Int32
  private let columns: Int
  private let rows: Int

  init(columns: Int, rows: Int) throws {
    var slave: Int32 = -1
    guard let pty = kq_pty_pair(Int32(rows), Int32(columns), &slave) else {
      throw BenchFault.unexpected("a pseudo-terminal", screen: "")
    }
    (self.pty, self.slave, self.columns, self.rows) = (pty, slave, columns, rows)
    var modes = termios()
    tcgetattr(slave, &modes)
    cfmakeraw(&modes)
    tcsetattr(slave, TCSANOW, &modes)
  }

  deinit {
    kq_pty_free(pty)
    close(slave)
  }

  static func text(of output: [UInt8], columns: Int, rows: Int) throws -> String {
    let screen = try Screen(columns: columns, rows: rows)
    screen.take(output[...])
    return screen.lines(0..<rows).joined(separator: "\n")
  }

  func take(_ output: ArraySlice<UInt8>) {
    var rest = output
    while !rest.isEmpty {
      // libvterm takes a character that is cut in two for two bad ones.
      let isCut = { (index: Int) in index < output.endIndex && output[index] & 0xC0 == 0x80 }
      var end = min(rest.startIndex + 1024, output.endIndex)
      while isCut(end) { end += 1 }
      let piece = rest[..<end]
      rest = rest[end...]
      _ = piece.withUnsafeBytes { write(slave, $0.baseAddress, $0.count) }
      while kq_pty_pump(pty, 0) > 0 {}
    }
  }

  func lines(_ range: Range<Int>) -> [String] { range.map(line) }

  private func line(_ row: Int) -> String {
    var text = [CChar](repeating: 0, count: columns * 24 + 1)
    let length = kq_pty_row(pty, Int32(row), &text, text.count)
    return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
