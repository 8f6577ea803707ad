import Archive
import Dispatch
import Locking
import Screens
import Stories

/// Slow queries about whole lists: run in the background on a connection of their own, and cancelled when the
/// list changes.
final class SlowQuestions: Sendable {
  private let archive: any StoryArchive
  private let mailbox: Mailbox
  /// Entered while a question runs, so that a frame can wait for its answer.
  private let group: DispatchGroup
  private let queue = DispatchQueue(label: "kiosque.counting", qos: .utility)
  private let own = Mutex<(any StoryArchive)?>(nil)
  private let state = Mutex(State())

  private struct State {
    /// Which list it is.
    var list = 0
    var waiting = 0
    var isRunning = false
  }

  init(archive: any StoryArchive, mailbox: Mailbox, group: DispatchGroup) {
    self.archive = archive
    self.mailbox = mailbox
    self.group = group
  }

  var isBusy: Bool { state.withLock { $0.waiting > 0 } }

  func ask(_ effect: Effect) {
    let list = state.withLock {
      $0.waiting += 1
      return $0.list
    }
    group.enter()
    queue.async { [self] in
      let isWanted = state.withLock {
        $0.isRunning = $0.list == list
        return $0.isRunning
      }
      let action = isWanted ? answer(effect) : nil
      state.withLock { $0.isRunning = false }
      if let action { mailbox.post(action) }
      state.withLock { $0.waiting -= 1 }
      group.leave()
    }
  }

  /// Cancels the present query.
  func stop() {
    state.withLock { state in
      state.list += 1
      if state.isRunning { own.withLock { if let own = $0, own !== archive { own.interrupt() } } }
    }
  }

  /// Cancels the present query and closes the connection.
  func close() {
    stop()
    queue.sync {
      if let own = own.withLock({ $0 }), own !== archive { try? own.close() }
    }
  }

  /// A list that cannot be counted has no count; the page has said why.
  private func answer(_ effect: Effect) -> Action? {
    guard let archive = try? companion() else { return nil }
    if case .countList(let query, let request) = effect {
      return (try? archive.count(query)).map { .loadedTotal($0, request: request) }
    }
    if case .loadHistogram(let query) = effect {
      return (try? archive.count(query, by: .month)).map { .loadedHistogram($0, query) }
    }
    return nil
  }

  private func companion() throws -> any StoryArchive {
    if let own = own.withLock({ $0 }) { return own }
    let companion = try archive.secondReader()
    own.withLock { $0 = companion }
    return companion
  }
}
