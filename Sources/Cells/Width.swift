import CText

/// Columns that text takes, by the same table that ncurses uses.
package enum Width {
  /// Columns of a scalar: 0, 1 or 2; -1 where the C library knows no width.
  package static func ofScalar(_ scalar: Unicode.Scalar) -> Int32 {
    scalar.value < 0x300 ? 1 : kq_wcwidth(scalar.value)
  }

  /// Columns of a text once it has passed the gate.
  package static func of(_ text: some StringProtocol) -> Int {
    var sum = 0
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    Gate.forEachGlyph(in: text) { _, width in
      sum += width
      return true
    }
    return sum
  }

  /// The text cut to so many columns at a grapheme's edge, `…` in place of what is missing.
  package static func cut(_ text: String, to columns: Int) -> String {
    guard columns > 0 else { return "" }
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
    var kept = text[..<end]
    while kept.last == " " || kept.last == "\u{A0}" || kept.last == "\u{202F}" { kept.removeLast() }
    return kept + "…"
  }

  /// The text cut or filled with blanks to exactly so many columns.
  package static func fit(_ text: String, to columns: Int) -> String {
    let shown = cut(text, to: columns)
    return shown + String(repeating: " ", count: max(0, columns - of(shown)))
  }
}
