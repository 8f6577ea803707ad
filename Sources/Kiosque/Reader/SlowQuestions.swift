import Archive
import Dispatch
import Screens
import Stories
import Synchronization

/// Slow queries about whole lists: run in the background on a connection of their own, and cancelled when the
/// list changes.
final class SlowQuestions: Sendable {
  private let archive: any StoryArchive
  private let mailbox: Mailbox
  /// Entered while a question runs, so that a frame can wait for its answer.
  private let group: DispatchGroup
  private let queue = DispatchQueue(label: "kiosque.counting", qos: .utility)
  private let own = Mutex<(any StoryArchive)?>(nil)
  /// The number of the list.
  private let list = Mutex(0)
  private let waiting = Mutex(0)
  private let isRunning = Mutex(false)

  init(archive: any StoryArchive, mailbox: Mailbox, group: DispatchGroup) {
    self.archive = archive
    self.mailbox = mailbox
    self.group = group
  }

  var isBusy: Bool { waiting.withLock { $0 > 0 } }

  func ask(_ effect: Effect) {
    let number = list.withLock { $0 }
    waiting.withLock { $0 += 1 }
    group.enter()
    queue.async { [self] in
      isRunning.withLock { $0 = true }
      let action = list.withLock { $0 } == number ? answer(effect) : nil
      isRunning.withLock { $0 = false }
      if let action { mailbox.post(action) }
      waiting.withLock { $0 -= 1 }
      group.leave()
    }
  }

  /// Cancels the present query.
  func stop() {
    list.withLock { $0 += 1 }
    isRunning.withLock { isRunning in
      if isRunning { own.withLock { if let own = $0, own !== archive { own.interrupt() } } }
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
    switch effect {
    case .countList(let query, let request):
      return (try? archive.count(query)).map { .loadedTotal($0, request: request) }
    case .loadHistogram(let query):
      return (try? archive.count(query, by: .month)).map { .loadedHistogram($0, query) }
    default: return nil
    }
  }

  private func companion() throws -> any StoryArchive {
    if let own = own.withLock({ $0 }) { return own }
    let companion = try archive.secondReader()
    own.withLock { $0 = companion }
    return companion
  }
}
