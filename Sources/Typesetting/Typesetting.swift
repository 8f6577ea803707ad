/// Stories set in lines: typographic repair, line breaking by UAX #14, and finding words in what was set.
///
/// A ``SetStory`` has ``SetLine``s, set in a ``Manner``: ragged or justified, with words broken by a
/// ``Hyphenation`` and ``SetSpan``s where links and words set apart stand.
import Cells
import Stories
import Text

/// Typographic repair, for the screen only, never for the stored text.
package enum Typography {
  /// The text as a compositor of its language would set it; on repaired text it changes nothing more.
  ///
  /// Runs of blanks become one. `language` is a BCP 47 tag; without one, quotes and spaces stay as they are.
  package static func repaired(_ text: String, language: String?) -> String {
    Repair.repaired(text, language: language)
  }
}

/// A piece to be set: its text, and what it is to the reader.
package struct Passage: Equatable, Sendable {
  /// What a piece is.
  package enum Kind: Equatable, Sendable {
    case title, byline, standfirst
    case block(Block.Kind, level: Int, ordered: Bool)
    /// Plain running text in a role of the caller's choice.
    case note(Role)
  }

  /// As it came, before it is repaired and gated.
  package var text: String
  /// What it is.
  package var kind: Kind
  /// BCP 47; nil leaves quotes and spaces as they are.
  package var language: String?
  /// Links and words set apart in running text, in bytes of it.
  package var spans: [Span]

  package init(_ kind: Kind, _ text: String, language: String? = nil, spans: [Span] = []) {
    self.kind = kind
    self.text = text
    self.language = language
    self.spans = spans
  }
}

/// A story set at a measure, all of it or as far as somebody has read.
package struct SetStory: Equatable, Sendable {
  /// How many matches are kept; nobody steps through more.
  package static let mostMatches = 100_000

  private var composer: Composer

  /// The lines that are set so far.
  package var lines: SetLines { composer.lines }
  /// The passages' texts, repaired and gated; rows of tables and preformatted texts end in line feeds.
  package var passages: [String] { composer.lines.texts }
  /// Which of the passages that were given each of them is: 0 is the title, 1 the byline.
  package var origins: [Int] { composer.origins }
  /// Whether every line is set.
  package var isComplete: Bool { composer.isComplete }

  /// Where words were found.
  package struct Match: Equatable, Sendable {
    /// The part of a match that stands on one line.
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
  }

  /// Title, byline (one line that the caller has worded; empty for none), standfirst, blocks; at least so
  /// many lines of it.
  package init(
    story: Story, byline: String, measure: Int, manner: Manner = Manner(), lines: Int = .max
  ) {
    composer = Composer(.story(story, byline: byline), measure: measure, manner)
    composer.set(upTo: lines)
  }

  /// Passages one below the other; those without text are left out.
  package init(passages: [Passage], measure: Int, manner: Manner = Manner()) {
    composer = Composer(.passages(passages), measure: measure, manner)
    composer.set(upTo: .max)
  }

  /// Sets further lines until there are at least this many, or all.
  package mutating func set(upTo lines: Int) {
    composer.set(upTo: lines)
  }

  /// Sets further lines until a position is set: the index in `passages` and the Unicode scalar in it.
  package mutating func set(upToPassage passage: Int, scalar: Int) {
    while !isComplete, lines.last.map({ ($0.block, $0.range.upperBound) <= (passage, scalar) }) ?? true {
      composer.set(upTo: lines.count + 500)
    }
  }

  /// Sets further lines until this share of the text is set, from 0 to 1.
  package mutating func set(upToShare share: Double) {
    while !isComplete, composer.share < share { composer.set(upTo: lines.count + 500) }
  }

  /// How many lines there will be, by those that are set.
  package var expectedLines: Int {
    if isComplete { return lines.count }
    return max(lines.count + 1, Int(Double(lines.count) / max(0.000_001, composer.share)))
  }

  /// Every place in what is set where a search finds what it looks for, in reading order, each within whole
  /// words; at most `mostMatches`.
  package func matches(of finder: WordFinder) -> [Match] {
    guard !finder.isEmpty else { return [] }
    return Matching(finder: finder, most: Self.mostMatches).matches(in: passages) { composer.about($0) }
  }

  /// The line that a match begins on.
  package func line(of match: Match) -> Int {
    lines.first(behind: match.range.lowerBound, in: match.passage)
  }

  /// A match on the screen, a segment for each line that it touches.
  package func segments(of match: Match) -> [Match.Segment] {
    Matching.segments(of: match, in: lines)
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
    Wrapping.lines(text, measure: max(1, measure), most: max(0, most))
  }
}
