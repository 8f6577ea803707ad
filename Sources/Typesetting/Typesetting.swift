/// Stories set in lines: typographic repair, line breaking by UAX #14, and finding words in what was set.
import Cells
import Stories

/// Typographic repair, for the screen only, never for the stored text.
package enum Typography {
  /// The text as a compositor of its language would set it; on repaired text it changes nothing more.
  ///
  /// Runs of blanks become one. `language` is a BCP 47 tag; without one, quotes and spaces stay as they are.
  package static func repaired(_ text: String, language: String?) -> String {
    Repair.repaired(text, language: language)
  }
}

/// A line of a story as it stands on the screen.
package struct SetLine: Equatable, Sendable {
  /// What is read, without the indent and without blanks at its end; it has passed the gate.
  package var text: String
  /// Columns before the text.
  package var indent: Int
  package var role: Role
  /// What stands at the end of the indent, blank included: `│ ` beside quotes, `• ` or `3. ` before items.
  package var lead: String
  /// The index in `SetStory.passages`; a blank line belongs to the passage above it.
  package var block: Int
  /// Its extent in its passage's text, in Unicode scalars.
  package var range: Range<Int>

  package init(text: String, indent: Int, role: Role, lead: String, block: Int, range: Range<Int>) {
    self.text = text
    self.indent = indent
    self.role = role
    self.lead = lead
    self.block = block
    self.range = range
  }

  /// How the lead is drawn: a quote's bar like the quote, anything else as a bullet.
  package var leadRole: Role { role == .quote ? .quote : .bullet }
}

/// A piece to be set: its text, and what it is to the reader.
package struct Passage: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    case title, byline, standfirst
    case block(Block.Kind, level: Int, ordered: Bool)
    /// Plain running text in a role of the caller's choice.
    case note(Role)
  }

  package var text: String
  package var kind: Kind
  /// BCP 47; nil leaves quotes and spaces as they are.
  package var language: String?

  package init(_ kind: Kind, _ text: String, language: String? = nil) {
    self.kind = kind
    self.text = text
    self.language = language
  }
}

/// A story set at a measure.
package struct SetStory: Equatable, Sendable {
  package private(set) var lines: [SetLine]
  /// The passages' texts, repaired and gated; rows of tables and preformatted texts end in line feeds.
  package private(set) var passages: [String]
  /// Which of the passages that were given each of them is: 0 is the title, 1 the byline.
  package private(set) var origins: [Int]

  /// Where words were found.
  package struct Match: Equatable, Sendable {
    package struct Segment: Equatable, Sendable {
      /// The index in `SetStory.lines`.
      package var line: Int
      /// Columns from the story's left edge, the indent included.
      package var columns: Range<Int>

      package init(line: Int, columns: Range<Int>) {
        self.line = line
        self.columns = columns
      }
    }

    /// The index in `SetStory.passages`.
    package var passage: Int
    /// The extent in the passage's text, in Unicode scalars.
    package var range: Range<Int>
    /// The same on the screen, a segment for each line that it touches.
    package var segments: [Segment]
  }

  /// Title, byline (one line that the caller has worded; empty for none), standfirst, blocks.
  package init(story: Story, byline: String, measure: Int) {
    self.init(passages: Composer.passages(of: story, byline: byline), measure: measure)
  }

  /// Passages one below the other; those without text are left out.
  package init(passages: [Passage], measure: Int) {
    var composer = Composer(measure: measure)
    composer.set(passages)
    lines = composer.lines
    self.passages = composer.texts
    origins = composer.origins
  }

  /// Every place where the words stand, in reading order; across line ends, not across passages.
  ///
  /// Blind to case, accents, the shape of quotes, apostrophes, dashes and spaces, and to œ for oe.
  package func matches(of words: String) -> [Match] {
    Finder(words).matches(in: self)
  }
}

/// Plain breaking for other panes: headlines on two lines, help texts.
package enum LineBreaking {
  /// The text in lines of at most so many columns, by UAX #14; line feeds are kept, no text gives no line.
  package static func lines(_ text: String, measure: Int) -> [String] {
    lines(text, measure: measure, most: .max)
  }

  /// At most so many lines; the last one ends in `…` where text is missing.
  package static func lines(_ text: String, measure: Int, most: Int) -> [String] {
    Fold.lines(text, measure: max(1, measure), most: max(0, most))
  }
}
