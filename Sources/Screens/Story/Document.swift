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

  /// The text as it is set.
  package var set: SetStory
  var lines: [Line]
  /// Columns of the text column.
  package var columns: Int
  /// Whether the related stories follow the text; not where the panel beside it has them.
  var hasRelated: Bool

  init(_ stored: StoredStory, layout: StoryLayout, _ language: Language) {
    self.init(stored, columns: layout.columns, hasRelated: !layout.isSide, language)
  }

  init(_ stored: StoredStory, columns: Int, hasRelated: Bool, _ language: Language) {
    self.columns = columns
    self.hasRelated = hasRelated
    set = SetStory(story: stored.story, byline: byline(stored, language), measure: columns)
    lines = set.lines.indices.map(Line.set)
    guard hasRelated else { return }
    var section: Phrase?
    for (index, item) in RelatedItem.items(of: stored).enumerated() {
      if item.section != section {
        section = item.section
        lines += [.blank, .blank, .section(item.section), .blank]
      }
      let rows = RelatedLines.full(item, columns: columns, language).rows.count
      lines += (0..<rows).map { .item(index, row: $0) }
    }
    if section != nil { lines.append(.blank) }
  }
}
