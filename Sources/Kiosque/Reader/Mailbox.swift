import Glibc
import Locking
import Screens

/// Collects actions from background work for the loop; its descriptor is readable while there are any.
final class Mailbox: Sendable {
  private let actions = Mutex<[Action]>([])
  /// The reading end of a pipe; -1 where the system gives none, and news waits for the next key.
  let descriptor: Int32
  private let wakeUpEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (descriptor, wakeUpEnd) = (ends[0], ends[1])
  }

  deinit {
    for end in [descriptor, wakeUpEnd] where end >= 0 { close(end) }
  }

  func post(_ action: Action) {
    actions.withLock { $0.append(action) }
    _ = write(wakeUpEnd, [1], 1)
  }

  var isEmpty: Bool { actions.withLock { $0.isEmpty } }

  func empty() -> [Action] {
    var rung = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &rung, rung.count) == rung.count {}
    return actions.withLock { list in
      defer { list = [] }
      return list
    }
  }
}
