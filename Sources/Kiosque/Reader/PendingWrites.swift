import Dispatch
import Locking
import Screens
import Stories

/// Writes the reader's changes one after the other in the background: however long another program locks the
/// archive, no page waits for it. Until a change is written, it is applied to everything that is read.
final class PendingWrites: Sendable {
  /// How long a read waits for a change just made, in milliseconds; a write takes a few.
  private static let usualWrite = 100
  /// After this time, the reader is told that a write is waiting, in seconds.
  private static let longWrite = 3.0

  /// After how long without a change it counts as idle, in seconds.
  private static let idle = 0.5

  private struct Pending: Sendable {
    var number: Int
    var effect: Effect
  }

  private struct State: Sendable {
    var list: [Pending] = []
    /// The number of the last one that was added.
    var last = 0
    /// Whether a write takes longer than usual, so that nothing waits for it any more.
    var isHeldUp = false
  }

  private let queue = DispatchQueue(label: "kiosque.writes", qos: .userInteractive)
  private let pending = Mutex(State())
  /// Everything that is to be written.
  private let all = DispatchGroup()

  /// What is not written yet, oldest first.
  var effects: [Effect] { pending.withLock { $0.list.map(\.effect) } }

  /// Writes it when its turn comes. `isDone` is called when it is written, or takes so long that it counts
  /// as held up; `isLong` when it is time to say so.
  func add(
    _ effect: Effect, write: @escaping @Sendable () -> Bool,
    isDone: @escaping @Sendable (_ late: Bool) -> Void,
    isLong: @escaping @Sendable () -> Void
  ) {
    let number = pending.withLock { pending in
      pending.last += 1
      pending.list.append(Pending(number: pending.last, effect: effect))
      return pending.last
    }
    let isAnswered = Once()
    all.enter()
    queue.async { [self] in
      if write() {
        pending.withLock { pending in
          pending.list.removeAll { $0.number == number }
          pending.isHeldUp = false
        }
        isAnswered.first { isDone(false) }
      }
      all.leave()
    }
    later(Double(Self.usualWrite) / 1000, number) { [self] in
      let isHeldUp = pending.withLock { pending in
        pending.isHeldUp = pending.list.contains { $0.number == number }
        return pending.isHeldUp
      }
      guard isHeldUp else { return }
      isAnswered.first { isDone(true) }
    }
    later(Self.longWrite, number, isLong)
  }

  /// What was read after a change waits for it, but not for one that is held up.
  func waitAsUsual() {
    if pending.withLock({ $0.isHeldUp }) { return }
    _ = all.wait(timeout: .now() + .milliseconds(Self.usualWrite))
  }

  /// Runs when nothing was written for a while, where no write is under way.
  func whenIdle(_ work: @escaping @Sendable () -> Void) {
    let last = pending.withLock { $0.last }
    queue.asyncAfter(deadline: .now() + Self.idle) { [self] in
      if pending.withLock({ $0.last == last && $0.list.isEmpty }) { work() }
    }
  }

  /// False where something is still to be written after so many seconds.
  func finish(within seconds: Double) -> Bool {
    all.wait(timeout: .now() + seconds) == .success
  }

  private func later(_ seconds: Double, _ number: Int, _ work: @escaping @Sendable () -> Void) {
    DispatchQueue.global(qos: .userInteractive).asyncAfter(deadline: .now() + seconds) { [self] in
      if pending.withLock({ $0.list.contains { $0.number == number } }) { work() }
    }
  }
}

/// Runs work once, by the first thread that asks.
private final class Once: Sendable {
  private let isDone = Atomic(false)

  func first(_ work: () -> Void) {
    if !isDone.exchange(true, ordering: .relaxed) { work() }
  }
}

extension [Effect] {
  /// The headline as it will be once all of these are written.
  func applied(to headline: Headline) -> Headline {
    var headline = headline
    for effect in self {
      if case .markRead(let ids, let isRead) = effect, ids.contains(headline.id) { headline.isRead = isRead }
      if case .markStarred(let ids, let isStarred) = effect, ids.contains(headline.id) {
        headline.isStarred = isStarred
      }
    }
    return headline
  }

  func applied(to page: Page) -> Page {
    guard !isEmpty else { return page }
    var page = page
    page.headlines = page.headlines.map(applied)
    return page
  }

  func applied(to stored: StoredStory?) -> StoredStory? {
    guard !isEmpty, var stored else { return stored }
    stored.headline = applied(to: stored.headline)
    for case .keepProgress(stored.headline.id, let progress) in self { stored.progress = progress }
    return stored
  }
}
