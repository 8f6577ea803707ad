/// Where frames go and keys come from.
package protocol Terminal: AnyObject {
  var size: Size { get }

  /// Takes over how roles look; the next frame shows it.
  func adopt(_ palette: Palette)

  /// Puts a frame on the screen, sending only what changed.
  func show(_ frame: Frame)

  /// The next key; nil when `mailbox` (a descriptor, -1 for none) became readable or the time in
  /// milliseconds ran out.
  func nextKey(mailbox: Int32, timeout: Int?) -> Key?

  /// Draws everything anew with the next frame, whatever stands on the screen.
  func redraw()

  /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
  func suspend()

  /// Hands a text to the clipboard, as far as the terminal knows how.
  func copy(_ text: String)

  /// Whether the terminal's background is light, as it said last; nil where it did not.
  var isLight: Bool? { get }

  /// Waits at most so long for what the terminal was asked when it was taken.
  func awaitAnswer(milliseconds: Int)

  /// Gives the terminal back as it was found.
  func close()
}

/// A terminal without a screen: keeps the frames and plays keys from a list.
package final class MemoryTerminal: Terminal {
  /// As the last resize made it.
  package private(set) var size: Size
  /// All frames that were shown, the oldest first.
  package private(set) var frames: [Frame] = []
  /// The one that was adopted last.
  package private(set) var palette = Palette.monochrome
  /// Whether it was closed.
  package private(set) var isClosed = false
  private var keys: ArraySlice<Key>

  package init(size: Size, keys: [Key] = []) {
    self.size = size
    self.keys = keys[...]
  }

  /// Remembers the palette.
  package func adopt(_ palette: Palette) {
    self.palette = palette
  }

  /// Remembers the frame.
  package func show(_ frame: Frame) {
    frames.append(frame)
  }

  /// The next of the list, typed one after the other: none is waiting already. The terminal hangs up after
  /// the last.
  package func nextKey(mailbox: Int32, timeout: Int?) -> Key? {
    if timeout == 0 { return nil }
    guard let key = keys.popFirst() else { return .hangUp }
    if case .resize(let size) = key { self.size = size }
    return key
  }

  /// What was handed to the clipboard.
  package private(set) var copied: [String] = []

  /// Nothing can have spoilt it.
  package func redraw() {}
  /// There is no shell to go back to.
  package func suspend() {}

  /// Remembers what was copied.
  package func copy(_ text: String) {
    copied.append(text)
  }

  /// It has no background.
  package var isLight: Bool? { nil }
  /// It is asked nothing.
  package func awaitAnswer(milliseconds: Int) {}

  /// Remembers that it was closed.
  package func close() {
    isClosed = true
  }
}
