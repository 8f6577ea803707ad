/// The width at which the lines of a text were wrapped.
struct WrapWidth {
  /// No wrapped line is longer, nor is any width less.
  static let widths = 40...116
  /// Longer lines hold whole paragraphs: where they have a quarter of a text, nobody wrapped it.
  private static let longest = 128
  /// Lines that go on with a small letter: so many there are at least.
  private static let leastContinued = 2

  /// The last column that a line may reach.
  let columns: Int
  /// Whether each line has all the words that there is room for; PDF and `fmt` leave the margin ragged.
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
      // With each width from here to there the next word had no room.
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

  /// Whether a line's sentence goes on in the next one, by its letters.
  static func goesOn(_ line: WrappedLine, _ next: WrappedLine) -> Bool {
    !line.isBlank && next.startsLower && !line.endsSentence && line.edge >= 24 && line.quotes == next.quotes
      && next.bullet == nil && !line.standsAlone
  }

  /// The width of lines that end near a margin and not at it.
  private static func raggedWidth(_ edges: [Int]) -> Int? {
    guard edges.count >= 4 else { return nil }
    let sorted = edges.sorted()
    let width = sorted[(sorted.count - 1) * 19 / 20]
    guard widths.contains(width) else { return nil }
    return edges.count { $0 * 4 >= width * 3 && $0 <= width + 6 } * 10 >= edges.count * 7 ? width : nil
  }

  /// Whether there was no room for the next line's first word.
  func isFull(_ line: WrappedLine, before next: WrappedLine) -> Bool {
    if isGreedy { return line.edge + 1 + next.first > columns && line.edge > columns / 3 }
    // Where a sentence ends with the line, the next one may be a paragraph of its own.
    return line.edge * 100 >= columns * (line.endsSentence ? 83 : 75)
  }
}
