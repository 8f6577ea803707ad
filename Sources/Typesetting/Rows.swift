/// Texts of several lines.
enum Rows {
  /// The lines between line feeds, with a carriage return before them or not; empty ones too.
  static func of(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

/// Tabs in preformatted text.
enum Tabs {
  /// The line gated, without blanks at its end; a tab goes to the next multiple of eight columns.
  static func expanded(_ line: Substring) -> String {
    var result = ""
    for (number, part) in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { result += String(repeating: " ", count: 8 - Gated.width(of: result) % 8) }
      result += Gated.line(String(part))
    }
    while result.last == " " { result.removeLast() }
    return result
  }
}
