import Text

/// Line breaks of a page's text (`<br>`): two in a row end a paragraph, one is a space.
enum LineBreaks {
  static func paragraphs(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isAfterBreak = false
    for piece in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isEmpty = !piece.utf8.contains { $0 > 0x20 }
      if isEmpty && isAfterBreak {
        parts.append(part)
        part = ""
      } else {
        part += (part.isEmpty ? "" : " ") + piece
      }
      isAfterBreak = true
    }
    parts.append(part)
    return parts.map { Spaces.collapsed($0) }.filter { !$0.isEmpty }
  }
}
