/// A text that a story had at some time, and the captures that hold it.
package struct StoryVersion: Equatable, Sendable {
  /// Given in the order of arrival, from 1; it stays.
  package var number: Int
  /// Whether it is the one that is read: that of the newest capture.
  package var isShown: Bool
  /// The headline that it had.
  package var title: String
  /// Words of its body.
  package var words: Int
  /// Bytes of its text in UTF-8.
  package var size: Int
  /// Newest first; never empty.
  package var captures: [CaptureRecord]

  package init(
    number: Int, isShown: Bool, title: String, words: Int, size: Int, captures: [CaptureRecord]
  ) {
    self.number = number
    self.isShown = isShown
    self.title = title
    self.words = words
    self.size = size
    self.captures = captures
  }

  /// When it was seen last.
  package var time: Instant { captures.first?.time ?? 0 }
}

/// A capture without its bytes.
package struct CaptureRecord: Equatable, Sendable {
  /// SHA-256 of its bytes, lower-case hexadecimal.
  package var digest: String
  /// When it was captured; when it was imported where nobody knows.
  package var time: Instant
  /// The file that it was imported from; nil for a pipe.
  package var path: String?
  /// The page's address; nil where the capture gives none.
  package var url: String?
  /// Bytes as they came.
  package var size: Int

  package init(digest: String, time: Instant, path: String? = nil, url: String? = nil, size: Int) {
    self.digest = digest
    self.time = time
    self.path = path
    self.url = url
    self.size = size
  }
}
