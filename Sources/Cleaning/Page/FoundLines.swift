import Stories

extension PageLines {
  /// Lines, bytes of text behind the last one, and lines that nobody reads.
  struct Found {
    var lines: [Line]
    /// Bytes of text behind the last line.
    var left: Int
    /// Lines that nobody reads, with the reason.
    var silent: [Line]

    /// What is said of the text behind the last line.
    var behind: [Line] { left > 0 ? [PageLines.rest(left)] : [] }
  }

  static let tooLong = "general.too-long"

  /// What is said of the text behind the last line.
  static func rest(_ bytes: Int) -> Line {
    var line = Line.plain("… \(bytes) bytes", group: most)
    line.label = .removed(rule: tooLong)
    return line
  }
}
