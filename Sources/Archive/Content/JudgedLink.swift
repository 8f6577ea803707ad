import Stories

/// A link that the reader chose or refused.
package struct JudgedLink: Equatable, Sendable {
  /// The index of its headline among the related headlines of the story, from 0.
  package var position: Int
  /// The stored story.
  package var target: StoryID
  /// `url`, `headline`, `near` or `chosen`.
  package var match: String
  /// Whether the reader refused it.
  package var isRefused: Bool
  /// The similarity of the headlines, for a near match.
  package var score: Double?

  package init(position: Int, target: StoryID, match: String, isRefused: Bool, score: Double?) {
    (self.position, self.target, self.match) = (position, target, match)
    (self.isRefused, self.score) = (isRefused, score)
  }
}

extension JudgedLink {
  /// `12 near 1 0.93`, as the undo journal has it behind its headline; the score is last and may be missing.
  package var journalled: String {
    (["\(target)", match, isRefused ? "1" : "0"] + [score.map { "\($0)" }].compactMap(\.self))
      .joined(separator: " ")
  }

  /// Nil where the text is malformed.
  package init?(journalled text: Substring, position: Int) {
    let parts = text.split(separator: " ")
    guard parts.count >= 3, let target = StoryID(parts[0]),
      ["url", "headline", "near", "chosen"].contains(parts[1])
    else { return nil }
    self.position = position
    self.target = target
    match = String(parts[1])
    isRefused = parts[2] == "1"
    score = parts.count > 3 ? Double(parts[3]).flatMap { (0...1).contains($0) ? $0 : nil } : nil
  }
}
