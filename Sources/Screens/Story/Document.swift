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

  /// Columns side by side, and the rows of a page.
  struct Shape: Equatable, Sendable {
    var count: Int
    var rows: Int
  }

  /// The laid-out text, as far as it has been read and a good deal further.
  package var set: SetStory
  /// The related stories after the text.
  private var related: [Line]
  /// Columns of the text column.
  package var columns: Int
  /// How the text is set.
  let manner: Manner
  /// How many columns stand side by side, and how many rows they have with what stands above them.
  let shape: Shape
  /// The pages of a text in columns; empty where it is one column.
  private(set) var pages: [ColumnPage] = []
  /// Whether the related stories follow the text; not where the panel beside it has them.
  var hasRelated: Bool

  /// How many lines are laid out at first, so that most stories are complete from the beginning.
  private static let leastLines = 2000

  init(_ stored: StoredStory, layout: StoryLayout, _ style: ReadingStyle, _ language: Language) {
    (columns, hasRelated) = (layout.columns, !layout.isSide)
    manner = style.manner(of: stored.story.language, columns: layout.count)
    shape = Shape(count: layout.count, rows: layout.rows)
    set = SetStory(
      story: stored.story, byline: byline(stored, language), measure: columns, manner: manner,
      lines: Self.leastLines)
    related = []
    relate(stored, language)
  }

  /// An empty document.
  init() {
    (columns, manner, hasRelated) = (1, Manner(), false)
    shape = Shape(count: 1, rows: 0)
    set = SetStory(passages: [], measure: 1)
    related = []
  }

  /// Updates the related stories; the text stays as it is laid out.
  mutating func relate(_ stored: StoredStory, _ language: Language) {
    related = []
    defer { paginate() }
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

  /// Divides the lines so far into pages, where they stand in columns.
  mutating func paginate() {
    pages = shape.count > 1 ? ColumnPages(document: self, count: shape.count, rows: shape.rows).all() : []
  }

  /// The page that a line stands on; the last one where it stands behind it.
  func page(of line: Int) -> ColumnPage? {
    pages.first { $0.lines.contains(line) } ?? pages.last
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
