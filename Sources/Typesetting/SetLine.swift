import Cells
import Stories

/// A line of a story as it stands on the screen.
package struct SetLine: Equatable, Sendable {
  /// What is read, without the indent and without blanks at its end; it has passed the gate.
  package var text: String
  /// Columns before the text.
  package var indent: Int
  /// What it is to the reader.
  package var role: Role
  /// What stands at the end of the indent, blank included: `│ ` beside quotes, `• ` or `3. ` before items.
  package var lead: String
  /// The index in `SetStory.passages`; a blank line belongs to the passage above it.
  package var block: Int
  /// Its extent in its passage's text, in Unicode scalars.
  package var range: Range<Int>
  /// Whether it ends amid a word, so that a hyphen is shown behind its text.
  package var isHyphenated = false
  /// Columns added to each of its gaps, in their order; empty where none is widened.
  package var extras: [UInt8] = []

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

  /// What stands on the screen behind the indent: the text with its extra columns and its hyphen.
  package var shown: String {
    guard !extras.isEmpty || isHyphenated else { return text }
    var shown = ""
    var gap = 0
    forEachScalar { value, isGap in
      shown.unicodeScalars.append(value)
      guard isGap, gap < extras.count else { return true }
      for _ in 0..<extras[gap] { shown.unicodeScalars.append(" ") }
      gap += 1
      return true
    }
    return isHyphenated ? shown + "-" : shown
  }

  /// The columns, counted from the left edge of the story, of a part of its passage; where it has none of it,
  /// an empty range.
  package func columns(of part: Range<Int>) -> Range<Int> {
    var (column, scalar, gap) = (indent, range.lowerBound, 0)
    var start = column
    forEachScalar { value, isGap in
      if scalar == part.lowerBound { start = column }
      if scalar >= part.upperBound { return false }
      column += Gated.width(value.value)
      if isGap, gap < extras.count {
        column += Int(extras[gap])
        gap += 1
      }
      scalar += 1
      return true
    }
    if isHyphenated, part.upperBound > range.upperBound { column += 1 }
    return start..<max(start, column)
  }

  /// The columns of its gaps that were widened, from the left edge of the story.
  package var wideGaps: [Range<Int>] {
    var (column, gap, wide) = (indent, 0, [Range<Int>]())
    forEachScalar { value, isGap in
      let start = column
      column += Gated.width(value.value)
      guard isGap, gap < extras.count else { return true }
      column += Int(extras[gap])
      if extras[gap] > 0 { wide.append(start..<column) }
      gap += 1
      return true
    }
    return wide
  }

  /// How many gaps it has.
  var gaps: Int {
    var count = 0
    forEachScalar { _, isGap in
      if isGap { count += 1 }
      return true
    }
    return count
  }

  /// Each scalar of the text, and whether it is a blank that may be widened, until the body says false.
  private func forEachScalar(_ body: (Unicode.Scalar, Bool) -> Bool) {
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      let value = scalars[index]
      let isGap = value == " " && (next == scalars.endIndex || Gated.width(scalars[next].value) > 0)
      if !body(value, isGap) { return }
      index = next
    }
  }
}

/// A part of a set passage that is more than text.
package struct SetSpan: Equatable, Sendable {
  /// What it is.
  package var kind: Span.Kind
  /// In Unicode scalars of the passage's text as it is set.
  package var range: Range<Int>
}
