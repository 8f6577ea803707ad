import Dispatch
import Locking

/// Counts the uses of an archive's connections. A connection that is closed during a query crashes the
/// program, since SQLite gets a null pointer. So closing waits for what is under way, and nothing begins
/// after it.
final class ConnectionUses: Sendable {
  private let hasEnded = Mutex(false)
  private let underWay = DispatchGroup()
  /// Whether connections may be gone.
  private let isClosed = Mutex(false)

  /// Throws `CancellationError` where the archive is closed.
  func use<Value>(_ work: () throws -> Value) throws -> Value {
    try hasEnded.withLock { hasEnded in
      if hasEnded { throw CancellationError() }
      underWay.enter()
    }
    defer { underWay.leave() }
    return try work()
  }

  /// Prevents new uses and waits for those under way; never call it inside a use.
  func end() {
    hasEnded.withLock { $0 = true }
    underWay.wait()
    isClosed.withLock { $0 = true }
  }

  /// Breaks something off, also while closing waits for what is under way; nothing happens once connections
  /// may be gone.
  func unlessClosed(_ work: () -> Void) {
    isClosed.withLock { if !$0 { work() } }
  }
}

/// A question that may be broken off, on a connection that answers one at a time.
enum BreakableQuestion {
  case none
  case underWay
  case brokenOff
}
