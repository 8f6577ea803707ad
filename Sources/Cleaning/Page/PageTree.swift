/// A parsed page, flat: nodes in document order, each knowing where its last descendant stands.
struct PageTree: Sendable {
  struct Node: Sendable {
    var tag: Tag
    var parent: Int
    /// Behind its last descendant.
    var end: Int
    /// Decoded; of texts only.
    var text = ""
    var attributes: [String: String] = [:]
  }

  /// Attributes that cleaning reads.
  static let attributes: Set<String> = [
    "class", "id", "href", "rel", "itemprop", "itemtype", "content", "property", "name", "datetime", "lang",
    "role", "hidden", "aria-hidden", "style", "type", "start",
  ]

  var nodes: [Node] = []

  subscript(_ index: Int) -> Node { nodes[index] }

  /// The elements inside one, in order, itself left out.
  func inside(_ index: Int) -> Range<Int> { index + 1..<nodes[index].end }

  func attribute(_ name: String, _ index: Int) -> String? { nodes[index].attributes[name] }

  /// All text below, spaces collapsed.
  func text(_ index: Int) -> String {
    var text = ""
    var at = index
    while at < nodes[index].end {
      let node = nodes[at]
      if Tag.silent.contains(node.tag) && at > index {
        at = node.end
        continue
      }
      if node.tag == .text { text += node.text } else if Tag.breaking.contains(node.tag) { text += " " }
      at += 1
    }
    return Spaces.collapsed(text)
  }

  func first(_ tag: Tag, in range: Range<Int>? = nil) -> Int? {
    (range ?? nodes.indices).first { nodes[$0].tag == tag }
  }
}

/// Elements by name, as far as cleaning tells them apart.
enum Tag: String, Sendable {
  case text, other
  case html, head, title, base, link, meta, style, script, noscript, body, article, section, nav, aside
  case h1, h2, h3, h4, h5, h6, hgroup, header, footer, address, p, hr, pre, blockquote, ol, ul, li, dl, dt, dd
  case figure, figcaption, main, div, a, time, br, span, iframe, embed, object, video, audio, canvas, svg, img
  case table, caption, tbody, thead, tfoot, tr, td, th, form, button, input, select, textarea, template
  case dialog, math, b, strong, i, em, center, details, summary, label, fieldset, map, menu, cite, q, picture

  /// Elements whose text nobody reads.
  static let silent: Set<Tag> = [
    .script, .style, .noscript, .template, .svg, .math, .iframe, .object, .embed, .video, .audio, .canvas,
    .select, .textarea, .button, .map, .title, .head, .dialog, .input, .img, .menu,
  ]
  /// Elements that stand on lines of their own.
  static let breaking: Set<Tag> = [
    .html, .body, .article, .section, .nav, .aside, .h1, .h2, .h3, .h4, .h5, .h6, .hgroup, .header, .footer,
    .address, .p, .hr, .pre, .blockquote, .ol, .ul, .li, .dl, .dt, .dd, .figure, .figcaption, .main, .div,
    .br,
    .table, .caption, .tbody, .thead, .tfoot, .tr, .td, .th, .form, .center, .details, .summary, .fieldset,
  ]
  static let headings: [Tag: Int] = [.h1: 1, .h2: 2, .h3: 3, .h4: 4, .h5: 5, .h6: 6]
}

/// Control characters that character references brought in (`&#27;`).
enum Controls {
  static func dropped(_ text: String) -> String {
    var last: UInt8 = 0
    let isClean = text.utf8.allSatisfy { byte in
      defer { last = byte }
      return byte >= 0x20 && byte != 0x7F && !(last == 0xC2 && byte < 0xA0) || byte == 0x0A || byte == 0x09
        || byte == 0x0D
    }
    if isClean { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      if !isControl || scalar == "\n" || scalar == "\t" { view.append(scalar) }
    }
    return String(view)
  }
}

/// White space as HTML collapses it; no-break spaces stay.
enum Spaces {
  static func collapsed(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if bytes.last != 0x20 && !bytes.isEmpty { bytes.append(0x20) }
      } else {
        bytes.append(byte)
      }
    }
    if bytes.last == 0x20 { bytes.removeLast() }
    return Line.trim(Substring(String(decoding: bytes, as: UTF8.self)))
  }
}
