import BinaryCoding
import Stories
import Text

/// The names that tables and JSON use for the fields of a capture.
package struct FieldNames: Sendable, Equatable {
  /// A field of a capture.
  package enum Field: String, CaseIterable, Sendable {
    case url, text, html, title, date, author, source, language
    /// The time of the capture.
    case captured
  }

  /// For each field, its possible names in lower case, the likeliest first.
  private var names: [Field: [String]]
  /// Whether the user gave names.
  package private(set) var isTold = false

  package init() {
    names = Self.usual
  }

  /// Reads a mapping of the user's, `title=headline`. The name is tried before the usual ones; `a.b` is `b`
  /// inside `a`. Nil where it is no mapping.
  package mutating func take(_ mapping: String) -> Bool {
    guard let equals = mapping.firstIndex(of: "="),
      let field = Field(rawValue: mapping[..<equals].trimmed.lowercased())
    else { return false }
    let name = mapping[mapping.index(after: equals)...].trimmed.lowercased()
    guard !name.isEmpty else { return false }
    names[field, default: []].insert(name, at: 0)
    isTold = true
    return true
  }

  subscript(_ field: Field) -> [String] { names[field] ?? [] }

  /// The field for the name of a column; nil for other names.
  func field(_ name: String) -> Field? {
    let name = name.trimmed.lowercased()
    return Field.allCases.first { names[$0]?.contains(name) == true }
  }

  /// The names that crawlers, corpora and read-later services use.
  private static let usual: [Field: [String]] = [
    .url: [
      "url", "link", "uri", "permalink", "canonical_url", "canonical_link", "requested_url", "given_url",
      "warc_headers.warc-target-uri", "source_url", "external_url",
    ],
    .text: [
      "text", "content", "body", "raw_content", "raw_text", "maintext", "plaintext", "plain_text", "fulltext",
      "full_text",
      "content_text", "article", "articlebody", "description", "summary",
    ],
    .html: ["html", "content_html", "raw_html", "body_html", "article_html", "page"],
    .title: ["title", "headline", "given_title"],
    .date: [
      "date", "published", "timestamp", "published_at", "date_published", "publishedat", "datepublished",
      "date_publish", "publish_date", "publishing_date", "published_date", "publication_date", "pubdate",
      "pub_date", "published_time",
    ],
    .author: ["author", "authors", "byline", "creator", "published_by", "writer"],
    .source: [
      "source", "site", "site_name", "sitename", "publisher", "domain_name", "source_domain", "domain",
      "hostname", "outlet", "newspaper",
    ],
    .language: [
      "language", "lang", "inlanguage", "meta_lang", "warc_headers.warc-identified-content-language",
    ],
    .captured: [
      "captured", "crawled", "crawled_at", "fetched", "fetched_at", "retrieved", "date_download",
      "created_at", "warc_date", "warc_headers.warc-date",
    ],
  ]
}

extension FieldNames: BinaryCodable {
  package init(from reader: inout ByteReader) throws(CodingFault) {
    (names, isTold) = (try reader.value(), try reader.value())
  }

  package func write(to writer: inout ByteWriter) {
    writer.append(names)
    writer.append(isTold)
  }
}

/// The fields of a record, before they become a capture.
struct Fields {
  var url: String?
  var text: String?
  var html: String?
  var title: String?
  var date: StoryDate?
  var authors: [String] = []
  var source: String?
  /// The language in the record; a BCP 47 tag where it is well formed.
  var language: String?
  var time: Instant?

  var given: Given { Given(title: title, byline: authors, source: source) }
}

extension Fields {
  /// Reads a JSON object's fields.
  init(_ object: JSONValue, _ names: FieldNames, _ dates: WrittenDate) {
    let lowered = Self.lowered(object)
    let values = { (field: FieldNames.Field) in
      names[field].lazy.compactMap { Self.value($0, in: lowered) }
    }
    let text = { (field: FieldNames.Field) in
      values(field).compactMap { Self.text($0) }.first { !$0.trimmed.isEmpty }
    }
    url = text(.url)
    self.text = text(.text)
    html = text(.html)
    title = text(.title)
    source = text(.source)
    if let address = source, let kept = WebAddress.web(address) {
      // trafilatura uses this name for the address of the page.
      url = url ?? kept
      source = values(.source).compactMap { Self.text($0) }.first {
        WebAddress.web($0) == nil && !$0.trimmed.isEmpty
      }
    }
    authors = values(.author).map { Self.names($0) }.first { !$0.isEmpty } ?? []
    language = text(.language)
    let date = { [self] (value: JSONValue) -> StoryDate? in
      switch value {
      case .string(let text): dates.date(text, isDayFirst: isDayFirst)
      case .number(let digits): WrittenDate.stamp(digits)
      default: nil
      }
    }
    self.date = values(.date).compactMap(date).first
    time = values(.captured).compactMap { date($0)?.instant }.first
  }

  private var isDayFirst: Bool? {
    language == nil
      ? WrittenDate.isDayFirst(text: text) : WrittenDate.isDayFirst(language: language)
  }

  private static func lowered(_ object: JSONValue) -> [String: JSONValue] {
    guard case .object(let members) = object else { return [:] }
    return Dictionary(
      members.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// A member, or one inside another (`a.b`).
  private static func value(_ name: String, in members: [String: JSONValue]) -> JSONValue? {
    if let value = members[name] { return value }
    guard let dot = name.firstIndex(of: "."), let outer = members[String(name[..<dot])] else { return nil }
    return value(String(name[name.index(after: dot)...]), in: lowered(outer))
  }

  /// A string, or the first name of an object; paragraphs in a list are joined.
  static func text(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): return text
    case .object: return value["name"]?.string ?? value["title"]?.string ?? value["value"]?.string
    case .list(let values):
      let texts = values.compactMap(\.string)
      return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
    case .number, .other: return nil
    }
  }

  private static func names(_ value: JSONValue) -> [String] {
    // trafilatura separates names with semicolons.
    value.all.compactMap { Self.text($0) }.map { CharacterReference.decoded($0) }
      .flatMap { $0.split(separator: ";") }.map(\.trimmed)
      .filter { !$0.isEmpty && $0.utf8.count <= 400 }
  }
}
