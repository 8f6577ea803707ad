import Cells
import Stories
import Typesetting

/// The parts of a story that can be removed: its standfirst and its blocks, not title and byline.
extension Reading {
  struct Piece: Equatable {
    /// The text as it is stored.
    var text: String
    /// Its lines in the document.
    var lines: Range<Int>
  }

  var pieces: [Piece] {
    let story = stored.story
    let texts = [story.standfirst].compactMap(\.self) + story.blocks.map(\.text)
    var pieces: [Piece] = []
    let lines = document.set.lines
    for (passage, origin) in document.set.origins.enumerated() {
      let own = lines.lines(of: passage)
      guard texts.indices.contains(origin - 2), let first = own.first else { continue }
      // Blank lines belong to the passage above them.
      let last = own.last { !lines.isBlank($0) } ?? first
      pieces.append(Piece(text: texts[origin - 2], lines: first..<last + 1))
    }
    return pieces
  }

  /// The rows of each removed line among `plainRows`.
  var removedRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (row, item) in plainItems.enumerated() {
      guard let item else { continue }
      if item == ranges.count {
        ranges.append(row..<row + 1)
      } else if let last = ranges.last {
        ranges[ranges.count - 1] = last.lowerBound..<row + 1
      }
    }
    return ranges
  }

  /// The lines of the document that are highlighted: the chosen part, or the one that was just restored.
  var markedLines: Range<Int>? {
    guard let index = chosen ?? fresh else { return nil }
    let pieces = pieces
    return pieces.indices.contains(index) ? pieces[index].lines : nil
  }
}
