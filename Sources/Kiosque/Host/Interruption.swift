import Dispatch
import Glibc
import Synchronization
import Wording

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
