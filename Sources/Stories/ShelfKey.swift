/// The sort key of stories: quarters of a minute since 1970, the next free one where one is taken.
///
/// It is also the row number in the search index. The index stores the distance between the rows of a word in
/// bytes of seven bits, so keys that lie closer together make it smaller.
package enum ShelfKey {
  private static let seconds: Int64 = 15

  /// The lowest key of a dated story at that instant.
  package static func of(_ instant: Instant) -> Int64 {
    let quarters = instant / seconds - (instant % seconds < 0 ? 1 : 0)
    return max(-mostDated, min(mostDated, quarters))
  }

  /// How much lower stories without a date stand; among themselves they follow the time of their capture.
  package static let undated: Int64 = 1 << 42
  /// Every key of a story without a date lies below this.
  package static let lowestDated = -undated / 2
  /// 16,000 years before and after 1970: dated and undated keys never meet.
  private static let mostDated: Int64 = 1 << 35
}
