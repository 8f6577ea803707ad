/// What a rule of a profile says of a line, by the line's words alone.
struct Verdict: Equatable, Sendable {
  /// Longer lines are never furniture by their words; in bytes.
  static let longestLine = 240

  /// The name of the rule: `euronews.share`.
  var rule: String
  /// The second half of that name.
  var kind: String
  /// Whether the story is over at such a line, once its body has begun.
  var isEnd: Bool
  /// Whether the line is a caption, which stays in the story.
  var isCaption: Bool
  /// Whether the rule is from a publisher's own profile, not from the general one.
  var isOwn: Bool
}
