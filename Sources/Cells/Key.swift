/// What the reader did: a key, the mouse, or the terminal's own news.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Control with a lower-case letter.
  case control(Character)
  /// Alt or Meta with a character.
  case alt(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, pageUp, pageDown, home, end
  case altLeft, altRight
  case function(Int)
  case click(Point)
  case wheel(Point, lines: Int)
  case resize(Size)
  /// Pasted text, whole, controls and all.
  case paste(String)
  case focus(Bool)
  /// The terminal said that its background is light or dark, or became so.
  case background(isLight: Bool)
  /// The terminal is gone.
  case hangUp
}
