import Stories
import Text

/// Text against text: whether one is the other's copy in another paper, cut, added to or set otherwise.
package enum Similarity {
  /// The longer text has at least so much of the shorter one.
  package static let leastContained = 0.55
  /// Both have at least so much of what either has: a brief that a long story quotes is no copy of it.
  package static let leastCommon = 0.3

  /// The matcher that the archive groups by.
  package static let matcher = TextMatcher { one, other in
    let likeness = likeness(TextSketch.runs(of: one), TextSketch.runs(of: other))
    return likeness.isOneStory ? likeness.contained : nil
  }

  /// What two texts share, in runs of four words.
  package struct Likeness: Equatable, Sendable {
    /// Of the text with fewer runs, from 0 to 1.
    package var contained: Double
    /// Of the runs of both together (Jaccard 1901), from 0 to 1.
    package var common: Double
    /// Runs of the text that has fewer.
    package var leastRuns: Int

    /// Whether both are copies of one text.
    package var isOneStory: Bool {
      leastRuns >= TextSketch.leastRuns && contained >= leastContained && common >= leastCommon
    }
  }

  /// How much two texts share, by the hashes of their runs.
  package static func likeness(_ one: [UInt64], _ other: [UInt64]) -> Likeness {
    let (left, right) = (Set(one), Set(other))
    let (few, many) = left.count < right.count ? (left, right) : (right, left)
    guard !few.isEmpty else { return Likeness(contained: 0, common: 0, leastRuns: 0) }
    let shared = Double(few.count { many.contains($0) })
    return Likeness(
      contained: shared / Double(few.count),
      common: shared / (Double(few.count) + Double(many.count) - shared), leastRuns: few.count)
  }
}
