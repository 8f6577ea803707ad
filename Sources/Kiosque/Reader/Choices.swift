import Dispatch
import Locking
import Screens
import Wording

/// Stores choices made in the reader, and the lines that were typed, in the background: no key waits for a
/// slow disk.
final class Choices: Sendable {
  private struct Waiting {
    var settings = Settings()
    var history: History?
  }

  private let mailbox: Mailbox
  private let file: HistoryFile?
  private let queue = DispatchQueue(label: "kiosque.choices", qos: .utility)
  private let waiting = Mutex(Waiting())

  /// Without a file of lines these are not stored.
  init(mailbox: Mailbox, history file: HistoryFile?) {
    self.mailbox = mailbox
    self.file = file
  }

  func keep(_ choice: (inout Settings) -> Void) {
    waiting.withLock { choice(&$0.settings) }
    queue.async { self.write() }
  }

  func keep(history: History) {
    guard file != nil else { return }
    waiting.withLock { $0.history = history }
    queue.async { self.write() }
  }

  /// Waits until all is written.
  func finish() {
    queue.sync {}
  }

  /// Only the newest choice of each kind is written.
  private func write() {
    let chosen = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return waiting
    }
    // A line that is not remembered is no loss that one must hear of.
    if let history = chosen.history { try? file?.keep(history) }
    guard chosen.settings != Settings() else { return }
    do throws(TextFile.Fault) {
      try Settings.keep(chosen.settings)
    } catch {
      // The choice is lost when the reader is closed.
      let phrase = Phrase.choiceNotKept(Names.shown(error.path), error.reason)
      mailbox.post(.told(Message(phrase, isFault: true)))
    }
  }
}
