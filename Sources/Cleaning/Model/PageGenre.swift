/// The kind of page, as its metadata say. What surrounds a story differs between kinds.
enum PageGenre: Int {
  /// A kind of article that newspapers publish (schema.org NewsArticle and its kinds).
  case news
  case post
  case article
  /// Only OpenGraph (`og:type`) calls the page an article.
  case graph
  case none

  static let count = 5

  static func of(_ meta: PageMeta) -> PageGenre {
    if let type = meta.linked.type {
      return type.contains("News") || type.hasPrefix("Live") || type == "Report"
        ? .news : type.hasSuffix("Posting") ? .post : .article
    }
    return meta.isArticle ? .graph : .none
  }
}
