import Cells
import Stories
import Wording

/// The list's rows on the screen: headlines, with a line for the day above each day.
enum HeadlineRows {
  enum Line: Equatable {
    case day(String)
    case headline(Int)
    /// What stands below a headline where rows have two lines.
    case detail(Int)
  }

  /// The lines on the screen from the list's top on, at most `height`.
  ///
  /// The first line names the day of the first row, even if that is not the first of its day.
  static func lines(of list: HeadlineList, height: Int, language: Language) -> [Line] {
    var lines: [Line] = []
    var section: DateSection?
    var index = list.top
    let named = hasDays(list, height: height)
    while lines.count < height, list.rows.indices.contains(index) {
      let next = Self.section(of: list, at: index, after: section)
      if named && next != section {
        if lines.count + 1 == height && index > list.top { break }
        lines.append(.day(next.name(language)))
        section = next
      }
      if lines.count < height { lines.append(.headline(index)) }
      if list.rowHeight > 1, lines.count < height { lines.append(.detail(index)) }
      index += 1
    }
    return lines
  }

  /// The first row to show so that the selected one is on the screen, moved as little as possible, and never
  /// so far that the screen has empty lines while there are rows above.
  static func top(of list: HeadlineList, height: Int) -> Int {
    guard height > 0, !list.rows.isEmpty else { return 0 }
    if list.selected <= list.top { return filled(list, from: max(0, list.selected), height: height) }
    let top = min(list.top, list.rows.count - 1)
    return filled(
      list, from: self.top(of: list, showing: list.selected, from: top, height: height), height: height)
  }

  /// The top, or a lower row number where rows at the foot of the screen would stay empty.
  static func filled(_ list: HeadlineList, from top: Int, height: Int) -> Int {
    if (list.rows.count - top) * list.rowHeight >= height { return top }
    return min(top, self.top(of: list, showing: list.rows.count - 1, from: 0, height: height))
  }

  /// The first top, not above `top`, from which a row is on the screen.
  static func top(of list: HeadlineList, showing row: Int, from top: Int, height: Int) -> Int {
    var top = max(0, top, row - height / list.rowHeight + 1)
    while top < row && !shows(list, row, from: top, height: height) { top += 1 }
    return min(top, row)
  }

  private static func shows(_ list: HeadlineList, _ row: Int, from top: Int, height: Int) -> Bool {
    var used = 0
    var section: DateSection?
    let named = hasDays(list, height: height)
    for index in top...row {
      let next = Self.section(of: list, at: index, after: section)
      if named && next != section {
        used += 1
        section = next
      }
      used += list.rowHeight
    }
    return used <= height
  }

  /// A copy stands with its headline, whatever its day.
  private static func section(of list: HeadlineList, at index: Int, after section: DateSection?)
    -> DateSection
  {
    if let section, list.below.contains(list.rows[index].id) { return section }
    return DateSection(list.rows[index], by: list.unit)
  }

  private static func hasDays(_ list: HeadlineList, height: Int) -> Bool {
    (list.query.sort == .newest || list.query.sort == .oldest) && height >= 3
  }
}
