import Dispatch
import Glibc
import Locking
import Wording

/// Handles SIGINT, SIGTERM and SIGHUP while a command writes, or tells how far it has come: the present
/// transaction is rolled back, the archive is closed, the line of progress is taken away, and the program
/// ends by the signal, as a shell expects. A second signal ends it at once.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private static let watched = Mutex<[Int32]>([])
  private static let sources = Mutex<[any DispatchSourceSignal]>([])
  private static let isUnderWay = Atomic(false)

  static func begin(_ language: Language) {
    sources.withLock { sources in
      guard sources.isEmpty else { return }
      for number in signals {
        // A signal that was ignored when the program was started stays ignored, as nohup requires.
        let before = signal(number, SIG_IGN)
        if unsafeBitCast(before, to: Int.self) == 1 { continue }
        // Until it is handled it ends the program as usual, rather than do nothing.
        signal(number, SIG_DFL)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
        source.setEventHandler { end(by: number, language) }
        source.activate()
        sources.append(source)
        watched.withLock { $0.append(number) }
      }
    }
  }

  /// Gives up the handling of signals, which others take over, as it was found.
  static func leave() {
    sources.withLock { sources in
      for source in sources { source.cancel() }
      sources = []
    }
    watched.withLock { watched in
      for number in watched { signal(number, SIG_DFL) }
      watched = []
    }
  }

  /// Whether a signal is ending the program.
  static var hasBegunToEnd: Bool { isUnderWay.load(ordering: .acquiring) }

  /// If a signal is ending the program, blocks, so that what it interrupted does not end the program
  /// differently.
  static func waitIfUnderWay() {
    while isUnderWay.load(ordering: .acquiring) { sleep(1) }
  }

  private static func end(by number: Int32, _ language: Language) {
    guard !isUnderWay.exchange(true, ordering: .acquiringAndReleasing) else { return die(by: number) }
    // What was ignored when the program was started stays so.
    for number in watched.withLock({ $0 }) { signal(number, SIG_DFL) }
    OpenArchives.stop()
    OpenArchives.close()
    Output.complain("kiosque: " + Phrase.interrupted[language])
    die(by: number)
  }

  /// A thread that a signal came to blocks it, so that the source gets it; where that is this one, the signal
  /// would come back to the source for ever.
  private static func die(by number: Int32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    kill(getpid(), number)
  }
}
