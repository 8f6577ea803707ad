import Dispatch
import Screens
import Synchronization
import Wording

/// Keeps what is chosen in the reader, beside the reading: a disk may take its time, and no key is to wait.
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

  /// The newest of each: what was chosen and left again at once is not written.
  private func write() {
    let chosen = waiting.withLock { waiting in
      defer { waiting = Waiting() }
      return waiting
    }
    guard chosen.theme != nil || chosen.measure != nil else { return }
    do throws(TextFile.Fault) {
      try Settings.keep(theme: chosen.theme, measure: chosen.measure)
    } catch {
      // The choice holds until the reader is closed.
      let phrase = Phrase.choiceNotKept(Names.shown(error.path), error.reason)
      mailbox.post(.told(Message(phrase, isFault: true)))
    }
  }
}
