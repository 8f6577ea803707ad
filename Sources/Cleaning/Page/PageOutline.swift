import Stories

/// A line of a whole page, with what can be asked about it cheaply: material for a labeller of lines.
struct PageLine {
  /// The line as the story's element would give it; its label is open.
  var line: Line
  /// The node that its text begins with, and the innermost element of a line of its own around it.
  var node: Int
  var tag: Tag
  /// Elements around it.
  var depth: Int
  var candidates: Candidates
  /// Percent of its letters that are links.
  var linked: Int
  /// The innermost reason by tag, role or class words, on it or around it (`share`, `standfirst`, `menu`).
  var reason: String?
  var likeness: Likeness?
  /// Lines to the container; negative before it, 0 inside.
  var distance: Int

  /// Which elements that may be the story it stands in.
  struct Candidates: OptionSet {
    let rawValue: UInt8

    /// The element that scoring chose.
    static let container = Candidates(rawValue: 1)
    /// `itemprop="articleBody"`.
    static let named = Candidates(rawValue: 2)
    static let article = Candidates(rawValue: 4)
    static let main = Candidates(rawValue: 8)
  }

  /// What of the metadata it equals.
  enum Likeness {
    case headline, description, author, section, publisher
  }
}

/// All lines of a page, whatever they are.
struct PageOutline {
  private(set) var lines: [PageLine] = []

  init(
    _ tree: PageTree, _ meta: PageMeta, _ survey: PageSurvey, _ classes: ClassWords, container: Int,
    base: String?
  ) {
    var open = survey
    open.forget()
    let body = tree.first(.body) ?? 0
    guard body < tree.nodes.count else { return }
    let range = container..<tree[container].end
    for line in PageLines.lines(tree, in: body..<tree[body].end, open, classes, base: base) {
      let around = Around(tree, survey, range, of: line.node)
      lines.append(
        PageLine(
          line: line, node: line.node, tag: around.tag, depth: around.depth, candidates: around.candidates,
          linked: line.linked, reason: around.reason, likeness: Self.likeness(of: line.key, meta),
          distance: 0))
    }
    measure()
  }

  private mutating func measure() {
    let inside = lines.indices.filter { lines[$0].candidates.contains(.container) }
    guard let first = inside.first, let last = inside.last else { return }
    for index in lines.indices {
      lines[index].distance = index < first ? index - first : max(0, index - last)
    }
  }

  private static func likeness(of key: [UInt8], _ meta: PageMeta) -> PageLine.Likeness? {
    guard !key.isEmpty else { return nil }
    if meta.headlines.contains(where: { Fold.key($0) == key }) { return .headline }
    if PageStandfirst.matches(key, meta.descriptions.map { Fold.key($0) }) { return .description }
    if meta.byline.contains(where: { Fold.key($0) == key }) { return .author }
    if meta.section.map({ Fold.key($0) == key }) ?? false { return .section }
    return meta.site.map { Fold.key($0) == key } ?? false ? .publisher : nil
  }

  /// What is found going up from a node.
  private struct Around {
    var tag = Tag.other
    var depth = 0
    var candidates: PageLine.Candidates = []
    var reason: String?

    init(_ tree: PageTree, _ survey: PageSurvey, _ container: Range<Int>, of node: Int) {
      if container.contains(node) { candidates.insert(.container) }
      var at = node
      while at >= 0 {
        let element = tree[at]
        depth += 1
        if tag == .other, Tag.breaking.contains(element.tag) { tag = element.tag }
        if reason == nil { reason = survey.reasons[at] }
        if element.tag == .article { candidates.insert(.article) }
        if element.tag == .main { candidates.insert(.main) }
        if PageSurvey.isNamed(tree, at) { candidates.insert(.named) }
        at = element.parent
      }
    }
  }
}
