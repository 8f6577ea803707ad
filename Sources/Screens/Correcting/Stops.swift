/// A cursor over items of one or more rows each, and the window that follows it.
struct Stops {
  /// The rows of each piece, in order.
  let ranges: [Range<Int>]
  /// Rows of the window.
  let height: Int

  /// Cursor and window after a move by rows: one row moves by one item, more rows by as many items as fit. An
  /// item taller than the window is scrolled through before the cursor leaves it.
  func moved(_ selected: Int, top: Int, by rows: Int) -> (selected: Int, top: Int) {
    guard ranges.indices.contains(selected), height > 0 else { return (max(0, selected), top) }
    let here = ranges[selected]
    if rows == 1, here.upperBound > top + height { return (selected, top + 1) }
    if rows == -1, here.lowerBound < top, here.upperBound > top { return (selected, top - 1) }
    var next = selected + rows.signum()
    if rows > 1 {
      next = max(next, ranges.lastIndex { $0.lowerBound <= here.lowerBound + rows } ?? next)
    } else if rows < -1 {
      next = min(next, ranges.firstIndex { $0.lowerBound >= here.lowerBound + rows } ?? next)
    }
    next = max(0, min(next, ranges.count - 1))
    return (next, shown(next, top: top))
  }

  /// The window, moved as little as possible, so that an item is on it, its beginning rather than its end.
  func shown(_ selected: Int, top: Int) -> Int {
    guard ranges.indices.contains(selected) else { return top }
    let range = ranges[selected]
    var top = top
    if range.upperBound > top + height { top = range.upperBound - height }
    if range.lowerBound < top { top = range.lowerBound }
    return max(0, top)
  }

  /// The first item that begins in the window, else the one that fills it, else the next one below.
  func first(at top: Int) -> Int? {
    ranges.firstIndex { $0.lowerBound >= top && $0.lowerBound < top + height }
      ?? ranges.lastIndex { $0.lowerBound < top && $0.upperBound > top } ?? ranges.firstIndex {
        $0.lowerBound >= top
      }
      ?? ranges.indices.last
  }
}
