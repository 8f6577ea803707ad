import Stories

/// What became of a capture.
package enum SaveOutcome: Equatable, Sendable {
  /// A new story.
  case stored(StoryID)
  /// These very bytes were there before.
  case known(StoryID)
  /// A story that was there has one more capture, and a new version where its text had changed.
  case updated(StoryID)

  /// The story that the capture is of.
  package var story: StoryID {
    switch self {
    case .stored(let id), .known(let id), .updated(let id): id
    }
  }
}
