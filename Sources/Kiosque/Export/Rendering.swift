import Cells
import Screens
import Stories
import Typesetting
import Wording

/// Stories as plain text and HTML.
enum Rendering {
  /// The story as the reader lays it out, gated.
  static func text(_ stored: StoredStory, width: Int, _ language: Language) -> String {
    let set = SetStory(story: stored.story, byline: byline(stored, language), measure: width)
    var lines = set.lines.map { line in
      let lead = String(repeating: " ", count: max(0, line.indent - Width.of(line.lead))) + line.lead
      return line.text.isEmpty ? "" : lead + line.text
    }
    if !stored.relations.isEmpty {
      lines += ["", Phrase.alsoDiscover[language]]
      for relation in stored.relations {
        // What follows the first line is set deeper, so that each headline begins where one sees it.
        let rows = LineBreaking.lines(label(relation, language), measure: max(1, width - 4))
        lines += rows.enumerated().map { ($0 == 0 ? "  " : "    ") + $1 }
      }
    }
    return lines.map { Gate.line($0) }.joined(separator: "\n")
  }

  private static func label(_ relation: Relation, _ language: Language) -> String {
    switch relation.stored.count {
    case 0: relation.title + " (" + Phrase.notStored[language] + ")"
    case 1: relation.title + " [\(relation.stored[0].id)]"
    default: relation.title + " " + relation.stored.map { "[\($0.id)]" }.joined(separator: " ")
    }
  }

  /// A self-contained page of HTML5.
  static func html(_ stored: StoredStory, _ language: Language) -> String {
    let story = stored.story
    var lines = [
      "<!DOCTYPE html>",
      "<html lang=\"\(escapedHTML(story.language ?? "und"))\"><head><meta charset=\"utf-8\">",
      "<title>\(escapedHTML(story.title))</title></head><body><article>",
      "<h1>\(escapedHTML(story.title))</h1>", "<p>\(escapedHTML(byline(stored, language)))</p>",
    ]
    if let standfirst = story.standfirst {
      lines.append("<p><strong>\(escapedHTML(standfirst))</strong></p>")
    }
    lines += story.blocks.map { block in
      let (open, close) = tags(block)
      return image(block) + open + inlines(block) + close
    }
    let related = story.related.map { Gate.line($0.title) }.filter { !Markdown.escaped($0).isEmpty }
    if !related.isEmpty {
      lines.append("<h2>\(escapedHTML(Phrase.alsoDiscover[language]))</h2><ul>")
      lines += related.map { "<li>\(escapedHTML($0))</li>" } + ["</ul>"]
    }
    return Gate.lines((lines + ["</article></body></html>"]).joined(separator: "\n"))
  }

  private static func tags(_ block: Block) -> (String, String) {
    switch block.kind {
    case .paragraph, .embed: ("<p>", "</p>")
    case .heading: ("<h\(min(6, block.level + 1))>", "</h\(min(6, block.level + 1))>")
    case .quote: ("<blockquote>", "</blockquote>")
    case .item: ("<ul><li>", "</li></ul>")
    case .caption: ("<p><small>", "</small></p>")
    // The line break after the tag is not part of the text: parsers ignore the first one.
    case .table, .preformatted: ("<pre>\n", "</pre>")
    case .rule: ("<hr>", "")
    case .picture: ("", "")
    }
  }

  /// A block's text with its links, emphasis and code.
  private static func inlines(_ block: Block) -> String {
    if block.spans.isEmpty { return escapedHTML(block.text) }
    var html = ""
    for token in InlineTokens(block.text, block.spans).tokens {
      switch token {
      case .text(let text): html += escapedHTML(text)
      case .open(.link(let url)): html += "<a href=\"\(escapedHTML(Address.encoded(url)))\">"
      case .open(let kind): html += "<\(element(kind))>"
      case .close(let kind): html += "</\(element(kind))>"
      }
    }
    return html
  }

  private static func element(_ kind: Span.Kind) -> String {
    switch kind {
    case .link: "a"
    case .emphasis: "em"
    case .strong: "strong"
    case .code: "code"
    }
  }

  private static func image(_ block: Block) -> String {
    guard let picture = block.picture, Picture.isSafe(picture.url) else { return "" }
    let credit = picture.credit.map { "<p><small>\(escapedHTML($0))</small></p>" } ?? ""
    return "<p><img src=\"\(escapedHTML(Address.encoded(picture.url)))\""
      + " alt=\"\(escapedHTML(picture.alternative))\"></p>" + credit
  }

  /// By bytes, since browsers recognise a markup character even with a combining accent, with which it is one
  /// character in Swift.
  private static func escapedHTML(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      case UInt8(ascii: "\""): result += "&quot;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
