/// Looks for words in set stories.
struct Finder {
  private let needle: [UInt32]

  init(_ words: String) {
    needle = Folded(words).text
  }

  func matches(in texts: [String], most: Int) -> [SetStory.Match] {
    guard !needle.isEmpty else { return [] }
    var matches: [SetStory.Match] = []
    for (passage, text) in texts.enumerated() where matches.count < most {
      for range in places(in: text, most: most - matches.count) {
        matches.append(SetStory.Match(passage: passage, range: range))
      }
    }
    return matches
  }

  /// So many bytes are folded at once: a folded text takes a dozen bytes for each.
  private static let window = 64 << 10

  /// Where the words stand in a text, in its scalars.
  private func places(in text: String, most: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    let scalars = text.unicodeScalars
    var start = scalars.startIndex
    var offset = 0
    // A match may have marks and hidden blanks between its letters.
    let overlap = min(Self.window / 2, 16 * needle.count + 64)
    while start < scalars.endIndex, found.count < most {
      let bytes = text.utf8.distance(from: start, to: scalars.endIndex)
      let isLast = bytes <= Self.window
      let end = isLast ? scalars.endIndex : edge(text, start, Self.window)
      let folded = Folded(isLast && offset == 0 ? text : String(scalars[start..<end]))
      let places = self.places(in: folded.text).prefix(most - found.count).map { folded.source(of: $0) }
      found += places.map { $0.lowerBound + offset..<$0.upperBound + offset }
      if isLast { break }
      var next = edge(text, start, Self.window - overlap)
      if let last = places.last {
        let behind = scalars.index(start, offsetBy: last.upperBound)
        if behind > next { next = behind }
      }
      offset += scalars.distance(from: start, to: next)
      start = next
    }
    return found
  }

  /// The scalar's beginning at or before so many bytes further on.
  private func edge(_ text: String, _ start: String.Index, _ bytes: Int) -> String.Index {
    let view = text.utf8
    var index = view.index(start, offsetBy: bytes)
    while index > start, view[index] & 0xC0 == 0x80 { index = view.index(before: index) }
    return index
  }

  /// Knuth, Morris and Pratt: a long passage costs its length, whatever is looked for.
  private func places(in text: [UInt32]) -> [Range<Int>] {
    var borders = [0]
    var length = 0
    for scalar in needle.dropFirst() {
      while length > 0, needle[length] != scalar { length = borders[length - 1] }
      if needle[length] == scalar { length += 1 }
      borders.append(length)
    }
    var places: [Range<Int>] = []
    length = 0
    for (index, scalar) in text.enumerated() {
      while length > 0, needle[length] != scalar { length = borders[length - 1] }
      if needle[length] == scalar { length += 1 }
      if length == needle.count {
        places.append(index + 1 - length..<index + 1)
        length = 0
      }
    }
    return places
  }

  static func segments(of match: SetStory.Match, in lines: SetLines) -> [SetStory.Match.Segment] {
    var segments: [SetStory.Match.Segment] = []
    for index in lines.first(behind: match.range.lowerBound, in: match.passage)..<lines.count {
      let range = lines.range(of: index)
      guard lines.block(of: index) == match.passage, range.lowerBound < match.range.upperBound else { break }
      let common = range.clamped(to: match.range)
      guard !common.isEmpty else { continue }
      let columns = self.columns(of: common, in: lines[index])
      if !columns.isEmpty { segments.append(SetStory.Match.Segment(line: index, columns: columns)) }
    }
    return segments
  }

  private static func columns(of range: Range<Int>, in line: SetLine) -> Range<Int> {
    var column = line.indent
    var start = column
    for (index, scalar) in zip(line.range, line.text.unicodeScalars) {
      if index == range.lowerBound { start = column }
      if index == range.upperBound { break }
      column += Gated.width(scalar.value)
    }
    return start..<max(start, column)
  }
}
