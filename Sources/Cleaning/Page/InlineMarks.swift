import Stories

/// The links of a line and its words set apart, while a page is read (HTML, section 4.5).
struct InlineMarks {
  private struct Mark {
    var kind: Span.Kind
    /// The node behind its element.
    var end: Int
    /// Where it begins in the line's text, in bytes.
    var from: Int
    /// Where it ends; nil while its element is open.
    var to: Int?
  }

  /// More of them in one line, or one in the other, are left out.
  private static let most = 1000
  private static let deepest = 16

  private var marks: [Mark] = []
  private var open = 0

  /// The kind that an element stands for; a link's address is as the page has it.
  static func kind(_ node: PageTree.Node) -> Span.Kind? {
    switch node.tag {
    case .b, .strong: return .strong
    case .i, .em, .cite: return .emphasis
    case .code, .kbd, .samp, .tt: return .code
    case .a:
      guard let href = node.attributes["href"], !href.hasPrefix("#") else { return nil }
      return .link(href)
    default: return nil
    }
  }

  mutating func begin(_ kind: Span.Kind, until end: Int, at place: Int) {
    guard marks.count < Self.most, open < Self.deepest else { return }
    marks.append(Mark(kind: kind, end: end, from: place))
    open += 1
  }

  /// Ends the marks of elements that end before a node.
  mutating func close(before node: Int, at place: Int) {
    guard open > 0 else { return }
    for index in marks.indices where marks[index].to == nil && marks[index].end <= node {
      marks[index].to = place
      open -= 1
    }
  }

  /// The line ends: what is open goes on in the next one.
  mutating func nextLine() {
    guard !marks.isEmpty else { return }
    marks.removeAll { $0.to != nil }
    for index in marks.indices { marks[index].from = 0 }
  }

  /// The spans of each part of the line's text, which differ from it in white space alone; nil where it has
  /// none.
  func spans(of parts: [String], in text: String) -> [[Span]]? {
    let wanted = marks.filter { $0.from < $0.to ?? text.utf8.count }
    guard !wanted.isEmpty else { return nil }
    let places = Set(wanted.flatMap { [$0.from, $0.to ?? text.utf8.count] })
    var inks: [Int: Int] = [:]
    var (at, ink) = (0, 0)
    for scalar in text.unicodeScalars {
      if places.contains(at) { inks[at] = ink }
      at += scalar.utf8.count
      if !Line.isSpace(scalar) { ink += 1 }
    }
    inks[at] = ink
    var before = 0
    return parts.map { part in
      var bounds: [(start: Int, end: Int)] = []
      var at = 0
      for scalar in part.unicodeScalars {
        if !Line.isSpace(scalar) { bounds.append((at, at + scalar.utf8.count)) }
        at += scalar.utf8.count
      }
      defer { before += bounds.count }
      let spans = wanted.compactMap { mark -> Span? in
        let from = max(0, (inks[mark.from] ?? 0) - before)
        let to = min(bounds.count, (inks[mark.to ?? text.utf8.count] ?? 0) - before)
        return from < to ? Span(mark.kind, bounds[from].start..<bounds[to - 1].end) : nil
      }
      return spans
    }
  }
}

extension Story {
  /// Gives the links in the text their absolute addresses; what leads nowhere is text.
  mutating func resolveLinks(against base: String?) {
    for index in blocks.indices where !blocks[index].spans.isEmpty {
      let whole = 0..<blocks[index].text.utf8.count
      let spans = blocks[index].spans.compactMap { span -> Span? in
        guard case .link(let reference) = span.kind else {
          // Headings are set apart as they are.
          return blocks[index].kind == .heading && span.range == whole ? nil : span
        }
        return Address.resolve(reference, against: base).map { Span(.link($0), span.range) }
      }
      blocks[index].spans = spans.standing(in: blocks[index].text)
    }
  }
}
