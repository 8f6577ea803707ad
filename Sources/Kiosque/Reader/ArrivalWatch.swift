import Archive
import Dispatch
import Glibc
import Locking
import Screens
import Stories
import Wording

/// Watches the files of the archive to notice what other programs store, and tells the loop.
final class ArrivalWatch {
  /// How long changes are collected before the archive is asked, in microseconds.
  private static let interval: UInt32 = 400_000

  private let archive: any StoryArchive
  private let counter: ArrivalCounter
  private let queue = DispatchQueue(label: "kiosque.arrivals.watch")
  /// The end of a pipe that ends the watch when it is closed.
  private var wakeUpEnd: Int32 = -1

  /// Counts the stories after `last`, without it those that come from now on.
  init(archive: any StoryArchive, since last: StoryID? = nil, mailbox: Mailbox) {
    self.archive = archive
    counter = ArrivalCounter(archive: archive, since: last, mailbox: mailbox)
  }

  /// Begins to watch; an archive that cannot be written is left alone.
  func start() {
    guard let signs = archive.changeSigns else { return }
    let events = FolderEvents()
    guard events.watch(signs.folder, withRemovals: true) else { return }
    counter.begin()
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let stopEnd = ends[0]
    wakeUpEnd = ends[1]
    queue.async { [counter] in
      while Self.waits(for: events.descriptor, until: stopEnd) {
        // A file is written thousands of times a second, and so may be anything that lies beside it: a source
        // of events would wake up each time.
        usleep(Self.interval)
        let taken = events.take()
        if taken.contains(where: { $0.path == signs.moved || $0.isOverflow }) { counter.tellIfMoved() }
        if taken.contains(where: { $0.path == signs.written || $0.isOverflow }) { counter.count() }
      }
      close(stopEnd)
    }
  }

  /// False where the other end was closed.
  private static func waits(for descriptor: Int32, until stopEnd: Int32) -> Bool {
    var waits = [descriptor, stopEnd].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    while poll(&waits, 2, -1) < 0 { if errno != EINTR { return false } }
    return waits[1].revents == 0
  }

  func stop() {
    if wakeUpEnd >= 0 { close(wakeUpEnd) }
    wakeUpEnd = -1
  }

  /// Stories that exist now no longer count as new.
  func forget() { counter.forget() }
}

/// Counts what is new.
private final class ArrivalCounter: Sendable {
  let queue = DispatchQueue(label: "kiosque.arrivals")
  private let archive: any StoryArchive
  private let mailbox: Mailbox
  private let newest: Mutex<StoryID?>
  private let hasTold = Atomic(false)

  init(archive: any StoryArchive, since last: StoryID?, mailbox: Mailbox) {
    self.archive = archive
    self.mailbox = mailbox
    newest = Mutex(last)
  }

  func begin() {
    queue.async { [self] in newest.withLock { $0 = $0 ?? (try? archive.newestStory()) } }
  }

  func forget() {
    queue.async { [self] in newest.withLock { $0 = (try? archive.newestStory()) ?? $0 } }
  }

  /// Says once that the archive's file was moved, deleted or replaced.
  func tellIfMoved() {
    guard !archive.isInPlace, !hasTold.exchange(true, ordering: .relaxed) else { return }
    archive.leavePlace()
    mailbox.post(.told(Message(.archiveMovedInReader, isFault: true)))
  }

  func count() {
    guard let last = newest.withLock({ $0 }), let arrivals = try? archive.arrived(since: last) else { return }
    mailbox.post(.arrived(arrivals))
  }
}
