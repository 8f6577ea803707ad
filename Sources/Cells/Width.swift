import CText

/// Columns that text takes, by the same table that ncurses uses.
package enum Width {
  /// Columns of a scalar: 0, 1 or 2; -1 where the C library knows no width.
  package static func ofScalar(_ scalar: Unicode.Scalar) -> Int32 {
    scalar.value < 0x300 ? 1 : kq_wcwidth(scalar.value)
  }

  /// Columns of a text once it has passed the gate.
  package static func of(_ text: some StringProtocol) -> Int {
    if let plain = plainCount(text) { return plain }
    var sum = 0
    Gate.forEachGlyph(in: text) { _, width in
      sum += width
      return true
    }
    return sum
  }

  /// Scalars of a text in which each takes one column by itself: Latin letters and printers' signs; nil for
  /// others.
  private static func plainCount(_ text: some StringProtocol) -> Int? {
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2010...0x2027, 0x202F: count += 1
      default: return nil
      }
    }
    return count
  }

  /// The text cut to so many columns at a grapheme's edge, `…` in place of what is missing.
  package static func cut(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
    if let plain = plainCount(text) {
      return plain <= columns ? text : ending(String(text.unicodeScalars.prefix(columns - 1))[...])
    }
    var sum = 0
    var end = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      sum += of(text[index..<next])
      if sum > columns { break }
      if sum <= columns - 1 { end = next }
      index = next
    }
    if index == text.endIndex { return text }
    return ending(text[..<end])
  }

  private static func ending(_ text: Substring) -> String {
    var kept = text
    while kept.last == " " || kept.last == "\u{A0}" || kept.last == "\u{202F}" { kept.removeLast() }
    return kept + "…"
  }

  /// The text cut or filled with blanks to exactly so many columns.
  package static func fit(_ text: String, to columns: Int) -> String {
    let shown = cut(text, to: columns)
    return shown + String(repeating: " ", count: max(0, columns - of(shown)))
  }
}
