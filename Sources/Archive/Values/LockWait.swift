import Glibc
import Synchronization

/// How a write waits while another program writes into the archive.
package final class LockWait: Sendable {
  /// The delays between two attempts in milliseconds, those of SQLite's own busy handler; the last one is
  /// repeated.
  private static let delays: [UInt32] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]
  /// After how long the wait is reported, in milliseconds.
  private static let quiet: UInt32 = 3000

  private let longest: Atomic<UInt32>
  private let notice: @Sendable () -> Void
  private let isEnded = Atomic(false)

  /// Gives up after `seconds`; `notice` is called once in each wait of more than three seconds.
  package init(seconds: Double = 10, notice: @escaping @Sendable () -> Void = {}) {
    longest = Atomic(Self.milliseconds(seconds))
    self.notice = notice
  }

  /// Ends the present wait and every later one.
  package func end() {
    isEnded.store(true, ordering: .relaxed)
  }

  /// Limits waits while the body runs, in seconds.
  package func limited<Value>(to seconds: Double, _ body: () throws -> Value) rethrows -> Value {
    let usual = longest.exchange(Self.milliseconds(seconds), ordering: .relaxed)
    defer { longest.store(usual, ordering: .relaxed) }
    return try body()
  }

  private static func milliseconds(_ seconds: Double) -> UInt32 {
    UInt32(max(0, min(seconds, 86_400)) * 1000)
  }

  /// Whether waits were ended.
  package var isOver: Bool { isEnded.load(ordering: .relaxed) }

  /// Sleeps before the next attempt; the first has number 0. False where waiting is over
  /// (https://sqlite.org/c3ref/busy_handler.html).
  package func mayTryAgain(after tries: Int) -> Bool {
    guard !isOver else { return false }
    let (waited, delay) = (Self.total(of: tries), Self.delay(tries))
    let longest = longest.load(ordering: .relaxed)
    guard waited < longest else { return false }
    if waited < Self.quiet, waited + delay >= Self.quiet { notice() }
    usleep(min(delay, longest - waited) * 1000)
    return true
  }

  private static func delay(_ index: Int) -> UInt32 {
    delays[min(index, delays.count - 1)]
  }

  /// The total delay of the first attempts, in milliseconds.
  private static func total(of tries: Int) -> UInt32 {
    let first = delays.prefix(tries).reduce(0, +)
    let more = min(max(0, tries - delays.count), 1_000_000)
    return first + UInt32(more) * delay(delays.count)
  }
}
