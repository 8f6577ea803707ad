import Cells
import Stories
import Wording

/// How many stories of the list each month has, newest first.
package struct Histogram: Equatable, Sendable {
  /// A month, and how many stories it has.
  package struct Bar: Equatable, Sendable {
    /// `2015-11`; nil for stories without a date.
    package var month: String?
    /// 0 for a month between two others.
    package var stories: Int
  }

  /// Gaps of up to this many empty months are shown as empty bars.
  private static let longestGap = 24

  /// The newest month first, stories without a date last; empty until they are counted.
  package var bars: [Bar] = []
  /// Stories of the whole list; nil until they are counted.
  package var total: Int?
  /// An index in `bars`.
  package var selected = 0
  /// The first bar on the screen.
  package var top = 0

  package init() {}

  /// Whether stories without a date stand below months, which have a scale of their own.
  var hasUndatedApart: Bool { bars.count > 1 && bars.last?.month == nil }

  func filled(with count: StoryCount) -> Histogram {
    var filled = Histogram()
    filled.total = count.stories
    for line in count.lines.filter({ $0.name != nil }).reversed() {
      if let last = filled.bars.last?.month { filled.bars += Self.gap(after: last, before: line.name ?? "") }
      filled.bars.append(Bar(month: line.name, stories: line.stories))
    }
    filled.bars += count.lines.filter { $0.name == nil }.map { Bar(month: nil, stories: $0.stories) }
    return filled
  }

  private static func gap(after later: String, before earlier: String) -> [Bar] {
    func number(_ month: String) -> Int? {
      Period(month).map { $0.first.year * 12 + $0.first.month - 1 }
    }
    guard let from = number(later), let to = number(earlier), from - to - 1 <= longestGap else { return [] }
    return (to + 1..<max(to + 1, from)).reversed().map { month in
      let day = CivilDay(year: month / 12, month: month % 12 + 1, day: 1)
      return Bar(month: day.map { String($0.iso.prefix(7)) }, stories: 0)
    }
  }
}

func updateHistogram(_ state: inout State, _ histogram: Histogram, _ action: Action) -> [Effect] {
  var histogram = histogram
  let rows = HistogramSheet(state, histogram).rows
  switch action {
  case .command(.toStart): histogram.selected = 0
  case .command(.toEnd): histogram.selected = histogram.bars.count - 1
  case .command(.cancel):
    state.overlay = nil
    return []
  case .command(let command): histogram.selected += scrolling(command, height: rows) ?? 0
  case .wheel(_, let lines): histogram.selected += lines > 0 ? 1 : -1
  case .click(let point):
    guard let index = HistogramSheet(state, histogram).bar(at: point) else { return [] }
    histogram.selected = index
    return goToMonth(&state, histogram)
  case .accept: return goToMonth(&state, histogram)
  default: return []
  }
  histogram.selected = max(0, min(histogram.selected, histogram.bars.count - 1))
  state.overlay = .histogram(histogram)
  keepOnScreen(&state)
  return []
}

/// Goes to the month's newest story in the list, or to the first one without a date.
private func goToMonth(_ state: inout State, _ histogram: Histogram) -> [Effect] {
  guard histogram.bars.indices.contains(histogram.selected) else { return [] }
  state.overlay = nil
  var query = state.list.query
  query.sort = .newest
  let month = histogram.bars[histogram.selected].month
  return show(&state, query, from: month.flatMap { Period($0) }.map { .day($0.last) } ?? .undated)
}

struct HistogramSheet {
  let histogram: Histogram
  let language: Language
  let sheet: Sheet

  init(_ state: State, _ histogram: Histogram) {
    self.histogram = histogram
    language = state.language
    sheet = Sheet(
      state.size, columns: min(state.size.columns - 2, 72),
      rows: min(max(1, histogram.bars.count) + (histogram.hasUndatedApart ? 3 : 2), state.size.rows))
  }

  /// How many bars fit.
  var rows: Int { max(0, sheet.rows - 2 - (histogram.hasUndatedApart ? 1 : 0)) }

  /// The row of the screen for a bar.
  private func row(of index: Int) -> Int {
    let isApart = histogram.hasUndatedApart && index == histogram.bars.count - 1
    return sheet.top + 1 + index - histogram.top + (isApart ? 1 : 0)
  }

  func bar(at point: Point) -> Int? {
    guard point.column > sheet.left && point.column < sheet.left + sheet.columns - 1 else { return nil }
    return histogram.bars.indices.dropFirst(histogram.top).prefix(rows).first { row(of: $0) == point.row }
  }

  func draw(_ frame: inout Frame) {
    let count = histogram.total.map { " · " + Phrase.stories($0)[language] } ?? ""
    sheet.clear(Phrase.histogram[language] + count, hint: Phrase.histogramHint[language], &frame)
    sheet.markMore(above: histogram.top > 0, below: histogram.top + rows < histogram.bars.count, &frame)
    guard histogram.total != nil else {
      frame.write(
        Phrase.countingStories[language], at: Point(column: sheet.left + 3, row: sheet.top + 1), as: .missing,
        limit: max(0, sheet.columns - 5))
      return
    }
    let most = histogram.bars.filter { $0.month != nil }.map(\.stories).max() ?? 0
    let numbers = histogram.bars.map { Width.of(Numbers.grouped($0.stories, language)) }.max() ?? 0
    for index in histogram.bars.indices.dropFirst(histogram.top).prefix(rows) {
      draw(
        histogram.bars[index], most, numbers, row: row(of: index), isSelected: index == histogram.selected,
        &frame)
    }
  }

  private func draw(
    _ bar: Histogram.Bar, _ most: Int, _ numbers: Int, row: Int, isSelected: Bool, _ frame: inout Frame
  ) {
    if isSelected {
      frame.write("▌", at: Point(column: sheet.left + 1, row: row), as: .cursorBar)
      frame.focus = Point(column: sheet.left + 3, row: row)
    }
    let name = bar.month ?? Phrase.undated[language]
    let room = sheet.columns - 5
    frame.write(Width.cut(name, to: room), at: Point(column: sheet.left + 3, row: row), as: .helpText)
    let number = Numbers.grouped(bar.stories, language)
    let left = sheet.left + 3 + 10
    frame.writeRight(number, before: left + numbers, row: row, as: .relatedNote, from: left)
    let columns = sheet.left + sheet.columns - 3 - (left + numbers + 1)
    if columns > 0, bar.stories > 0, most > 0, bar.month != nil {
      let eighths = max(1, bar.stories * columns * 8 / most)
      let rest = eighths % 8 == 0 ? "" : String(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1])
      frame.write(
        String(repeating: "█", count: eighths / 8) + rest, at: Point(column: left + numbers + 1, row: row),
        as: .progress)
    }
    let inner = (sheet.left + 1)..<max(sheet.left + 1, sheet.left + sheet.columns - 1)
    if isSelected { frame.mark(inner, row: row, .selected) }
  }
}
