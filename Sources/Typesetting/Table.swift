/// Rows of cells, each cell repaired and gated.
struct Table {
  let rows: [[String]]

  init(_ text: String, language: String?) {
    rows = Rows.of(text).map { row in
      row.split(separator: "\t", omittingEmptySubsequences: false).map {
        Composer.prepared(String($0), language: language)
      }
    }.filter { !$0.allSatisfy(\.isEmpty) }
  }

  /// Columns under one another, two blanks apart; columns of figures stand flush right.
  func aligned() -> [String] {
    let count = rows.map(\.count).max() ?? 0
    var widths = [Int](repeating: 0, count: count)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], Gated.width(of: cell)) }
    }
    let flushRight = (0..<count).map { isFigures($0) }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - Gated.width(of: cell))
        if column > 0 { line += "  " }
        line += flushRight[column] ? blanks + cell : cell + blanks
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// Whether its first row names the columns: there are words above figures.
  var hasHead: Bool {
    guard let first = rows.first, rows.count > 1 else { return false }
    return first.indices.contains { isFigures($0) && !first[$0].isEmpty && !Self.isFigure(first[$0]) }
  }

  /// A row after the other as running text.
  func running() -> [String] {
    rows.map { row in row.filter { !$0.isEmpty }.joined(separator: "\u{A0}· ") }
  }

  /// Whether a column holds figures from its second row on; the first may be its head.
  private func isFigures(_ column: Int) -> Bool {
    let cells = rows.dropFirst().compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
    return !cells.isEmpty && cells.allSatisfy { Self.isFigure($0) }
  }

  private static func isFigure(_ cell: String) -> Bool {
    cell.unicodeScalars.contains { Letters.isDigit($0.value) }
      && !cell.unicodeScalars.contains { Letters.isLetter($0.value) }
  }
}
