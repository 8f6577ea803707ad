import Archive
import ArgumentParser
import Dispatch
import Glibc
import Synchronization
import Wording

/// The archives that a command has open; they are closed on every way out.
enum OpenArchives {
  private static let archives = Mutex<[any StoryArchive]>([])

  static func add(_ archive: any StoryArchive) {
    archives.withLock { $0.append(archive) }
  }

  /// Closes all of them, the last one first. What cannot be written into an archive's file stays in its log.
  static func close() {
    for archive in taken.reversed() { try? archive.close() }
  }

  /// Ends what they are doing, so that they can be closed.
  static func stop() {
    for archive in archives.withLock({ $0 }) { archive.stop() }
  }

  private static var taken: [any StoryArchive] {
    archives.withLock { archives in
      defer { archives = [] }
      return archives
    }
  }
}

extension OpenArchives {
  /// A command that writes waits so long for another program, in seconds.
  private static let longestWait = 60.0

  /// Opens an archive for a command, or ends it with the sentence that says why not.
  static func opened(
    _ path: String, _ access: ArchiveAccess, _ language: Language, lockWait: LockWait? = nil
  ) throws -> any StoryArchive {
    try orExit(language) { try open(path, access, language, lockWait: lockWait) }
  }

  /// Throws `ArchiveFault` where it cannot be opened.
  static func open(
    _ path: String, _ access: ArchiveAccess, _ language: Language, lockWait: LockWait? = nil
  ) throws -> any StoryArchive {
    let telling = LockWait(seconds: longestWait) {
      Output.complain("kiosque: " + Phrase.archiveWaits(Names.shown(path))[language])
    }
    let archive = try Engine.installed.open(
      path, access, lockWait: lockWait ?? telling, progress: indexing(language))
    add(archive)
    if access == .writing { Interruption.begin(language) }
    return archive
  }

  /// Says on a terminal how far the search index has come.
  static func indexing(_ language: Language) -> ArchiveProgress {
    { done, all in
      guard Output.talksToTerminal, all > 5000 else { return }
      let end = done >= all ? "\r\u{1B}[K" : ""
      Output.mention("\r" + Phrase.indexing(done, of: all)[language] + "\u{1B}[K" + end)
    }
  }
}

/// SIGINT, SIGTERM and SIGHUP while a command writes: the transaction under way is taken back, the archive is
/// closed, and the program ends by the signal, as a shell expects it. A second signal ends it at once.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let watched = Mutex<[Int32]>([])
  private static let sources = Mutex<[any DispatchSourceSignal]>([])
  private static let isUnderWay = Atomic(false)

  static func begin(_ language: Language) {
    sources.withLock { sources in
      guard sources.isEmpty else { return }
      for number in signals {
        // A signal that was ignored when the program was started stays so, as nohup wants it.
        let before = signal(number, SIG_IGN)
        if unsafeBitCast(before, to: Int.self) == 1 { continue }
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
        source.setEventHandler { end(by: number, language) }
        source.activate()
        sources.append(source)
        watched.withLock { $0.append(number) }
      }
    }
  }

  /// Signals mean something else from now on.
  static func leave() {
    sources.withLock { sources in
      for source in sources { source.cancel() }
      sources = []
    }
  }

  /// Where a signal is ending the program, what it interrupted must not end it in another way.
  static func waitIfUnderWay() {
    while isUnderWay.load(ordering: .acquiring) { sleep(1) }
  }

  private static func end(by number: Int32, _ language: Language) {
    isUnderWay.store(true, ordering: .releasing)
    // What was ignored when the program was started stays so.
    for number in watched.withLock({ $0 }) { signal(number, SIG_DFL) }
    OpenArchives.stop()
    OpenArchives.close()
    Output.complain("kiosque: " + Phrase.interrupted[language])
    kill(getpid(), number)
  }
}
