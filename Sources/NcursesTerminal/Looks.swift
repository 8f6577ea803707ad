import CNcurses
import Cells

/// Inks as curses knows them: the palette applied, colours brought down to what the terminal has.
struct Looks {
  private var palette: Palette
  private let depth: Depth
  // A screen has a dozen inks: searching a short list is quicker than hashing role names.
  private var known: [(ink: Ink, look: Int32)] = []

  init(palette: Palette, depth: Depth) {
    self.palette = palette
    self.depth = depth
    adopt(palette)
  }

  mutating func adopt(_ palette: Palette) {
    self.palette = palette
    known.removeAll(keepingCapacity: true)
    kq_looks_forget()
    _ = number(of: Ink(.text))
  }

  mutating func number(of ink: Ink) -> Int32 {
    for entry in known where entry.ink == ink { return entry.look }
    let style = palette.style(of: ink, in: depth)
    let look = kq_look(
      UInt32(style.attributes.rawValue), Self.value(of: style.foreground), Self.value(of: style.background))
    known.append((ink, look))
    return look
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
