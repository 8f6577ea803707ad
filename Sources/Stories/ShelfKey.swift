/// The sort key of stories: quarters of a minute since 1970, the next free one where one is taken.
///
/// It is the search index's row number too, which costs a byte more for every word of every story with each
/// seven bits that lie between two stories.
package enum ShelfKey {
  private static let seconds: Int64 = 15

  /// The lowest key of a dated story at that instant.
  package static func of(_ instant: Instant) -> Int64 {
    let quarters = instant / seconds - (instant % seconds < 0 ? 1 : 0)
    return max(-mostDated, min(mostDated, quarters))
  }

  /// Stories without a date stand so much lower, by the time of their capture.
  package static let undated: Int64 = 1 << 42
  /// Every key of a story without a date lies below this.
  package static let lowestDated = -undated / 2
  /// 16,000 years before and after 1970: dated and undated keys never meet.
  private static let mostDated: Int64 = 1 << 35
}
