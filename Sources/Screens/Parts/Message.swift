import Wording

/// A line that tells the reader something until the next key.
package struct Message: Equatable, Sendable {
  /// The text in every language; the one to show is chosen when it is drawn.
  package var text: Phrase
  /// Whether it is a fault, which is drawn as such and cancels what waits for an answer.
  package var isFault: Bool

  package init(_ text: Phrase, isFault: Bool = false) {
    self.text = text
    self.isFault = isFault
  }
}
