import Cells
import Stories
import Text
import Typesetting
import Wording

/// Draws the headlines, and the story under the cursor beside them where there is room.
func drawHeadlines(_ state: State, _ frame: inout Frame) {
  let chrome = Chrome(state)
  drawMasthead(state, chrome, &frame)
  let divider = chrome.hasPreview ? chrome.listColumns : nil
  Rules.draw(chrome, divider: divider, isBright: state.list.focus == .preview, &frame)
  drawSnippet(state, chrome, &frame)
  let columns = chrome.listColumns
  guard !state.list.rows.isEmpty else {
    drawEmptyList(state, chrome, &frame)
    return
  }
  let lines = HeadlineRows.lines(of: state.list, height: chrome.content.rows, language: state.language)
  let sources = sourceColumns(state.list, columns: columns)
  for (number, line) in lines.enumerated() {
    let row = chrome.header + number
    switch line {
    case .day(let name): drawDay(name, row: row, columns: columns, &frame)
    case .headline(let index):
      HeadlineRow(state, index: index, sourceColumns: sources).draw(row: row, columns: columns, &frame)
    case .detail(let index):
      HeadlineRow(state, index: index, sourceColumns: sources)
        .drawDetail(row: row, columns: columns, &frame)
    }
  }
  if chrome.hasPreview { drawPreview(state, chrome, &frame) }
}

/// The width of the column of sources: that of the longest name in memory, limited so that titles have enough
/// room.
private func sourceColumns(_ list: HeadlineList, columns: Int) -> Int {
  guard columns >= 56 else { return 0 }
  let widest = Set(list.rows.compactMap(\.source)).map { Width.of($0) }.max() ?? 0
  return min(widest, columns >= 100 ? 18 : 12)
}

private func drawDay(_ name: String, row: Int, columns: Int, _ frame: inout Frame) {
  frame.fill(1..<max(1, columns - 1), row: row, with: "─", as: Ink(.rule))
  guard columns >= 12 else { return }
  let shown = Width.cut(name, to: columns - 6)
  frame.write(" " + shown + " ", at: Point(column: 2, row: row), as: .day)
}

private func drawEmptyList(_ state: State, _ chrome: Chrome, _ frame: inout Frame) {
  guard state.list.isLoaded else { return }
  let query = state.list.query
  let phrase: Phrase =
    !query.words.isEmpty
    ? .nothingFound(query.words)
    : query.starredOnly
      ? .nothingStarred : query.unreadOnly && state.counts.stories > 0 ? .nothingUnread : .emptyArchive
  let measure = min(60, chrome.listColumns - 4)
  let lines = LineBreaking.lines(phrase[state.language], measure: max(1, measure))
  let top = chrome.header + max(0, (chrome.content.rows - lines.count) / 3)
  frame.focus = Point(column: 2, row: top)
  for (number, line) in lines.enumerated() where top + number < chrome.size.rows - chrome.footer {
    frame.write(line, at: Point(column: 2, row: top + number), as: .text)
  }
}

/// One headline's row.
private struct HeadlineRow {
  let headline: Headline
  let isSelected: Bool
  let hasFocus: Bool
  /// Columns of the title where the search found something.
  let marks: [Range<Int>]
  /// Whether the row shows the whole date, because no line above shows any of it.
  let showsDays: Bool
  let unit: DateUnit
  /// What it shows of its date: the hour, the day, or all of it.
  let time: String
  let sourceColumns: Int
  let title: String
  let isBelow: Bool
  let copies: Int
  let isFirstOfTwo: Bool

  init(_ state: State, index: Int, sourceColumns: Int) {
    self.sourceColumns = sourceColumns
    headline = state.list.rows[index]
    title = state.list.titles[headline.id] ?? headline.title
    isBelow = state.list.below.contains(headline.id)
    copies = state.list.nearDuplicates(of: headline)
    isFirstOfTwo = state.list.rowHeight > 1
    isSelected = index == state.list.selected
    hasFocus = state.list.focus == .list
    marks = state.list.marks[headline.id] ?? []
    showsDays = state.list.query.sort == .title || state.list.query.sort == .relevance
    unit = state.list.unit
    let day = headline.date?.day
    time =
      showsDays
      ? day?.iso ?? ""
      : day.flatMap { [unit] in unit.shown($0, state.language) }
        ?? (unit == .day ? headline.date.flatMap(DateWords.clock) ?? "" : "")
  }

