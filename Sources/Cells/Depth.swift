/// How many colours a terminal shows.
package enum Depth: Equatable, Hashable, Sendable, CaseIterable {
  case truecolor
  /// xterm's table: 16 of the user's, a cube of 216, 24 greys.
  case colours256
  case colours16
  case colours8
  /// Attributes alone: a terminal without colours, or `NO_COLOR`.
  case monochrome
}

extension Colour {
  /// The colour of that depth which looks most like it, by distance in Oklab; the user's own 16 stay theirs.
  package func nearest(in depth: Depth) -> Colour {
    nearest(in: depth) { _ in true }
  }

  /// WCAG 2.2's contrast, from 1 to 21; nil where the terminal's own colour is not known.
  package func contrast(with other: Colour) -> Double? {
    Tint(self).flatMap { mine in Tint(other).map(mine.contrast) }
  }

  /// The nearest among the colours of that depth that will do; this one's nearest where none will.
  func nearest(in depth: Depth, where fits: (Tint) -> Bool) -> Colour {
    guard depth != .monochrome, let tint = Tint(self) else { return .terminal }
    if let own = Tint.own(self, in: depth), Tint(own).map(fits) ?? true { return own }
    var best: (colour: Colour, distance: Double)?
    for candidate in Tint.table(of: depth) {
      let distance = tint.distance(to: candidate.tint, in: depth)
      if distance < best?.distance ?? .infinity, fits(candidate.tint) { best = (candidate.colour, distance) }
    }
    return best?.colour ?? Tint.own(self, in: depth) ?? nearest(in: depth)
  }
}

extension Style {
  /// The style in the terminal's own colours, as readable as it was meant to be.
  ///
  /// Foreground and background may fall together when each is rounded for itself; the foreground then gives
  /// way to the nearest colour that keeps a contrast of 7 where there was one, of 4.5 where there was one,
  /// else most of what there was. A rule that had to become much louder is dimmed.
  package func reduced(to depth: Depth) -> Style {
    var style = self
    style.background = background.nearest(in: depth)
    guard let meant = foreground.contrast(with: background) else {
      style.foreground = foreground.nearest(in: depth)
      return style
    }
    let least = meant >= 7 ? 7 : meant >= 4.5 ? 4.5 : meant * 0.75
    let ground = style.background
    let tint = Tint(ground)
    style.foreground = foreground.nearest(in: depth) { tint?.contrast(with: $0) ?? 21 >= least }
    if style.foreground.contrast(with: ground) ?? 21 < least {
      let (black, white) = (Colour.ansi(0), Colour.ansi(depth == .colours8 ? 7 : 15))
      style.foreground = black.contrast(with: ground) ?? 0 > white.contrast(with: ground) ?? 0 ? black : white
    }
    if meant < 3, style.foreground.contrast(with: ground) ?? 0 > meant * 2 { style.attributes.insert(.dim) }
    return style
  }
}

extension Palette {
  /// The look of an ink on a terminal of that depth; a mark whose colour was lost shows by an attribute.
  package func style(of ink: Ink, in depth: Depth) -> Style {
    var style = self.style(of: ink).reduced(to: depth)
    guard depth != .truecolor, !ink.marks.isEmpty else { return style }
    let plain = self.style(of: Ink(ink.role)).reduced(to: depth)
    let isFlat = style.background == plain.background && !style.attributes.contains(.reverse)
    if isFlat, !ink.marks.isDisjoint(with: [.selected, .currentMatch]) { style.attributes.insert(.reverse) }
    if isFlat, ink.marks.contains(.match) { style.attributes.insert(.underline) }
    return style
  }
}
