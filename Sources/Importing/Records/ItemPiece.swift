import Stories
import Text

/// An item of a feed that another feed reader stored.
package struct ItemPiece: Sendable {
  private var piece = FeedPiece()
  private let feed: String?

  /// `html` may also be plain text; empty strings mean that a value is unknown.
  package init(
    title: String, html: String, url: String, author: String, published: Instant?, feed: String
  ) {
    let said = { (text: String) in text.trimmed.isEmpty ? nil : text.trimmed }
    piece.title = said(title).map { FeedText.withoutTags($0) }
    piece.body = ComposedPage.isMarkup(html) ? html : ComposedPage.paragraphs(html)
    piece.url = WebAddress.kept(url)
    piece.authors = said(author).map { [$0] } ?? []
    piece.date = published.map { StoryDate(instant: $0, origin: .metadata) }
    self.feed = said(feed)
  }

  /// The item as a record of its file.
  package func record(path: String, number: Int) -> Record {
    let name = "\(path)#\(number)"
    guard !piece.isEmpty else {
      return Record(path: name, content: .failed(.empty(path: name)))
    }
    return Record(
      path: name, content: .capture(piece.capture(name, number: number, source: feed, language: nil)))
  }
}
