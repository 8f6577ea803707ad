import Cells
import Stories
import Typesetting
import Wording

/// A story as a column of lines: its text, then the stories that it points to and that point to it.
package struct Document: Equatable, Sendable {
  enum Line: Equatable, Sendable {
    /// A line of the set text, by its index.
    case set(Int)
    case section(Phrase)
    /// A row of a related item: the item's index and the row within it.
    case item(Int, row: Int)
    case blank
  }

  /// The laid-out text, as far as it has been read and a good deal further.
  package var set: SetStory
  /// The related stories after the text.
  private var related: [Line]
  /// Columns of the text column.
  package var columns: Int
  /// Whether the related stories follow the text; not where the panel beside it has them.
  var hasRelated: Bool

  /// How many lines are laid out at first, so that most stories are complete from the beginning.
  private static let leastLines = 3000

  init(_ stored: StoredStory, layout: StoryLayout, _ language: Language) {
    (columns, hasRelated) = (layout.columns, !layout.isSide)
    set = SetStory(
      story: stored.story, byline: byline(stored, language), measure: columns, lines: Self.leastLines)
    related = []
    relate(stored, language)
  }

  /// An empty document.
  init() {
    (columns, hasRelated) = (1, false)
    set = SetStory(passages: [], measure: 1)
    related = []
  }

  /// Updates the related stories; the text stays as it is laid out.
  mutating func relate(_ stored: StoredStory, _ language: Language) {
    related = []
    guard hasRelated else { return }
    var section: Phrase?
    for (index, item) in RelatedItem.items(of: stored).enumerated() {
      if item.section != section {
        section = item.section
        related += [.blank, .blank, .section(item.section), .blank]
      }
      let rows = RelatedLines.full(item, columns: columns, language).rows.count
      related += (0..<rows).map { .item(index, row: $0) }
    }
    if section != nil { related.append(.blank) }
  }

  /// The number of lines so far; those of the text only until it is complete.
  var count: Int { self.set.lines.count + (self.set.isComplete ? related.count : 0) }

  /// The estimated final number of lines.
  var expectedCount: Int { self.set.expectedLines + related.count }

  /// One of the lines so far.
  func line(at index: Int) -> Line? {
    if set.lines.indices.contains(index) { return .set(index) }
    let rest = index - set.lines.count
    return set.isComplete && related.indices.contains(rest) ? related[rest] : nil
  }

  /// The lines of a screen, as many as there are.
  func lines(from top: Int, rows: Int) -> [Line] {
    (0..<max(0, rows)).compactMap { line(at: top + $0) }
  }
}
