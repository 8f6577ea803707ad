/// A colour as a theme names it.
package enum Colour: Equatable, Hashable, Sendable {
  /// Whatever the terminal is set to.
  case terminal
  /// A colour of xterm's table by its index; the user's own terminal settings paint the first 16.
  case ansi(UInt8)
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How a role looks: colours and attributes.
package struct Style: Equatable, Hashable, Sendable {
  /// What a terminal does to letters beside their colour.
  package struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits of the attributes.
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// SGR 1 (ECMA-48, section 8.3.117).
    package static let bold = Attributes(rawValue: 1)
    /// SGR 2.
    package static let dim = Attributes(rawValue: 2)
    /// SGR 3.
    package static let italic = Attributes(rawValue: 4)
    /// SGR 4.
    package static let underline = Attributes(rawValue: 8)
    /// SGR 7.
    package static let reverse = Attributes(rawValue: 16)
  }

  /// Of the letters.
  package var foreground: Colour
  /// Behind the letters.
  package var background: Colour
  /// Beside the colours.
  package var attributes: Attributes

  package init(
    foreground: Colour = .terminal, background: Colour = .terminal, attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// Every role's style, and what a mark lays over it.
package struct Palette: Equatable, Sendable {
  /// What a mark changes of a style.
  package struct Overlay: Equatable, Sendable {
    /// Nil where the letters keep theirs.
    package var foreground: Colour?
    /// Nil where it stays.
    package var background: Colour?
    /// Added to those of the style.
    package var attributes: Style.Attributes

    package init(foreground: Colour? = nil, background: Colour? = nil, attributes: Style.Attributes = []) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  /// What words set apart in a text look like, laid over the style of the text.
  package struct Spans: Equatable, Sendable {
    /// Stressed, and stressed more.
    package var emphasis, strong: Overlay
    /// Words of a machine.
    package var code: Overlay
    /// Links.
    package var link: Overlay

    package init(
      emphasis: Overlay = Overlay(attributes: .italic), strong: Overlay = Overlay(attributes: .bold),
      code: Overlay = Overlay(attributes: .dim), link: Overlay = Overlay(attributes: .underline)
    ) {
      (self.emphasis, self.strong, self.code, self.link) = (emphasis, strong, code, link)
    }
  }

  /// The name of the theme.
  package var name: String
  /// How each role looks.
  package var styles: [Role: Style]
  /// Over words that are set apart.
  package var spans: Spans
  /// Over the row of the cursor.
  package var selection: Overlay
  /// Over what was found.
  package var match: Overlay
  /// Over the match that the reader is at.
  package var currentMatch: Overlay

  package init(
    name: String, styles: [Role: Style], spans: Spans = Spans(), selection: Overlay, match: Overlay,
    currentMatch: Overlay
  ) {
    self.name = name
    self.styles = styles
    self.spans = spans
    self.selection = selection
    self.match = match
    self.currentMatch = currentMatch
  }

  /// The look of an ink: its role's style with the marks laid over it, those of the text first.
  package func style(of ink: Ink) -> Style {
    var style = styles[ink.role] ?? Style()
    for (mark, overlay) in [
      (Ink.Marks.emphasis, spans.emphasis), (.strong, spans.strong), (.code, spans.code),
      (.link, spans.link), (.selected, selection), (.match, match), (.currentMatch, currentMatch),
    ] where ink.marks.contains(mark) {
      style.foreground = overlay.foreground ?? style.foreground
      style.background = overlay.background ?? style.background
      style.attributes.formUnion(overlay.attributes)
    }
    return style
  }

  /// Attributes only, for a terminal without colours; exists whatever happens to the theme files.
  package static let monochrome: Palette = {
    var styles: [Role: Style] = [:]
    for role in [
      Role.masthead, .activeTab, .headline, .title, .heading, .helpHeading, .section, .starMark,
      .comeWords,
    ] {
      styles[role] = Style(attributes: .bold)
    }
    for role in [
      Role.rule, .readHeadline, .time, .source, .missing, .relatedNote, .progressRest, .caption,
      .goneWords,
    ] {
      styles[role] = Style(attributes: .dim)
    }
    styles[.standfirst] = Style(attributes: .italic)
    return Palette(
      name: "monochrome", styles: styles, selection: Overlay(attributes: .reverse),
      match: Overlay(attributes: .underline), currentMatch: Overlay(attributes: [.reverse, .bold]))
  }()
}
