/// Looks for words in set stories.
struct Finder {
  private let needle: [UInt32]

  init(_ words: String) {
    needle = Folded(words).text
  }

  func matches(in story: SetStory) -> [SetStory.Match] {
    guard !needle.isEmpty else { return [] }
    var matches: [SetStory.Match] = []
    var line = 0
    for (passage, text) in story.passages.enumerated() {
      let folded = Folded(text)
      for found in places(in: folded.text) {
        let range = folded.source(of: found)
        while line < story.lines.count, isAbove(story.lines[line], passage, range.lowerBound) { line += 1 }
        let segments = segments(of: range, passage: passage, in: story.lines, from: line)
        matches.append(SetStory.Match(passage: passage, range: range, segments: segments))
      }
    }
    return matches
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

  private func isAbove(_ line: SetLine, _ passage: Int, _ start: Int) -> Bool {
    line.block < passage || line.block == passage && line.range.upperBound <= start
  }

  private func segments(
    of range: Range<Int>, passage: Int, in lines: [SetLine], from first: Int
  ) -> [SetStory.Match.Segment] {
    var segments: [SetStory.Match.Segment] = []
    for index in first..<max(first, lines.count) {
      let line = lines[index]
      guard line.block == passage, line.range.lowerBound < range.upperBound else { break }
      let common = line.range.clamped(to: range)
      guard !common.isEmpty else { continue }
      let columns = self.columns(of: common, in: line)
      if !columns.isEmpty { segments.append(SetStory.Match.Segment(line: index, columns: columns)) }
    }
    return segments
  }

  private func columns(of range: Range<Int>, in line: SetLine) -> Range<Int> {
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
