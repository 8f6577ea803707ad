/// Headline against headline, and text against text (``Similarity``): how surely two that read nearly alike
/// belong to one story.
import Stories
import Text

/// Scores of headlines against each other.
package enum Relating {
  /// Below this two headlines are taken for two stories'. Wrong links are worse than missing ones.
  package static let threshold = 0.86

  /// Longer lines are no headlines, in bytes.
  private static let longest = 600

  /// The matcher that the archive links by.
  package static let matcher = HeadlineMatcher { printed in
    let left = printed.utf8.count <= longest ? HeadlineWords(printed) : nil
    return { stored in
      guard let left, stored.utf8.count <= longest else { return nil }
      let score = score(left, HeadlineWords(stored))
      return score >= threshold ? score : nil
    }
  }

  /// How alike a printed headline and a stored one are: 1 where only punctuation differs, 0 where a number, a
  /// name or a negation stands in one alone.
  package static func score(_ printed: String, _ stored: String) -> Double {
    guard max(printed.utf8.count, stored.utf8.count) <= longest else { return 0 }
    return score(HeadlineWords(printed), HeadlineWords(stored))
  }

  private static func score(_ left: HeadlineWords, _ right: HeadlineWords) -> Double {
    if left.words.map(\.folded) == right.words.map(\.folded) { return left.words.isEmpty ? 0 : 1 }
    if left.isCut || right.isCut { return cutScore(left, right) }
    var best = Alignment(left.words, right.words).score
    for rubric in left.rubrics { best = max(best, rubricScore(left.words, rubric, right.words)) }
    for rubric in right.rubrics { best = max(best, rubricScore(right.words, rubric, left.words)) }
    return best
  }

  /// One is the beginning of the other, its last word perhaps cut too.
  private static func cutScore(_ left: HeadlineWords, _ right: HeadlineWords) -> Double {
    let isLeftShort = left.isCut && (!right.isCut || left.words.count <= right.words.count)
    let (short, long) = isLeftShort ? (left, right) : (right, left)
    for start in [0] + short.rubrics {
      for from in [0] + long.rubrics {
        let head = short.words[start...]
        let whole = long.words[from...]
        guard let last = head.last, head.count <= whole.count, head.count >= 3 else { continue }
        let isBeginning =
          zip(head.dropLast(), whole).allSatisfy { $0.folded == $1.folded }
          && whole[whole.startIndex + head.count - 1].folded.hasPrefix(last.folded)
        let letters = head.reduce(0) { $0 + $1.folded.utf8.count }
        if isBeginning, letters >= 16, head.count >= 4 || letters >= 24 { return 0.95 }
      }
    }
    return 0
  }

  /// The headline behind a rubric that the other has not.
  private static func rubricScore(
    _ ruled: [HeadlineWords.Word], _ rubric: Int, _ plain: [HeadlineWords.Word]
  ) -> Double {
    let rest = Array(ruled[rubric...])
    guard (1...5).contains(rubric), rest.count >= 4, rest.reduce(0, { $0 + $1.folded.utf8.count }) >= 20
    else {
      return 0
    }
    // A negation in the rubric belongs to the statement.
    guard !ruled[..<rubric].contains(where: \.isNegation) else { return 0 }
    return 0.97 * Alignment(rest, plain).score
  }
}
