import Cells

/// The layout of the screen at its present size.
struct Chrome: Equatable {
  /// From this width on, the preview is shown next to the list, and the panel next to the story.
  static let wide = 110

  let size: Size
  /// Rows above the content: masthead and rule, as far as there is room.
  let header: Int
  let footer: Int
  /// Whether there is nothing but the text of a story, and a line for what is typed and said.
  let isAlone: Bool

  /// Lines of a headline's row.
  let rowHeight: Int

  /// As `ReadingStyle` has it.
  private let preview: Int?

  init(_ state: State) {
    size = state.size
    preview = state.style.preview
    isAlone = state.isAlone && state.reading != nil
    header = isAlone ? 0 : size.rows >= 8 ? 2 : size.rows >= 4 ? 1 : 0
    footer = !isAlone && size.rows >= 8 ? 2 : size.rows >= 2 ? 1 : 0
    rowHeight = state.style.isInTwoLines && size.rows >= 10 ? 2 : 1
  }

  var content: Size { Size(columns: size.columns, rows: size.rows - header - footer) }

  var statusRow: Int { size.rows - 1 }

  var hasPreview: Bool { size.columns >= Self.wide && content.rows >= 6 && preview != 0 }

  /// Columns of the list with marks, hour, source and a title of 55; a preview has at least 44.
  private static let wanted = (list: 88, preview: 44)

  /// Columns of the list; the preview has the rest, less the rule between them.
  var listColumns: Int {
    guard hasPreview else { return size.columns }
    if let preview { return max(24, size.columns * (100 - preview) / 100) }
    return max(size.columns / 2, min(Self.wanted.list, size.columns - Self.wanted.preview))
  }
}

/// Thin lines across the screen.
enum Rules {
  /// Draws the rules above and below the content, joined by a vertical one where a pane begins.
  ///
  /// The vertical one is bright where the pane behind it has the keys.
  static func draw(_ chrome: Chrome, divider: Int?, isBright: Bool = false, _ frame: inout Frame) {
    let columns = 0..<chrome.size.columns
    let (above, below) = (chrome.header - 1, chrome.size.rows - chrome.footer)
    if chrome.header == 2 { frame.fill(columns, row: above, with: "─", as: Ink(.rule)) }
    if chrome.footer == 2 { frame.fill(columns, row: below, with: "─", as: Ink(.rule)) }
    guard let divider else { return }
    for row in chrome.header..<(chrome.size.rows - chrome.footer) {
      frame.write("│", at: Point(column: divider, row: row), as: isBright ? .cursorBar : .rule)
    }
    if chrome.header == 2 { frame.write("┬", at: Point(column: divider, row: above), as: .rule) }
    if chrome.footer == 2 { frame.write("┴", at: Point(column: divider, row: below), as: .rule) }
  }
}
