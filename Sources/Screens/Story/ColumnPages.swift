import Cells
import Typesetting

/// A page of a story that is set in columns like a newspaper.
package struct ColumnPage: Equatable, Sendable {
  /// Lines over all columns: title, byline and standfirst on the first page; empty on the others.
  var head: Range<Int>
  /// The lines of each column, by their index in the document.
  var columns: [Range<Int>]

  /// From its first line to that of the next page.
  var lines: Range<Int>

  /// Rows between the head and the columns: a rule.
  static let rule = 1
}

/// Divides a document into pages of columns of equal height. A heading keeps two lines of what it heads, no
/// line of a paragraph stands alone at the end or the beginning of a column, and no column begins with a
/// blank one; the last page is as short as its text allows.
struct ColumnPages {
  let document: Document
  /// How many columns a page has, and how many rows.
  let count: Int
  let rows: Int

  private var end: Int { document.count }

  func all() -> [ColumnPage] {
    guard count > 0, rows > 0, end > 0 else { return [] }
    let head = headEnd()
    // A head that leaves the columns no room stands in them.
    let isApart = head > 0 && rows - head - ColumnPage.rule >= max(4, rows / 3)
    var pages: [ColumnPage] = []
    var next = isApart ? head : 0
    repeat {
      let top = pages.isEmpty && isApart ? 0..<trimmed(0..<head).upperBound : 0..<0
      let height = rows - (top.isEmpty ? 0 : top.count + ColumnPage.rule)
      let start = pages.isEmpty ? 0 : next
      let columns = filled(from: next, height: height)
      next = columns.last?.upperBound ?? end
      pages.append(ColumnPage(head: top, columns: columns.map(trimmed), lines: start..<next))
    } while skipped(next) < end
    if let last = pages.indices.last { pages[last].lines = pages[last].lines.lowerBound..<end }
    return pages
  }

  /// The columns of a page; lower ones where all that is left fits.
  private func filled(from start: Int, height: Int) -> [Range<Int>] {
    let full = columns(from: start, height: height)
    guard (full.last?.upperBound).map(skipped) ?? end >= end else { return full }
    var (low, high) = (1, height)
    while low < high {
      let middle = (low + high) / 2
      let reached = columns(from: start, height: middle).last?.upperBound ?? start
      if skipped(reached) >= end { high = middle } else { low = middle + 1 }
    }
    return columns(from: start, height: high)
  }

  private func columns(from start: Int, height: Int) -> [Range<Int>] {
    var columns: [Range<Int>] = []
    var next = start
    while columns.count < count {
      next = skipped(next)
      guard next < end else { break }
      let stop = broken(next..<min(end, next + height))
      columns.append(next..<stop)
      next = stop
    }
    return columns
  }

  /// Where a column really ends, so that nothing is torn apart.
  private func broken(_ range: Range<Int>) -> Int {
    var stop = range.upperBound
    guard stop < end else { return stop }
    let least = range.lowerBound + max(1, range.count / 2)
    while stop > least, !mayBreak(before: stop) { stop -= 1 }
    return stop > least ? stop : range.upperBound
  }

  /// Whether the line may begin a column.
  private func mayBreak(before line: Int) -> Bool {
    let lines = document.set.lines
    guard line > 0 else { return true }
    if case .item(_, let row)? = document.line(at: line), row > 0 { return false }
    if isBlank(line) || isBlank(line - 1) {
      // Nothing that ends in a heading may end a column.
      var above = line - 1
      while above > 0, isBlank(above) { above -= 1 }
      return !isHeading(above)
    }
    if isHeading(line - 1) { return false }
    guard lines.indices.contains(line) else { return true }
    let block = lines.block(of: line)
    guard lines.block(of: line - 1) == block else { return true }
    let isSecond = line < 2 || lines.block(of: line - 2) != block || isBlank(line - 2)
    let isLast = line + 1 >= lines.count || lines.block(of: line + 1) != block || isBlank(line + 1)
    return !isSecond && !isLast
  }

  private func headEnd() -> Int {
    let lines = document.set.lines
    let roles: [Role] = [.title, .byline, .standfirst]
    return lines.indices.first { !lines.isBlank($0) && !roles.contains(lines[$0].role) } ?? 0
  }

  private func isHeading(_ line: Int) -> Bool {
    switch document.line(at: line) {
    case .set(let index): !document.set.lines.isBlank(index) && document.set.lines[index].role == .heading
    case .section: true
    default: false
    }
  }

  private func isBlank(_ line: Int) -> Bool {
    switch document.line(at: line) {
    case .set(let index): document.set.lines.isBlank(index)
    case .blank: true
    default: false
    }
  }

  /// The first line from here on that is not blank.
  private func skipped(_ line: Int) -> Int {
    var line = line
    while line < end, isBlank(line) { line += 1 }
    return line
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, isBlank(end - 1) { end -= 1 }
    return range.lowerBound..<end
  }
}

extension Reading {
  /// The page at the top; nil where the text is one column.
  var page: ColumnPage? { document.page(of: top) }

  /// The lines of the document on a screen of so many rows.
  func shownLines(rows: Int) -> Range<Int> {
    page?.lines ?? top..<max(top, min(document.count, top + rows))
  }

  /// Where a line of the document stands, in columns and rows from the beginning of the text; nil where it is
  /// not on the screen.
  func place(of line: Int, rows: Int) -> (column: Int, row: Int)? {
    guard let page else { return shownLines(rows: rows).contains(line) ? (0, line - top) : nil }
    if page.head.contains(line) { return (0, line) }
    let first = page.head.isEmpty ? 0 : page.head.count + ColumnPage.rule
    for (number, column) in page.columns.enumerated() where column.contains(line) {
      return (number * (document.columns + StoryLayout.gutter), first + line - column.lowerBound)
    }
    return nil
  }

  /// The line of the document at a place, from the beginning of the text.
  func line(column: Int, row: Int, rows: Int) -> Int? {
    guard let page else { return row < rows ? top + row : nil }
    if page.head.contains(row) { return row }
    let first = page.head.isEmpty ? 0 : page.head.count + ColumnPage.rule
    let number = column / (document.columns + StoryLayout.gutter)
    guard row >= first, page.columns.indices.contains(number) else { return nil }
    let line = page.columns[number].lowerBound + row - first
    return page.columns[number].contains(line) ? line : nil
  }
}

/// Turns the pages of a story in columns; nil where it is one column.
func turn(_ state: inout State, by lines: Int) -> Bool {
  guard let reading = state.reading, reading.view == .text, let page = reading.page else { return false }
  let index = reading.document.pages.firstIndex(of: page) ?? 0
  let last = reading.document.pages.count - 1
  let next = abs(lines) > 1_000_000 ? (lines > 0 ? last : 0) : max(0, min(last, index + lines.signum()))
  state.reading?.top = reading.document.pages[next].lines.lowerBound
  return true
}

/// Sets the story in columns, or in one again.
func toggleColumns(_ state: inout State) -> [Effect] {
  guard state.style.isInColumns || state.size.columns >= StoryLayout.leastForColumns else {
    return tell(&state, .tooNarrowForColumns(StoryLayout.leastForColumns))
  }
  state.style.isInColumns.toggle()
  relayout(&state)
  return [.keepColumns(state.style.isInColumns)]
}
