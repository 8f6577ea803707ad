import Stories

/// Makes a page from the fields of a feed, a table or an export; their metadata go into its head.
enum ComposedPage {
  /// HTML in UTF-8; `body` is HTML, the rest plain text.
  static func html(
    title: String?, authors: [String], date: StoryDate?, source: String?, url: String?, language: String?,
    body: String
  ) -> [UInt8] {
    var page = "<!DOCTYPE html>\n<html"
    if let language { page += " lang=\"\(escaped(language))\"" }
    page += "><head><meta charset=\"utf-8\">\n"
    if let title { page += "<title>\(escaped(title))</title>\n" + meta("property", "og:title", title) }
    if !authors.isEmpty { page += meta("name", "author", authors.joined(separator: ", ")) }
    if let date { page += meta("property", "article:published_time", date.iso) }
    if let source { page += meta("property", "og:site_name", source) }
    if let url { page += "<link rel=\"canonical\" href=\"\(escaped(url))\">\n" }
    return Array((page + "</head><body><article>\n" + body + "\n</article></body></html>\n").utf8)
  }

  private static func meta(_ kind: String, _ name: String, _ content: String) -> String {
    "<meta \(kind)=\"\(name)\" content=\"\(escaped(content))\">\n"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Plain text as HTML paragraphs.
  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n").map(\.trimmed).filter { !$0.isEmpty }
      .map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
  }

  private static let signs = [
    "</p>", "</a>", "<br>", "<br/>", "<br />", "</div>", "</em>", "</strong>", "</b>", "</i>", "<p>",
  ]

  /// Whether a text is a piece of HTML rather than plain text.
  static func isMarkup(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let head = bytes.prefix(1 << 16)
      guard var place = head.firstIndex(of: UInt8(ascii: "<")) else { return false }
      if Markup.begins(Array(head.prefix(2048))) { return true }
      while true {
        let tag = String(decoding: head[place...].prefix(9), as: UTF8.self).lowercased()
        if signs.contains(where: tag.hasPrefix) { return true }
        guard let next = head[(place + 1)...].firstIndex(of: UInt8(ascii: "<")) else { return false }
        place = next
      }
    }
  }

  /// Whether HTML is a whole page, with a head of its own.
  static func isDocument(_ html: String) -> Bool {
    let lowered = html.utf8.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return ["<html", "<head", "<!doctype html", "<body"].contains {
      Markup.contains(lowered, Array($0.utf8))
    }
  }
}
