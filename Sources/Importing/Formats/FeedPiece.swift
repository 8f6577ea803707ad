import Stories
import Text

/// The content of one item, independent of the kind of feed.
struct FeedPiece {
  var title: String?
  /// HTML.
  var body = ""
  var url: String?
  var authors: [String] = []
  var date: StoryDate?

  var isEmpty: Bool { title == nil && body.trimmed.isEmpty }

  init() {}

  init(_ item: XMLElement, author: String?, date: (String) -> StoryDate?) {
    title = item.first("title", "media:title", "dc:title").flatMap { FeedText.plain($0) }
    url = WebAddress.kept(Self.link(item))
    authors = Self.authors(item)
    if authors.isEmpty, let author, !author.isEmpty { authors = [author] }
    for name in Self.dates where self.date == nil {
      self.date = item.first(name).flatMap { date($0.text) }
    }
    // The longest of these is the story; a summary is used where there is nothing else.
    let bodies = Self.bodies.flatMap { item.all($0) }.map { FeedText.html($0) }
    body = bodies.max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  /// Dates of publication come before those of changes.
  private static let dates = [
    "pubdate", "published", "dc:date", "dcterms:issued", "dcterms:created", "issued", "created", "updated",
    "modified", "dcterms:modified",
  ]
  private static let bodies = [
    "content:encoded", "content", "xhtml:body", "description", "summary", "dc:description",
  ]

  private static func link(_ item: XMLElement) -> String? {
    let links = item.all("link")
    let chosen =
      links.first { ($0.attributes["rel"] ?? "alternate") == "alternate" && $0.attributes["href"] != nil }
      ?? links.first { !$0.text.trimmed.isEmpty }
    if let chosen {
      return chosen.resolve((chosen.attributes["href"] ?? chosen.text).trimmed, against: nil)
    }
    if let guid = item.first("guid"), guid.attributes["ispermalink"]?.lowercased() != "false" {
      return guid.text.trimmed
    }
    return item.attributes["rdf:about"] ?? item.first("id")?.text.trimmed
  }

  private static func authors(_ item: XMLElement) -> [String] {
    let people = item.all("author").map { $0.first("name")?.text ?? $0.text }
    let written = item.all("dc:creator").map(\.text) + people + item.all("itunes:author").map(\.text)
    var names: [String] = []
    for text in written {
      let name = person(text.trimmed)
      if !name.isEmpty, name.utf8.count <= 400, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The name in `me@example.com (My Name)`; an address alone is no name.
  private static func person(_ text: String) -> String {
    guard text.contains("@") else { return text }
    if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
      return text[text.index(after: open)..<close].trimmed
    }
    return text.split(separator: "<").first.map { $0.contains("@") ? "" : $0.trimmed } ?? ""
  }

  /// The item as a capture, a page with its contents.
  func capture(_ name: String, number: Int, source: String?, language: String?) -> RawCapture {
    let bytes = ComposedPage.html(
      title: title, authors: authors, date: date, source: source, url: url, language: language, body: body)
    var capture = RawCapture(form: .page, bytes: bytes, path: name, place: .record(number))
    capture.url = url
    capture.date = date
    capture.given = Given(title: title, byline: authors, source: source)
    return capture
  }
}

/// Reads text constructs (RFC 4287, section 3.1), and what RSS has in their place.
enum FeedText {
  /// The text as HTML.
  static func html(_ element: XMLElement) -> String {
    let type = element.attributes["type"]?.lowercased() ?? ""
    if type == "xhtml" || element.attributes["mode"] == "xml" || element.name == "xhtml:body"
      || type == "application/xhtml+xml"
    {
      return element.inner
    }
    let text = decoded(element)
    // Atom declares the type of a text, RSS does not.
    if type == "text" || type == "text/plain" { return ComposedPage.paragraphs(text) }
    let holdsElements = !element.elements.isEmpty
    if holdsElements { return element.inner }
    return ComposedPage.isMarkup(text) || type.hasSuffix("html") ? text : ComposedPage.paragraphs(text)
  }

  /// The text as one line without markup; nil where it is empty.
  static func plain(_ element: XMLElement) -> String? {
    var text = element.elements.isEmpty ? decoded(element) : element.text
    let type = element.attributes["type"]?.lowercased() ?? ""
    if element.elements.isEmpty, type != "text", type != "text/plain" { text = withoutTags(text) }
    let line = text.split { $0.isWhitespace }.joined(separator: " ")
    return line.isEmpty ? nil : line
  }

  private static func decoded(_ element: XMLElement) -> String {
    guard element.attributes["mode"]?.lowercased() == "base64",
      let bytes = Base64.decode(Array(element.text.utf8))
    else { return element.text }
    return Decoding.decode(bytes, label: nil, isMarkup: false).text
  }

  /// The text without tags and with its references decoded; `a < b` stays.
  static func withoutTags(_ text: String) -> String {
    guard text.contains("<") || text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      let after = rest[rest.index(after: open)...]
      guard let first = after.first, first.isLetter || first == "/" || first == "!",
        let close = after.firstIndex(of: ">")
      else {
        result += rest[...open]
        rest = after
        continue
      }
      result += rest[..<open]
      rest = after[after.index(after: close)...]
    }
    return XMLText.plain(result + rest)
  }
}
