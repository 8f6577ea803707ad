import Stories

/// JSON Feed (jsonfeed.org, versions 1 and 1.1), a record for each item.
final class JSONFeed: RecordFormat {
  private let path: String
  private var items: ArraySlice<JSONValue>
  private let source: String?
  private let language: String?
  private let authors: [String]
  private var number = 0

  /// Nil where the bytes hold no such feed.
  init?(_ bytes: [UInt8], path: String) {
    guard let feed = JSONValue(bytes, whole: false), case .list(let items) = feed["items"] else { return nil }
    self.path = path
    self.items = items[...]
    source = feed["title"]?.string
    language = feed["language"]?.string
    authors = Self.authors(feed)
  }

  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    Markup.contains(Array(head.prefix(4096)), Array("jsonfeed.org/version".utf8))
  }

  func next() -> Record? {
    guard let item = items.popFirst() else { return nil }
    number += 1
    let name = "\(path)#\(number)"
    var piece = FeedPiece()
    piece.title = item["title"]?.string.flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    piece.url = WebAddress.kept(item["url"]?.string ?? item["external_url"]?.string)
    piece.authors = Self.authors(item)
    if piece.authors.isEmpty { piece.authors = authors }
    let dates = ["date_published", "date_modified"].compactMap { item[$0]?.string }
    piece.date = dates.lazy.compactMap { WrittenDate.date($0) }.first
    let text = item["content_text"]?.string ?? item["summary"]?.string
    piece.body = item["content_html"]?.string ?? text.map { ComposedPage.paragraphs($0) } ?? ""
    guard !piece.isEmpty else {
      return Record(path: name, content: .failed(.empty(path: name)))
    }
    let spoken = item["language"]?.string ?? language
    let capture = piece.capture(name, number: number, source: source, language: spoken)
    return Record(path: name, content: .capture(capture))
  }

  private static func authors(_ value: JSONValue) -> [String] {
    let people = value["authors"]?.all ?? value["author"]?.all ?? []
    return people.compactMap { $0["name"]?.string ?? $0.string }.filter { !$0.trimmed.isEmpty }
  }
}
