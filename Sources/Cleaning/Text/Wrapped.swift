/// Text whose paragraphs were wrapped by hand: lines of about one length that break inside sentences.
enum Wrapped {
  /// The text with such paragraphs made one line each; itself where there are none.
  static func joined(_ text: String) -> String {
    var text = text
    guard text.withUTF8({ mayBeWrapped($0) }) else { return text }
    var paragraphs: [String] = []
    var run: [Substring] = []
    let all: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in all + [""] {
      guard line.utf8.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else {
        run.append(line)
        continue
      }
      if isWrapped(run) {
        paragraphs.append(run.map { Line.trim($0) }.joined(separator: " "))
      } else {
        paragraphs += run.map(String.init)
      }
      paragraphs.append("")
      run = []
    }
    return paragraphs.joined(separator: "\n")
  }

  /// Whether some paragraph looks wrapped, by its bytes alone.
  private static func mayBeWrapped(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var from = 0
    var lines = 0
    var continued = 0
    var isOdd = false
    while from < bytes.count {
      let to = TextLines.end(bytes, from)
      if to == from {
        if lines >= 3, continued * 3 >= lines - 1 { return true }
        (lines, continued, isOdd) = (0, 0, false)
      } else {
        // Only the last line of a paragraph may be short.
        if isOdd { (lines, continued) = (0, -9999) }
        isOdd = to - from < 45 || to - from > 104
        if lines > 0, (0x61...0x7A).contains(bytes[from]) || bytes[from] == 0xC3 { continued += 1 }
        lines += 1
      }
      from = to + 1
    }
    return lines >= 3 && continued * 3 >= lines - 1
  }

  private static func isWrapped(_ run: [Substring]) -> Bool {
    guard run.count >= 3, run.dropLast().allSatisfy({ (45...104).contains($0.utf8.count) }),
      run.last?.utf8.count ?? 0 <= 104
    else { return false }
    let continued = run.dropFirst().count { $0.unicodeScalars.first?.properties.isLowercase ?? false }
    return continued * 3 >= run.count - 1
  }
}
