/// The elements that cleaning distinguishes; all others are `other`.
enum Tag: String, CaseIterable, Sendable {
  case text, other
  case html, head, title, base, link, meta, style, script, noscript, body, article, section, nav, aside
  case h1, h2, h3, h4, h5, h6, hgroup, header, footer, address, p, hr, pre, blockquote, ol, ul, li, dl, dt, dd
  case figure, figcaption, main, div, a, time, br, span, iframe, embed, object, video, audio, canvas, svg, img
  case table, caption, tbody, thead, tfoot, tr, td, th, form, button, input, select, textarea, template
  case dialog, math, b, strong, i, em, center, details, summary, label, fieldset, map, menu, cite, q, picture
  case code, kbd, samp, tt, slot

  /// Elements whose text is not displayed.
  static let silent: TagSet = [
    .script, .style, .noscript, .template, .svg, .math, .iframe, .object, .embed, .video, .audio, .canvas,
    .select, .textarea, .button, .map, .title, .head, .dialog, .input, .img, .menu,
  ]
  /// Block elements, which begin a new line.
  static let breaking: TagSet = [
    .html, .body, .article, .section, .nav, .aside, .h1, .h2, .h3, .h4, .h5, .h6, .hgroup, .header, .footer,
    .address, .p, .hr, .pre, .blockquote, .ol, .ul, .li, .dl, .dt, .dd, .figure, .figcaption, .main, .div,
    .br, .table, .caption, .tbody, .thead, .tfoot, .tr, .td, .th, .form, .center, .details, .summary,
    .fieldset,
  ]
  static let headings: [Tag: Int] = [.h1: 1, .h2: 2, .h3: 3, .h4: 4, .h5: 5, .h6: 6]
  static let headlines: TagSet = [.h1, .h2, .h3, .h4, .h5, .h6]

  /// The position among the cases.
  var bit: UInt8 { withUnsafeBytes(of: self) { $0[0] } }
}

/// A set of tags as bits, for a test that is made for every node of a page.
struct TagSet: ExpressibleByArrayLiteral, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(arrayLiteral tags: Tag...) {
    for tag in tags {
      if tag.bit < 64 { low |= 1 << UInt64(tag.bit) } else { high |= 1 << UInt64(tag.bit - 64) }
    }
  }

  func contains(_ tag: Tag) -> Bool {
    let bit = tag.bit
    return (bit < 64 ? low >> UInt64(bit) : high >> UInt64(bit - 64)) & 1 == 1
  }
}
