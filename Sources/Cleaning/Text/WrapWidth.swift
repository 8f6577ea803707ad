/// The width at which the lines of a text were wrapped, in columns.
struct WrapWidth {
  /// The widths that are considered.
  static let widths = 40...116
  /// Longer lines are whole paragraphs. Where they make up a quarter of a text, it was not wrapped.
  private static let longest = 128
  /// The least number of lines that begin with a small letter, as continuations of a sentence do.
  private static let leastContinued = 2

  /// The last column that lines reach.
  let columns: Int
  /// Whether every line is filled as far as possible; PDF and `fmt` leave a ragged margin.
  let isGreedy: Bool

  /// Nil where the lines are not wrapped.
  init?(_ lines: [WrappedLine]) {
    let (all, long) = lines.reduce((0, 0)) { sum, line in
      (sum.0 + line.edge, sum.1 + (line.edge > Self.longest ? line.edge : 0))
    }
    guard long * 4 < all else { return nil }
    var gains = [Int](repeating: 0, count: Self.widths.upperBound + 2)
    var continued: [Int] = []
    for (line, next) in zip(lines, lines.dropFirst()) where Self.goesOn(line, next) {
      continued.append(line.edge)
      guard line.edge <= Self.widths.upperBound else { continue }
      // The next word would not have fitted at any width from here to there.
      gains[line.edge] += 1
      gains[min(line.edge + next.first + 1, Self.widths.upperBound + 1)] -= 1
    }
    guard continued.count >= Self.leastContinued else { return nil }
    var best = (width: 0, gain: 0)
    var gain = 0
    for width in 0...Self.widths.upperBound {
      gain += gains[width]
      if width >= Self.widths.lowerBound, gain > best.gain { best = (width, gain) }
    }
    let isGreedy = best.gain * 10 >= continued.count * 6 && best.gain >= Self.leastContinued
    guard let width = isGreedy ? best.width : Self.raggedWidth(continued) else { return nil }
    (columns, self.isGreedy) = (width, isGreedy)
  }

  /// Whether a sentence seems to continue in the next line, by the letters at the break.
  static func goesOn(_ line: WrappedLine, _ next: WrappedLine) -> Bool {
    !line.isBlank && next.startsLower && !line.endsSentence && line.edge >= 24 && line.quotes == next.quotes
      && next.bullet == nil && !line.standsAlone
  }

  /// The width of lines that end near a margin but not at it.
  private static func raggedWidth(_ edges: [Int]) -> Int? {
    guard edges.count >= 4 else { return nil }
    let sorted = edges.sorted()
    let width = sorted[(sorted.count - 1) * 19 / 20]
    guard widths.contains(width) else { return nil }
    return edges.count { $0 * 4 >= width * 3 && $0 <= width + 6 } * 10 >= edges.count * 7 ? width : nil
  }

  /// Whether the next line's first word would not have fitted on this line.
  func isFull(_ line: WrappedLine, before next: WrappedLine) -> Bool {
    if isGreedy { return line.edge + 1 + next.first > columns && line.edge > columns / 3 }
    // Where the line ends a sentence, the next one may begin a paragraph.
    return line.edge * 100 >= columns * (line.endsSentence ? 83 : 75)
  }
}
