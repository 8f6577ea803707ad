/// What came beside a capture's text, from a feed, a table or an export; it counts where the text says
/// nothing better.
package struct Given: Equatable, Sendable {
  package var title: String?
  package var byline: [String]
  /// The publisher's name, or its host.
  package var source: String?

  package init(title: String? = nil, byline: [String] = [], source: String? = nil) {
    self.title = title
    self.byline = byline
    self.source = source
  }

  package var isEmpty: Bool { title == nil && byline.isEmpty && source == nil }
}
