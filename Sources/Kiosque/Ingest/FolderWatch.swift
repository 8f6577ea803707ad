import Dispatch
import Glibc
import Importing
import Stories

/// Watches folders, and returns new and changed files once no one writes to them.
final class FolderWatch {
  /// How long after its last change a complete file is handed over, in milliseconds.
  private static let quietTime = 500
  /// The same for a file that somebody may still have open.
  private static let longQuietTime = 3000
  /// Endings of unfinished downloads and copies.
  private static let unfinished = [".part", ".crdownload", ".tmp", ".partial", ".download", "~"]

  private struct Change {
    var at: Int
    var isWhole: Bool
  }

  private let events = FolderEvents()
  private let roots: [String]
  private var changes: [String: Change] = [:]
  private let signals: Signals

  /// From now on, SIGINT and SIGTERM end the waiting and not the program.
  init(_ folders: [String]) {
    roots = folders
    Interruption.leave()
    signals = Signals([SIGINT, SIGTERM])
    for folder in folders { watch(folder) }
  }

  /// Whether all folders can be watched.
  var isReady: Bool { events.descriptor >= 0 && signals.descriptor >= 0 }

  /// Watches a folder and all below it; returns the files that are there already.
  @discardableResult
  private func watch(_ root: String) -> [String] {
    var files: [String] = []
    var folders = [root]
    while let folder = folders.popLast() {
      guard events.watch(folder) else { continue }
      for (name, isFolder) in FileWalk.names(in: folder) {
        if isFolder { folders.append(folder + "/" + name) } else { files.append(folder + "/" + name) }
      }
    }
    return files
  }

  /// Waits for files that no one writes to any more, in the order of their names; nil when a signal ends the
  /// wait.
  func next() -> [String]? {
    while true {
      let now = Self.now
      let ready = changes.filter {
        now - $0.value.at >= ($0.value.isWhole ? Self.quietTime : Self.longQuietTime)
      }
      if !ready.isEmpty {
        for path in ready.keys { changes[path] = nil }
        return ready.keys.sorted()
      }
      var waits = [
        pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let result = poll(&waits, 2, changes.isEmpty ? -1 : 100)
      if result < 0 && errno != EINTR { return nil }
      if waits[0].revents != 0 { return nil }
      for event in events.take() { take(event) }
    }
  }

  private func take(_ event: FolderEvents.Event) {
    if event.isOverflow {
      for file in roots.flatMap({ watch($0) }) { note(file, isWhole: false) }
    } else if event.isFolder {
      for file in watch(event.path) { note(file, isWhole: false) }
    } else {
      note(event.path, isWhole: event.isWhole)
    }
  }

  private func note(_ path: String, isWhole: Bool) {
    let name = path.split(separator: "/").last ?? ""
    guard !name.hasPrefix("."), !Self.unfinished.contains(where: { name.hasSuffix($0) }) else { return }
    changes[path] = Change(at: Self.now, isWhole: isWhole)
  }

  /// Milliseconds of the monotonic clock.
  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// Signals as a descriptor to poll (the self-pipe trick).
private final class Signals {
  /// The reading end of a pipe, readable once a signal came; -1 where the system gives none.
  let descriptor: Int32
  private let wakeUpEnd: Int32
  private var sources: [any DispatchSourceSignal] = []

  init(_ numbers: [Int32]) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (descriptor, wakeUpEnd) = (ends[0], ends[1])
    for number in numbers {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [wakeUpEnd] in _ = write(wakeUpEnd, [1], 1) }
      source.activate()
      sources.append(source)
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for end in [descriptor, wakeUpEnd] where end >= 0 { close(end) }
  }
}
