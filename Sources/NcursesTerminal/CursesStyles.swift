import CNcurses
import Cells

/// The styles that curses was told, by ink: the palette applied, colours reduced to those of the terminal.
struct CursesStyles {
  private var palette: Palette
  private let depth: Depth
  // A screen has a dozen inks: searching a short list is quicker than hashing role names.
  private var known: [(ink: Ink, number: Int32)] = []

  init(palette: Palette, depth: Depth) {
    self.palette = palette
    self.depth = depth
    adopt(palette)
  }

  mutating func adopt(_ palette: Palette) {
    self.palette = palette
    known.removeAll(keepingCapacity: true)
    kq_styles_forget()
    _ = number(of: Ink(.text))
  }

  /// The number by which the C side knows the style of an ink.
  mutating func number(of ink: Ink) -> Int32 {
    for entry in known where entry.ink == ink { return entry.number }
    let style = palette.style(of: ink, in: depth)
    let number = kq_style(
      UInt32(style.attributes.rawValue), Self.value(of: style.foreground), Self.value(of: style.background))
    known.append((ink, number))
    return number
  }

  /// The colour's number for curses, -1 for the terminal's own.
  private static func value(of colour: Colour) -> Int32 {
    switch colour {
    case .terminal: -1
    case .ansi(let index): Int32(index)
    case .rgb(let red, let green, let blue): kq_direct_colour(red, green, blue)
    }
  }
}
