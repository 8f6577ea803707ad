/// What came beside a capture's text, from a feed, a table or an export; it counts where the text says
/// nothing better.
package struct Given: Equatable, Sendable {
  /// A headline as plain text; nil or longer than nothing.
  package var title: String?
  /// Names of people, without “by”; may be empty.
  package var byline: [String]
  /// The publisher's name, or its host.
  package var source: String?

  package init(title: String? = nil, byline: [String] = [], source: String? = nil) {
    self.title = title
    self.byline = byline
    self.source = source
  }

  /// Whether nothing came with the capture.
  package var isEmpty: Bool { title == nil && byline.isEmpty && source == nil }
}
