import Stories

extension PageLines {
  /// The lines of a page, and what is not among them.
  struct Found {
    var lines: [Line]
    /// The bytes of text that follow the last line, beyond the limit.
    var left: Int
    /// Text of elements that are not displayed, with the reason.
    var silent: [Line]

    /// The removed line that stands for the text beyond the limit.
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
