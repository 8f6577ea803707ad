import Stories

/// The facts by which two captures are recognised as those of one story.
package struct StoryIdentity: Equatable, Sendable {
  /// The canonical address (`URLKey`); nil where there is none.
  package var urlKey: String?
  /// The folded headline (`HeadlineKey`); empty where no letter of it is left.
  package var titleKey: String
  /// The publisher's name; nil where it is unknown.
  package var source: String?
  /// In seconds since 1970; nil where it is unknown.
  package var date: Instant?
  /// The cleaned text.
  package var text: String

  package init(urlKey: String?, titleKey: String, source: String?, date: Instant?, text: String) {
    self.urlKey = urlKey
    self.titleKey = titleKey
    self.source = source
    self.date = date
    self.text = text
  }

  /// Whether a capture with this identity is one of a stored story: both have the same canonical address; or
  /// one has no address, and headline, date and source are the same, or the text is, where the source of the
  /// capture is unknown.
  package func isSame(asStored stored: StoryIdentity) -> Bool {
    if let urlKey, let other = stored.urlKey { return urlKey == other }
    guard !titleKey.isEmpty, titleKey == stored.titleKey, date == stored.date else { return false }
    return source.map { $0 == stored.source } ?? (text == stored.text)
  }
}
