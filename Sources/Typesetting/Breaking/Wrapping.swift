import Cells

/// Plain paragraphs wrapped to a measure.
enum Wrapping {
  static func lines(_ text: String, measure: Int, most: Int) -> [String] {
    guard !text.isEmpty, most > 0 else { return [] }
    var lines: [String] = []
    let paragraphs = Rows.of(text).map { Gated.line(String($0)) }
    for (number, paragraph) in paragraphs.enumerated() {
      let room = most - lines.count
      let extents = Breaker.extents(of: paragraph, measure: measure, most: room < .max ? room + 1 : room)
      let texts = extents.map { slice(paragraph, $0.bytes) }
      if texts.count > room {
        let whole = slice(paragraph, extents[room - 1].bytes.lowerBound..<extents[room].bytes.upperBound)
        return lines + texts.prefix(room - 1) + [ending(texts[room - 1], of: whole, measure: measure)]
      }
      lines += texts.isEmpty ? [""] : texts
      guard lines.count == most else { continue }
      let isCut = paragraphs.dropFirst(number + 1).contains { !$0.isEmpty }
      let last = lines.removeLast()
      return lines + [isCut ? ending(last, of: last, measure: measure) : last]
    }
    return lines
  }

  static func slice(_ text: String, _ bytes: Range<Int>) -> String {
    let view = text.utf8
    let start = view.index(view.startIndex, offsetBy: bytes.lowerBound)
    return String(text[start..<view.index(start, offsetBy: bytes.count)])
  }

  /// The last line with as much as fits of what comes after it, and `…`.
  private static func ending(_ line: String, of whole: String, measure: Int) -> String {
    if Width.of(whole) > measure { return Width.cut(whole, to: measure) }
    return Width.of(line) < measure ? line + "…" : Width.cut(line + "…", to: measure)
  }
}
