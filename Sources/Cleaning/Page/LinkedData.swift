import Stories
import Text

/// A page's own description of its story in JSON-LD (schema.org Article and its subtypes).
struct LinkedData {
  var title: String?
  var secondTitle: String?
  var byline: [String] = []
  /// Whether all authors that are named are organisations.
  var isByOrganisation = false
  var date: StoryDate?
  var publisher: String?
  var section: String?
  /// The article's kind, its `@type`.
  var type: String?
  var description: String?
  /// The text of the story, from the article with the most text: one paragraph on each line, or HTML.
  var body: String?
  /// Names of persons and organisations by `@id`.
  private var named: [String: String] = [:]

  /// The first article among the page's blocks of JSON-LD; broken blocks are passed over.
  init(_ sources: [String]) {
    var articles: [[String: JSONValue]] = []
    for source in sources {
      if let value = JSONValue(Self.bare(source)) { collect(value, into: &articles, depth: 0) }
    }
    body =
      articles.compactMap { $0["articleBody"]?.string }.max { $0.utf8.count < $1.utf8.count }
    let titled = articles.first { $0["headline"] != nil || $0["name"] != nil }
    guard let article = titled ?? articles.first else { return }
    type = article["@type"]?.all.compactMap(\.string).max { $0.utf8.count < $1.utf8.count }
    title = Self.text(article["headline"]) ?? Self.text(article["name"])
    secondTitle = Self.text(article["alternativeHeadline"])
    byline = names(article["author"]) ?? names(article["creator"]) ?? []
    let authors = article["author"]?.all ?? []
    isByOrganisation = !authors.isEmpty && authors.allSatisfy { Self.isNobody($0) }
    date = (article["datePublished"]?.string ?? article["dateCreated"]?.string).flatMap(PageDate.date)
    publisher = names(article["publisher"])?.first
    section = article["articleSection"]?.all.first.flatMap { Self.text($0) }
    description = Self.text(article["description"])
  }

  /// The source without the comments and CDATA marks with which old pages hide scripts.
  private static func bare(_ source: String) -> String {
    guard !["{", "["].contains(source.first { !$0.isWhitespace }) else { return source }
    guard let start = source.firstIndex(where: { $0 == "{" }), let end = source.lastIndex(of: "}"),
      start < end
    else { return source }
    let isList = source[..<start].hasSuffix("[") && !source[..<start].hasSuffix("CDATA[")
    return isList ? source : String(source[start...end])
  }

  private mutating func collect(
    _ value: JSONValue, into articles: inout [[String: JSONValue]], depth: Int
  ) {
    guard depth < 4 else { return }
    for item in value.all {
      guard case .object(let members) = item else { continue }
      if let id = members["@id"]?.string, let name = members["name"]?.string { named[id] = name }
      let types = members["@type"]?.all.compactMap(\.string) ?? []
      if types.contains(where: {
        $0.hasSuffix("Article") || $0.hasSuffix("Posting") || Self.others.contains($0)
      }) {
        articles.append(members)
      }
      for key in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
        if let more = members[key] { collect(more, into: &articles, depth: depth + 1) }
      }
    }
  }

  /// Subtypes of Article whose names do not contain the word.
  private static let others: Set<String> = ["Report", "ClaimReview"]

  /// Whether an author is an organisation, or the account of whoever runs the site.
  private static func isNobody(_ author: JSONValue) -> Bool {
    if author["@type"]?.string?.hasSuffix("Organization") ?? false { return true }
    let address = author["url"]?.string ?? author["@id"]?.string ?? ""
    return author["name"]?.string == "admin" || address.split(separator: "/").contains("admin")
  }

  /// Names of persons and organisations, given as strings, as objects, or by the `@id` of another object.
  private func names(_ value: JSONValue?) -> [String]? {
    guard let value else { return nil }
    let names = value.all.flatMap { item -> [String] in
      if let name = Self.text(item) { return Authors.names(name) }
      let known = item["@id"]?.string.flatMap { named[$0] }.map { JSONValue.string($0) }
      return ((item["name"] ?? known)?.all ?? []).compactMap { Self.text($0) }.flatMap { Authors.names($0) }
    }
    return names.isEmpty ? nil : names
  }

  /// A string of the data; many pages escape it as HTML once more.
  private static func text(_ value: JSONValue?) -> String? {
    let text = value?.string.map { Spaces.collapsed(CharacterReference.decoded($0)) }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }
}
