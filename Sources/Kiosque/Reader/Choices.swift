import Dispatch
import Locking
import Screens
import Wording

/// Stores choices made in the reader in the background, so that no key waits for a slow disk.
final class Choices: Sendable {
  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "kiosque.choices", qos: .utility)
  private let waiting = Mutex(Settings())

  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  func keep(_ choice: (inout Settings) -> Void) {
    waiting.withLock { choice(&$0) }
    queue.async { self.write() }
  }

  /// Waits until all is written.
  func finish() {
    queue.sync {}
  }

  /// Only the newest choice of each kind is written.
  private func write() {
    let chosen = waiting.withLock { waiting in
      defer { waiting = Settings() }
      return waiting
    }
    guard chosen != Settings() else { return }
    do throws(TextFile.Fault) {
      try Settings.keep(chosen)
    } catch {
      // The choice is lost when the reader is closed.
      let phrase = Phrase.choiceNotKept(Names.shown(error.path), error.reason)
      mailbox.post(.told(Message(phrase, isFault: true)))
    }
  }
}
