import Dispatch
import Screens
import Synchronization
import Wording

/// Stores the chosen theme and measure in the background, so that no key waits for a slow disk.
final class Choices: Sendable {
  private struct Waiting {
    var theme: String?
    var measure: Int?
  }

  private let mailbox: Mailbox
  private let queue = DispatchQueue(label: "kiosque.choices", qos: .utility)
  private let waiting = Mutex(Waiting())

  init(mailbox: Mailbox) {
    self.mailbox = mailbox
  }

  func keep(theme: String) {
    waiting.withLock { $0.theme = theme }
    queue.async { self.write() }
  }

  func keep(measure: Int) {
    waiting.withLock { $0.measure = measure }
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
    guard chosen.theme != nil || chosen.measure != nil else { return }
    do throws(TextFile.Fault) {
      try Settings.keep(theme: chosen.theme, measure: chosen.measure)
    } catch {
      // The choice is lost when the reader is closed.
      let phrase = Phrase.choiceNotKept(Names.shown(error.path), error.reason)
      mailbox.post(.told(Message(phrase, isFault: true)))
    }
  }
}