  func draw(row: Int, columns: Int, _ frame: inout Frame) {
    if isSelected { frame.write("▌", at: Point(column: 0, row: row), as: .cursorBar) }
    if !headline.isRead { frame.write("●", at: Point(column: 1, row: row), as: .unreadMark) }
    if headline.isStarred { frame.write("★", at: Point(column: 2, row: row), as: .starMark) }
    var column = columns >= 20 ? 4 : 3
    if isFirstOfTwo {
      if isBelow { column += frame.write("└ ", at: Point(column: column, row: row), as: .rule, limit: 2) }
      drawTitle(at: Point(column: column, row: row), columns: columns - 1 - column, &frame)
      return mark(at: column, row: row, columns: columns, &frame)
    }
    if columns >= 36 {
      let width = showsDays ? 10 : unit.columns
      frame.write(time, at: Point(column: column, row: row), as: .time)
      column += width + 1
    }
    if sourceColumns > 0 {
      let source = Width.cut(headline.source ?? "", to: sourceColumns)
      frame.write(source, at: Point(column: column, row: row), as: .source)
      column += sourceColumns + 1
    }
    let end = drawMarks(row: row, columns: columns, &frame)
    if isBelow { column += frame.write("└ ", at: Point(column: column, row: row), as: .rule, limit: 2) }
    drawTitle(at: Point(column: column, row: row), columns: end - column, &frame)
    mark(at: column, row: row, columns: columns, &frame)
  }

  /// The second line: when and where it was published, and what is to be known of it.
  func drawDetail(row: Int, columns: Int, _ frame: inout Frame) {
    var column = columns >= 20 ? 4 : 3
    let end = drawMarks(row: row, columns: columns, &frame)
    if isBelow { column += 2 }
    for (text, role) in [(time, Role.time), (headline.source ?? "", .source)] where !text.isEmpty {
      let shown = Width.cut(text, to: max(0, end - column - 1))
      column += frame.write(shown, at: Point(column: column, row: row), as: role) + 2
    }
    if isSelected && hasFocus { frame.mark(0..<columns, row: row, .selected) }
  }

  private func mark(at column: Int, row: Int, columns: Int, _ frame: inout Frame) {
    guard isSelected && hasFocus else { return }
    frame.mark(0..<columns, row: row, .selected)
    frame.focus = Point(column: column, row: row)
  }

  /// Draws what a row says at its right end, and returns the column before it.
  private func drawMarks(row: Int, columns: Int, _ frame: inout Frame) -> Int {
    var end = columns - 1
    let marks = [
      headline.isDoubtful ? "?" : "", headline.linked > 0 ? "↪\(headline.linked)" : "",
      copies > 0 ? "≡\(copies)" : "", tagMark(columns),
    ]
    for mark in marks where !mark.isEmpty && columns >= 24 {
      end -= Width.of(mark)
      frame.write(mark, at: Point(column: end, row: row), as: .linkMark)
      end -= 1
    }
    return end
  }

  /// `#port +1`: the first tag and how many more there are; only `#` where there is little room.
  private func tagMark(_ columns: Int) -> String {
    guard let first = headline.tags.first else { return "" }
    if columns < 56 { return "#" }
    let more = headline.tags.count > 1 ? " +\(headline.tags.count - 1)" : ""
    return "#" + Width.cut(Gate.line(first), to: 12) + more
  }

  private func drawTitle(at point: Point, columns: Int, _ frame: inout Frame) {
    let role: Role = headline.isRead ? .readHeadline : .headline
    let shown = Width.cut(title, to: columns)
    frame.write(shown, at: point, as: role, limit: columns)
    let room = Width.of(shown)
    for range in marks where range.lowerBound < room {
      let end = point.column + min(range.upperBound, room)
      frame.mark(point.column + range.lowerBound..<end, row: point.row, .match)
    }
  }
}

/// The matches of a search in a headline.
enum Highlights {
  /// Columns from the printed title's start.
  static func columns(in title: String, language: String?, _ finder: WordFinder) -> [Range<Int>] {
    finder.matches(in: title, .title, language: language).map { match in
      let start = Width.of(String(decoding: Array(title.utf8.prefix(match.lowerBound)), as: UTF8.self))
      let end = Width.of(String(decoding: Array(title.utf8.prefix(match.upperBound)), as: UTF8.self))
      return start..<end
    }
  }
}
