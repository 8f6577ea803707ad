/// Joins the lines of text that was wrapped at a fixed width, such as mail, copies from PDF, and the output
/// of `lynx`, `elinks` and `w3m`: lines of 40 to 116 columns that break inside sentences, indented or not,
/// with or without blank lines between paragraphs.
enum Wrapped {
  /// The text with every paragraph and list item on one line; unchanged where it is not wrapped.
  static func joined(_ text: String) -> String {
    var text = text
    guard text.withUTF8({ mayBeWrapped($0) }) else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { WrappedLine($0) }
    guard let width = WrapWidth(lines) else { return text }
    return Joining(lines, width).text()
  }

  /// A quick test by bytes: whether sentences seem to continue after line breaks.
  private static func mayBeWrapped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var from = 0
    var continued = 0
    var before = 0..<0
    while from < bytes.count {
      let to = TextLines.end(bytes, from)
      if before.count >= 24, before.count <= 360, goesOn(bytes, from, to), isBroken(bytes, before) {
        continued += 1
        if continued == 2 { return true }
      }
      before = from..<to
      from = to + 1
    }
    return false
  }

  /// Whether a line is short enough to be wrapped and does not end a sentence.
  private static func isBroken(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    var columns = 0
    for at in line where bytes[at] & 0xC0 != 0x80 { columns += 1 }
    var last = line.upperBound - 1
    while last > line.lowerBound, bytes[last] == 0x20 || bytes[last] == 0x0D { last -= 1 }
    return columns <= WrapWidth.widths.upperBound + 12 && ![0x2E, 0x21, 0x3F, 0x3A].contains(bytes[last])
  }

  /// Whether a line begins with a small letter, after its indentation.
  private static func goesOn(_ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int) -> Bool {
    var at = from
    while at < to, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x3E { at += 1 }
    guard at < to else { return false }
    return bytes[at] &- 0x61 < 26 || bytes[at] >= 0xC3 && bytes[at] != 0xE2
  }
}

/// Joins wrapped lines.
private struct Joining {
  private let lines: [WrappedLine]
  private let width: WrapWidth
  /// By line, the width of its block, where the block is narrower than the rest of the text and its lines are
  /// filled.
  private var narrow: [Int?]
  private let isHyphenated: Bool

  init(_ lines: [WrappedLine], _ width: WrapWidth) {
    self.lines = lines
    self.width = width
    narrow = Array(repeating: nil, count: lines.count)
    let hyphens = zip(lines, lines.dropFirst()).count { Self.endsInHyphen($0.text) && $1.startsLower }
    isHyphenated = hyphens >= 3
    markNarrow()
  }

  /// Marks paragraphs with a narrower margin, such as quotations.
  private mutating func markNarrow() {
    var from = 0
    while from < lines.count {
      let to = lines[from...].firstIndex { $0.isBlank } ?? lines.count
      if to - from >= 3, let edge = lines[from..<to].map(\.edge).max(), edge < width.columns {
        let pairs = zip(lines[from..<to], lines[from..<to].dropFirst())
        let isFull = pairs.allSatisfy { $0.edge + 1 + $1.first > edge && $1.bullet == nil }
        if isFull, edge >= 30, pairs.contains(where: { WrapWidth.goesOn($0, $1) }) {
          for line in from..<to { narrow[line] = edge }
        }
      }
      from = to + 1
    }
  }

  func text() -> String {
    var text = ""
    // The first line of the paragraph that is being read.
    var start = 0
    for at in lines.indices {
      let line = lines[at]
      if at > 0, goesOn(start, at) {
        join(&text, line.text)
      } else {
        if at > 0 { text += "\n" }
        if !WrappedLine.isRule(line.text) { text += line.text }
        start = at
      }
    }
    return text
  }

  /// Whether a line continues the paragraph that began at `start`.
  private func goesOn(_ start: Int, _ at: Int) -> Bool {
    let (line, next, head) = (lines[at - 1], lines[at], lines[start])
    guard !line.isBlank, !next.isBlank, line.quotes == next.quotes, !line.standsAlone, !next.standsAlone,
      next.bullet != .sure
    else { return false }
    let isFull =
      width.isFull(line, before: next) || narrow[at] != nil && narrow[at] == narrow[at - 1]
    let isSentence = next.startsLower && !line.endsSentence
    if next.bullet == .perhaps, head.bullet != nil || line.endsSentence || !isFull { return false }
    guard isAligned(start, at) || isSentence && isFull else { return false }
    return isFull || isSentence && line.edge * 5 >= width.columns * 2
  }

  /// Whether a line is indented like its paragraph, whose first line may be indented more or begin with a
  /// bullet.
  private func isAligned(_ start: Int, _ at: Int) -> Bool {
    let (line, next, head) = (lines[at - 1], lines[at], lines[start])
    if at - 1 > start { return next.indent <= line.indent + (width.isGreedy ? 0 : 1) }
    if let column = head.itemColumn { return abs(next.indent - column) <= 1 || next.indent == head.indent }
    return next.indent <= head.indent && head.indent - next.indent <= 8
  }

  private func join(_ text: inout String, _ next: Substring) {
    if text.unicodeScalars.last == "\u{AD}" {
      text.unicodeScalars.removeLast()
    } else if Self.endsInHyphen(text[...]) {
      if isHyphenated, next.unicodeScalars.first?.properties.isLowercase ?? false { text.removeLast() }
    } else {
      text += " "
    }
    text += next
  }

  private static func endsInHyphen(_ text: Substring) -> Bool {
    guard text.utf8.last == 0x2D || text.unicodeScalars.last == "\u{2010}" else { return false }
    return text.unicodeScalars.dropLast().last?.properties.isAlphabetic ?? false
  }
}
