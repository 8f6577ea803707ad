import Cells
import Stories

/// Where text and panel of a story lie.
struct StoryLayout: Equatable {
  /// The panel's rectangle; nil where it is closed.
  var panel: (left: Int, top: Int, columns: Int, rows: Int)?
  var isSide = false
  /// The text's left edge, columns and rows.
  var left: Int
  var columns: Int
  /// How many columns of text stand side by side.
  var count = 1
  var top: Int
  var rows: Int

  /// Blanks between columns, with a rule amid them.
  static let gutter = 5
  /// A screen as wide as this may have columns.
  static let leastForColumns = 140
  private static let most = (columns: 3, measure: 72)

  init(_ state: State) {
    let chrome = Chrome(state)
    let size = chrome.size
    top = chrome.header
    rows = chrome.content.rows
    let isWide = size.columns >= Chrome.wide
    let items = state.reading?.items ?? []
    let inColumns =
      state.style.isInColumns && size.columns >= Self.leastForColumns && chrome.content.rows >= 6
      && state.reading?.view ?? .text == .text
    let wanted = !state.isAlone && (state.panelIsWanted ?? (isWide && !inColumns))
    let isFocused = state.reading?.panel.isFocused ?? false
    var room = size.columns
    if !items.isEmpty && isWide && (wanted || isFocused) && rows >= 4 {
      let columns = min(48, max(36, size.columns / 3))
      room = size.columns - columns - 1
      panel = (left: room + 1, top: top, columns: columns, rows: rows)
      isSide = true
    } else if !items.isEmpty && !isWide && (wanted && state.panelIsWanted == true || isFocused) && rows >= 4 {
      let height = min(Self.drawerRows(items), rows / 2)
      panel = (left: 0, top: top + rows - height, columns: size.columns, rows: height)
      rows -= height
    }
    // A blank row under the rule, where there are rows to spare.
    if rows >= 12 { (top, rows) = (top + 1, rows - 1) }
    columns = max(1, min(state.style.measure, room - (room >= 24 ? 4 : 0)))
    if inColumns { count = max(1, min(Self.most.columns, (room + 3) / 61)) }
    let gutters = Self.gutter * (count - 1)
    if count > 1 { columns = min(Self.most.measure, (room - 3 - gutters) / count) }
    left = max(0, (room - columns * count - gutters) / 2)
  }

  /// A row for each item, and one for the name of each section.
  private static func drawerRows(_ items: [RelatedItem]) -> Int {
    let names = zip(items, items.dropFirst()).filter { $0.section != $1.section }.count + 1
    return items.count + names
  }

  static func == (left: StoryLayout, right: StoryLayout) -> Bool {
    left.left == right.left && left.count == right.count && left.columns == right.columns
      && left.top == right.top
      && left.rows == right.rows
  }
}
