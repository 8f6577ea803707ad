import Cells

/// A line of a paragraph: its part of the text, and what is done to fill it.
struct BrokenLine: Equatable, Sendable {
  var extent: Extent
  /// Whether it ends amid a word, so that a hyphen is set behind it.
  var isHyphenated = false
  /// Columns added to each of its gaps; empty where none is widened.
  var extras: [UInt8] = []
}

/// Sets paragraphs of gated text in the manner that is wanted.
struct ParagraphSetter {
  let measure: Int
  let isJustified: Bool
  let words: WordBreaks?

  init(_ manner: Manner, measure: Int, role: Role, language: String?) {
    self.measure = max(1, measure)
    let isText = [Role.body, .quote, .standfirst].contains(role)
    let hyphenation = isText ? manner.hyphenation : nil
    words = hyphenation.map { WordBreaks($0, language: language) }
    isJustified = isText && manner.isJustified(at: measure, language: language)
  }

  /// The lines of a text from the byte `from` on, where the first line begins; extents count from there.
  func lines(of text: String, from: Int = 0) -> [BrokenLine] {
    let fit = TotalFit(
      chances: ChanceCollector.chances(of: text, from: from, measure: measure, words: words),
      measure: measure, isJustified: isJustified)
    guard let ends = fit.ends() else {
      return Breaker.extents(of: text, from: from, measure: measure).map { BrokenLine(extent: $0) }
    }
    var lines: [BrokenLine] = []
    lines.reserveCapacity(ends.count)
    var (start, setter) = (fit.chances.first, GapSetter())
    for end in ends {
      guard let from = start?.next else { break }
      let chance = fit.chances[end]
      lines.append(
        BrokenLine(
          extent: Extent(
            bytes: from.byte..<chance.ink.byte, scalars: from.scalar..<chance.ink.scalar),
          isHyphenated: chance.sign == .hyphen))
      start = chance
    }
    guard isJustified else { return lines }
    for index in lines.indices.dropLast() {
      let width = fit.width(index == 0 ? 0 : ends[index - 1], ends[index])
      let gaps = Gaps.of(text, in: lines[index].extent.bytes, from: from)
      lines[index].extras = setter.extras(missing: measure - width, gaps: gaps)
    }
    return lines
  }
}

/// The blanks of a line that may be widened: those between words, not those that hold signs together.
enum Gaps {
  /// The columns at which they stand in a part of a text, and the sign before each.
  static func of(_ text: String, in bytes: Range<Int>, from: Int) -> [(column: Int, before: UInt32)] {
    var text = text
    return text.withUTF8 { whole in
      let bytes = UnsafeBufferPointer(rebasing: whole[from + bytes.lowerBound..<from + bytes.upperBound])
      var gaps: [(column: Int, before: UInt32)] = []
      var (index, column, last) = (0, 0, UInt32(0x20))
      while index < bytes.count {
        let (value, length) = UTF8Scalar.at(index, in: bytes)
        if isGap(at: index, in: bytes) { gaps.append((column, last)) }
        let width = Gated.width(value)
        if width > 0 { last = value }
        column += width
        index += length
      }
      return gaps
    }
  }

  /// A blank without a mark upon it.
  @inline(__always)
  static func isGap(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes[index] == 0x20 else { return false }
    guard index + 1 < bytes.count, bytes[index + 1] >= 0xCC else { return true }
    return Gated.width(UTF8Scalar.at(index + 1, in: bytes).value) > 0
  }
}
