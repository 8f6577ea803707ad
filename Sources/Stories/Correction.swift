import Text

/// What the reader said of a line: that it is the story, or that it is not.
package struct Correction: Equatable, Sendable {
  /// The line as it stands in the capture.
  package var text: String
  /// True puts the line into the story, false takes it out, whatever cleaning would say.
  package var isStory: Bool

  package init(_ text: String, isStory: Bool) {
    self.text = text
    self.isStory = isStory
  }

  /// By which it meets its line, however that is spaced.
  package var key: String { Self.key(text) }

  /// The form in which a correction meets its line: NFC without blanks and invisible marks, 200 scalars at
  /// most, so that a line that is shown cut is still the same.
  package static func key(_ text: String) -> String {
    var key = String.UnicodeScalarView()
    var count = 0
    for scalar in NormalForm.composed(text).unicodeScalars where !isBlank(scalar) {
      key.append(scalar)
      count += 1
      if count == 200 { break }
    }
    return String(key)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
    return scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
  }
}

/// A correction that holds for every story of a publisher, named as people say it.
package struct PublisherRule: Equatable, Sendable {
  /// The publisher's name as people say it, not its key.
  package var publisher: String
  /// Its text is matched whole, in every story of the publisher.
  package var correction: Correction

  package init(publisher: String, _ correction: Correction) {
    self.publisher = publisher
    self.correction = correction
  }
}
