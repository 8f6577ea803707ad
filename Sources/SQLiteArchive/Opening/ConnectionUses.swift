import Dispatch
import Synchronization

/// Who uses an archive's connections. A connection that is closed under a question ends the program: SQLite
/// is handed a null pointer. So closing waits for what is under way, and nothing begins after it.
final class ConnectionUses: Sendable {
  private let hasEnded = Mutex(false)
  private let underWay = DispatchGroup()

  /// Whether nothing may begin any more.
  var isClosed: Bool { hasEnded.withLock { $0 } }

  /// Throws `CancellationError` where the archive is closed.
  func use<Value>(_ work: () throws -> Value) throws -> Value {
    try hasEnded.withLock { hasEnded in
      if hasEnded { throw CancellationError() }
      underWay.enter()
    }
    defer { underWay.leave() }
    return try work()
  }

  /// Lets nothing begin any more, and waits for what is under way.
  func end() {
    hasEnded.withLock { $0 = true }
    underWay.wait()
  }
}
