import CPty
import Cells
import Foundation

@testable import NcursesTerminal

/// A terminal window without a window: a pty pair whose master we hold, with libvterm looking on.
final class FakeWindow: @unchecked Sendable {
  private let pty: OpaquePointer
  private let lock = NSLock()
  let slave: Int32
  private let before: termios

  init(columns: Int = 80, rows: Int = 24) throws {
    setlocale(LC_CTYPE, "C.UTF-8")
    var descriptor: Int32 = -1
    guard let pty = kq_pty_pair(Int32(rows), Int32(columns), &descriptor) else { throw POSIXError(.EIO) }
    self.pty = pty
    slave = descriptor
    var modes = termios()
    tcgetattr(descriptor, &modes)
    before = modes
  }

  deinit {
    Glibc.close(slave)
    kq_pty_free(pty)
  }

  func terminal(_ term: String = "xterm-256color", _ more: [String: String] = [:]) throws -> NcursesTerminal {
    let environment = ["TERM": term].merging(more) { $1 }
    return try looking {
      try NcursesTerminal(environment: environment, input: slave, output: slave)
    }
  }

  /// Does what writes to the terminal while a thread reads the other side: a pty's buffer is small.
  func looking<Result>(_ work: () throws -> Result) rethrows -> Result {
    let done = DispatchSemaphore(value: 0)
    let ended = DispatchSemaphore(value: 0)
    let reader = Thread { [self] in
      while done.wait(timeout: .now()) == .timedOut { pump(1) }
      while pump(5) > 0 {}
      ended.signal()
    }
    reader.start()
    defer {
      done.signal()
      ended.wait()
    }
    return try work()
  }

  @discardableResult
  private func pump(_ milliseconds: Int32) -> Int {
    lock.withLock { kq_pty_pump(pty, milliseconds) }
  }

  func type(_ bytes: [UInt8]) {
    _ = kq_pty_send(pty, bytes, bytes.count)
  }

  func type(_ text: String) {
    type(Array(text.utf8))
  }

  /// Makes the window so large; the signal is the caller's to send, for the pty controls no process.
  func resize(columns: Int, rows: Int) {
    lock.withLock { kq_pty_resize(pty, Int32(rows), Int32(columns)) }
  }

  func hangUp() {
    kq_pty_hang_up(pty)
  }

  var state: kq_pty_state { kq_pty_state_of(pty) }

  func cell(_ column: Int, _ row: Int) -> kq_pty_cell {
    kq_pty_cell_at(pty, Int32(row), Int32(column))
  }

  /// The rows, blanks at their ends cut.
  var screen: String {
    let state = self.state
    return (0..<state.rows).map { row in
      var text = [CChar](repeating: 0, count: Int(state.columns) * 24 + 1)
      let length = kq_pty_row(pty, row, &text, text.count)
      let line = String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  var output: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 1 << 20) { room, used in
      used = kq_pty_tail(pty, room.baseAddress, room.count)
    }
  }

  /// The line discipline is as it was when the window opened.
  var isRestored: Bool {
    var now = termios()
    tcgetattr(slave, &now)
    return now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag && now.c_lflag == before.c_lflag
      && now.c_cflag == before.c_cflag
  }
}
