import Text

/// Looks for words in set stories.
struct Matching {
  let finder: WordFinder
  let most: Int

  func matches(in texts: [String], _ about: (Int) -> (parts: TextParts, language: String?))
    -> [SetStory.Match]
  {
    var matches: [SetStory.Match] = []
    for (passage, text) in texts.enumerated() where matches.count < most {
      let (parts, language) = about(passage)
      let ranges = finder.matches(in: text, parts, language: language, most: most - matches.count)
      matches += Self.scalars(ranges, in: text).map { SetStory.Match(passage: passage, range: $0) }
    }
    return matches.isEmpty ? across(texts, about) : matches
  }

  /// A phrase may begin in one passage and end in the next, as it does in the index.
  private func across(_ texts: [String], _ about: (Int) -> (parts: TextParts, language: String?))
    -> [SetStory.Match]
  {
    let passages = texts.indices.filter { about($0).parts == .body }
    guard passages.count > 1, let first = passages.first else { return [] }
    let whole = passages.map { texts[$0] }.joined(separator: "\n")
    let found = finder.matches(in: whole, .body, language: about(first).language, most: 1)
    var matches: [SetStory.Match] = []
    var start = 0
    for passage in passages {
      let extent = start..<start + texts[passage].utf8.count
      for match in found where match.overlaps(extent) {
        let common = match.clamped(to: extent)
        let inside = common.lowerBound - start..<common.upperBound - start
        matches += Self.scalars([inside], in: texts[passage]).map {
          SetStory.Match(passage: passage, range: $0)
        }
      }
      start = extent.upperBound + 1
    }
    return matches
  }

  /// From UTF-8 to scalars; the ranges must rise.
  private static func scalars(_ ranges: [Range<Int>], in text: String) -> [Range<Int>] {
    guard !ranges.isEmpty else { return [] }
    var text = text
    return text.withUTF8 { bytes in
      var (last, scalars) = (0, 0)
      func scalar(at byte: Int) -> Int {
        scalars += bytes[last..<byte].count { $0 & 0xC0 != 0x80 }
        last = byte
        return scalars
      }
      return ranges.map { range in
        let start = scalar(at: range.lowerBound)
        return start..<scalar(at: range.upperBound)
      }
    }
  }

  static func segments(of match: SetStory.Match, in lines: SetLines) -> [SetStory.Match.Segment] {
    var segments: [SetStory.Match.Segment] = []
    for index in lines.first(behind: match.range.lowerBound, in: match.passage)..<lines.count {
      let range = lines.range(of: index)
      guard lines.block(of: index) == match.passage, range.lowerBound < match.range.upperBound else { break }
      let common = range.clamped(to: match.range)
      guard !common.isEmpty else { continue }
      let columns = lines[index].columns(of: common)
      if !columns.isEmpty { segments.append(SetStory.Match.Segment(line: index, columns: columns)) }
    }
    return segments
  }
}
