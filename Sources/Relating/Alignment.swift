/// Two runs of words laid side by side: the longest common subsequence, and what stands in one alone.
struct Alignment {
  /// From 0 to 1; 0 where what differs is a number, a name or a negation.
  let score: Double

  init(_ left: [HeadlineWords.Word], _ right: [HeadlineWords.Word]) {
    guard left.count <= 60, right.count <= 60 else {
      score = 0
      return
    }
    let pairs = Self.pairs(left, right)
    let matched = pairs.reduce(0) { $0 + Self.weight($1, left, right) }
    let content = pairs.count { left[$0.0].isContent }
    let total = (left + right).reduce(0) { $0 + $1.weight }
    let lone = Self.lone(left, pairs.map(\.0)) + Self.lone(right, pairs.map(\.1))
    guard content >= 4, total > 0, !lone.contains(where: { $0.isNumber || $0.isName || $0.isNegation })
    else {
      score = 0
      return
    }
    score = max(0, 2 * matched / total - 0.12 * Double(Self.replacements(left, right, pairs)))
  }

  private static func weight(_ pair: (Int, Int), _ left: [HeadlineWords.Word], _ right: [HeadlineWords.Word])
    -> Double
  {
    let (a, b) = (left[pair.0], right[pair.1])
    let weight = (a.weight + b.weight) / 2
    return a.folded == b.folded ? weight : 0.8 * weight
  }

  private static func lone(_ words: [HeadlineWords.Word], _ paired: [Int]) -> [HeadlineWords.Word] {
    let paired = Set(paired)
    return words.indices.filter { !paired.contains($0) }.map { words[$0] }
  }

  /// How often words of weight stand in place of others: `baisse` for `hausse` is another story.
  private static func replacements(
    _ left: [HeadlineWords.Word], _ right: [HeadlineWords.Word], _ pairs: [(Int, Int)]
  ) -> Int {
    var count = 0
    var (a, b) = (0, 0)
    for (x, y) in pairs + [(left.count, right.count)] {
      let gone = left[a..<x].filter { $0.folded.utf8.count >= 3 }
      let come = right[b..<y].filter { $0.folded.utf8.count >= 3 }
      if (gone + come).contains(where: \.isContent) { count += min(gone.count, come.count) }
      if let first = gone.first, let other = come.first, first.isOpening && other.isOpening { count += 1 }
      (a, b) = (min(x + 1, left.count), min(y + 1, right.count))
    }
    return count
  }

  /// The pairs of a heaviest common subsequence, in order.
  private static func pairs(_ left: [HeadlineWords.Word], _ right: [HeadlineWords.Word]) -> [(Int, Int)] {
    let width = right.count + 1
    var best = [Double](repeating: 0, count: (left.count + 1) * width)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        let skip = max(best[(i + 1) * width + j], best[i * width + j + 1])
        let take =
          left[i].isForm(of: right[j])
          ? best[(i + 1) * width + j + 1] + weight((i, j), left, right) : 0
        best[i * width + j] = max(skip, take)
      }
    }
    var pairs: [(Int, Int)] = []
    var (i, j) = (0, 0)
    while i < left.count && j < right.count {
      let here = best[i * width + j]
      if here == best[(i + 1) * width + j] {
        i += 1
      } else if here == best[i * width + j + 1] {
        j += 1
      } else {
        pairs.append((i, j))
        i += 1
        j += 1
      }
    }
    return pairs
  }
}
