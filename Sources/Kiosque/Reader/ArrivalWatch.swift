import Archive
import Dispatch
import Glibc
import Screens
import Stories
import Synchronization

/// Notices what other programs store in the archive, by its write-ahead log, and tells the loop.
final class ArrivalWatch {
  /// So long it lets changes gather, in microseconds.
  private static let patience: UInt32 = 400_000

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
      // A log is written thousands of times a second, and so may be anything that lies beside it.
      usleep(Self.patience)
      if events.take().contains(where: { $0.path == log || $0.isOverflow }) { counter.count() }
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

/// Counts what is new.
private final class ArrivalCounter: Sendable {
  let queue = DispatchQueue(label: "kiosque.arrivals")
  private let archive: Archive
  private let mailbox: Mailbox
  private let newest = Mutex<StoryID?>(nil)

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

  func count() {
    guard let last = newest.withLock({ $0 }), let count = try? archive.arrived(since: last), count > 0 else {
      return
    }
    mailbox.post(.arrived(count))
  }
}
