/// A text capture cut into lines.
enum Lines {
  static func split(_ text: String) -> [Line] {
    var lines: [Line] = []
    var group = 0
    var isBlank = true
    for raw in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let trimmed = Line.trim(Substring(raw))
      if trimmed.isEmpty {
        isBlank = true
        continue
      }
      if isBlank && !lines.isEmpty { group += 1 }
      isBlank = false
      lines.append(line(trimmed, group: group))
    }
    return joined(lines)
  }

  private static func line(_ text: String, group: Int) -> Line {
    let (bullet, rest) = bullet(text)
    let key = rest.utf8.count <= Lexicon.longest + 60 ? Fold.key(rest) : []
    return Line(text: rest, group: group, key: key, bullet: bullet)
  }

  private static func bullet(_ text: String) -> (Line.Bullet?, String) {
    for mark in ["• ", "* ", "‣ ", "◦ ", "▪ ", "· "] where text.hasPrefix(mark) {
      let rest = Line.trim(text.dropFirst(mark.count))
      return rest.isEmpty ? (nil, text) : (.dot, rest)
    }
    return (nil, text)
  }

  /// Paragraphs that were wrapped by hand: lines of about one length that break in the middle of sentences.
  private static func joined(_ lines: [Line]) -> [Line] {
    var result: [Line] = []
    var from = 0
    while from < lines.count {
      let to = lines[from...].firstIndex { $0.group != lines[from].group } ?? lines.count
      let run = lines[from..<to]
      if isWrapped(run) {
        result.append(line(run.map(\.text).joined(separator: " "), group: lines[from].group))
      } else {
        result += run
      }
      from = to
    }
    return result
  }

  private static func isWrapped(_ run: ArraySlice<Line>) -> Bool {
    guard run.count >= 3, run.dropLast().allSatisfy({ (45...100).contains($0.length) && $0.bullet == nil }),
      run.last?.length ?? 0 <= 100
    else { return false }
    let continued = run.dropFirst().count { $0.text.unicodeScalars.first?.properties.isLowercase ?? false }
    return continued * 3 >= run.count - 1
  }
}
