import Stories

/// The result of saving a capture.
package enum SaveOutcome: Equatable, Sendable {
  /// A new story.
  case stored(StoryID)
  /// The same bytes were stored before.
  case known(StoryID)
  /// A stored story got one more capture, and a new version where its text had changed.
  case updated(StoryID)

  /// The story of the capture.
  package var story: StoryID {
    switch self {
    case .stored(let id), .known(let id), .updated(let id): id
    }
  }
}
