import Stories
import Text

/// A related headline as its row holds it.
package struct RelatedRow: Equatable, Sendable {
  /// As it was printed.
  package var title: String
  /// Folded, by which stored headlines are found.
  package var titleKey: String
  /// As it was printed.
  package var url: String?
  /// Canonical, by which stored addresses are found.
  package var urlKey: String?

  package init(_ link: RelatedLink) {
    title = link.title
    titleKey = HeadlineKey.of(link.title)
    url = link.url
    urlKey = link.url.flatMap(URLKey.of)
  }

  /// The rows of a story's related headlines, in order; links without a headline are left out.
  package static func rows(_ links: [RelatedLink]) -> [RelatedRow] {
    links.filter { !$0.title.isEmpty }.map { RelatedRow($0) }
  }

  package init(title: String, titleKey: String, url: String?, urlKey: String?) {
    (self.title, self.titleKey, self.url, self.urlKey) = (title, titleKey, url, urlKey)
  }

  /// The keys by which stored stories are found.
  package var keys: (titleKey: String, urlKey: String?) { (titleKey, urlKey) }
}
