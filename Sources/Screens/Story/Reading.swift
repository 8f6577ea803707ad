import Cells
import Stories
import Text
import Typesetting
import Wording

/// The story on the screen, and the reader's position in it.
package struct Reading: Equatable, Sendable {
  /// The ways to look at a story.
  package enum View: CaseIterable, Equatable, Sendable {
    case text, removed, raw, versions
  }

  /// The column of related stories beside the text.
  package struct Panel: Equatable, Sendable {
    /// Whether the keys go to it.
    package var isFocused = false
    /// An index in the related stories; 0 where there are none.
    package var selected = 0
    /// The first row of the panel on the screen.
    package var top = 0
    /// The number that was shown before it is followed: the same digit again follows it at once.
    package var offered: Int?
  }

  /// Words found in the story, and the match that `n` goes on from.
  package struct Find: Equatable, Sendable {
    /// The terms of a search; they are found again when the text is laid out again.
    package var terms: [SearchTerm]
    /// In reading order, never empty, at most `SetStory.mostMatches`.
    package var matches: [SetStory.Match]
    /// An index in `matches`.
    package var current: Int

    /// The first match that begins at a line or below it; the number of matches where none does.
    func first(from line: Int, in set: SetStory) -> Int {
      var (low, high) = (0, matches.count)
      while low < high {
        let middle = (low + high) / 2
        if set.line(of: matches[middle]) >= line { high = middle } else { low = middle + 1 }
      }
      return low
    }
  }

  /// As the archive has it; marks and links are refreshed while it is read.
  package var stored: StoredStory
  /// The text and the related stories as lines at the present measure.
  package var document: Document
  /// The first line of the document on the screen.
  package var top = 0
  /// Which of its views is on the screen.
  package var view = View.text
  /// Kept while there is no room for it.
  package var panel = Panel()
  /// Nil where nothing was looked for, or nothing found.
  package var find: Find?
  /// Whether the last search in it found nothing.
  var lacksWords = false
  /// The raw capture as text; nil until it was loaded.
  package var raw: String?
  /// Nil until they were loaded.
  package var versions: Versions?
  /// The rows of removed lines, raw capture or versions, laid out at the measure of the text.
  var plainRows: [[Segment]] = []
  /// For each of these rows the removed line that it belongs to.
  var plainItems: [Int?] = []
  /// The removed line under the cursor.
  var removedChosen = 0
  /// The part of the text that is chosen to be removed, and the one that was just restored.
  var chosen: Int?
  var fresh: Int?
  /// The passage that the reader scrolled to the top. It is kept where a larger window cannot show it at the
  /// top, so that it returns with a smaller one.
  var kept = Anchor(passage: 0, offset: 0, lines: 0)
  /// Whether its end was on the screen, and it was marked as read.
  package var isFinished = false

  var items: [RelatedItem] { RelatedItem.items(of: stored) }
}

/// A story that was read on the way to this one, and where it was left.
package struct Visit: Equatable, Sendable {
  /// The story that was read there.
  package var id: StoryID
  /// Its headline as it is stored, for the trail at the top.
  package var title: String
  /// Its language (BCP 47), for the typography of the headline.
  package var language: String?
  /// Where it was left.
  package var anchor: Anchor
}

/// A position in a story that stays the same at any measure.
package struct Anchor: Equatable, Sendable {
  /// The passage and the Unicode scalar in it that stand at the top.
  package var passage: Int
  /// That scalar, from 0.
  package var offset: Int
  /// Lines below that, where the top lies after the text.
  package var lines: Int
}

extension Reading {
  /// The present position at the top of the screen.
  var anchor: Anchor {
    let lines = document.set.lines
    guard !lines.isEmpty else { return Anchor(passage: 0, offset: 0, lines: 0) }
    let index = min(top, lines.count - 1)
    return Anchor(
      passage: lines.block(of: index), offset: lines.range(of: index).lowerBound, lines: max(0, top - index))
  }

  /// The present line of an anchor.
  func line(of anchor: Anchor) -> Int {
    (document.set.lines.last(upTo: anchor.offset, in: anchor.passage) ?? 0) + anchor.lines
  }

  /// The fraction of the text above the end of the screen, 0 to 1.
  func progress(height: Int) -> Double {
    let count = document.set.expectedLines
    guard count > 0 else { return 1 }
    return min(1, Double(shownLines(rows: height).upperBound) / Double(count))
  }
}
