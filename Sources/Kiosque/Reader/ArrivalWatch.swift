import Archive
import Dispatch
import Screens
import Stories
import Synchronization

/// Notices what other programs store in the archive, by its write-ahead log, and tells the loop.
final class ArrivalWatch {
  private let archive: Archive
  private let counter: ArrivalCounter
  private var source: (any DispatchSourceRead)?

  init(archive: Archive, mailbox: Mailbox) {
    self.archive = archive
    counter = ArrivalCounter(archive: archive, mailbox: mailbox)
  }

  /// Begins to watch; an archive that cannot be written is left alone.
  func start() {
    guard archive.isWritable, archive.path != ":memory:" else { return }
    let events = FolderEvents()
    let slash = archive.path.lastIndex(of: "/")
    let folder = slash.map { String(archive.path[..<$0]) } ?? "."
    guard events.watch(folder.isEmpty ? "/" : folder) else { return }
    counter.begin()
    let log = (slash == nil ? "./" : "") + archive.path + "-wal"
    let source = DispatchSource.makeReadSource(fileDescriptor: events.descriptor, queue: counter.queue)
    source.setEventHandler { [counter] in
      if events.take().contains(where: { $0.path == log || $0.isOverflow }) { counter.wait() }
    }
    source.activate()
    self.source = source
  }

  func stop() {
    source?.cancel()
    source = nil
  }

  /// What is there now is no longer new.
  func forget() { counter.forget() }
}

/// Counts what is new, a little after the last change.
private final class ArrivalCounter: Sendable {
  /// So long it waits for more before it counts, in milliseconds.
  private static let patience = 400

  let queue = DispatchQueue(label: "kiosque.arrivals")
  private let archive: Archive
  private let mailbox: Mailbox
  private let newest = Mutex<StoryID?>(nil)
  private let isWaiting = Mutex(false)

  init(archive: Archive, mailbox: Mailbox) {
    self.archive = archive
    self.mailbox = mailbox
  }

  func begin() {
    queue.async { [self] in newest.withLock { $0 = $0 ?? (try? archive.newestStory()) } }
  }

  func forget() {
    queue.async { [self] in newest.withLock { $0 = (try? archive.newestStory()) ?? $0 } }
  }

  func wait() {
    let isFirst = isWaiting.withLock { isWaiting in
      defer { isWaiting = true }
      return !isWaiting
    }
    guard isFirst else { return }
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.patience)) { [self] in count() }
  }

  private func count() {
    isWaiting.withLock { $0 = false }
    guard let last = newest.withLock({ $0 }), let count = try? archive.arrived(since: last), count > 0 else {
      return
    }
    mailbox.post(.arrived(count))
  }
}
