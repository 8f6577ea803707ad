import Stories

/// Turns an element into lines, each with the kind of its block.
struct PageLines {
  /// More lines than any ordinary page has.
  static let most = 100_000

  private let tree: PageTree
  private let survey: PageSurvey
  private let classes: ClassWords
  private let base: String?
  private var lines: [Line] = []
  /// The text of elements that are not displayed.
  private var silent: [Line] = []
  private var open: [Context] = []
  private var text = ""
  /// The node at which the current line begins; nil while it is empty.
  private var node: Int?
  private var links: [(url: String?, text: String)] = []
  private var marks = InlineMarks()
  private var linkEnd = 0
  /// Bytes of text beyond the limit of lines.
  private var left = 0
  /// The story's element, where all lines of the page are wanted; elements around it are then ignored. Nil
  /// where only the lines of one range are wanted.
  private let story: Int?

  /// An open element. Values that it does not set itself are copied from its parent, so that no line has to
  /// search through its ancestors, which may be a thousand.
  private struct Context {
    var end: Int
    var kind: Block.Kind?
    var level = 1
    var ordered = false
    var home: Line.Home?
    /// Its own `home`, or that of the nearest ancestor that has one.
    var anyHome: Line.Home?
    /// Why the whole element is removed.
    var reason: String?
    /// How many lists contain the position, and whether the innermost is numbered.
    var lists = 0
    var isNumbered = false
  }

  /// All lines of a range that contains the story's element; those of removed elements have the reason.
  static func all(
    _ tree: PageTree, in range: Range<Int>, story: Int, _ survey: PageSurvey, _ classes: ClassWords,
    base: String?
  ) -> Found {
    var collector = PageLines(tree: tree, survey: survey, classes: classes, base: base, story: story)
    collector.walk(range)
    return Found(lines: collector.lines, left: collector.left, silent: collector.silent)
  }

  static func lines(
    _ tree: PageTree, in range: Range<Int>, _ survey: PageSurvey, _ classes: ClassWords, base: String?
  ) -> [Line] {
    var collector = PageLines(tree: tree, survey: survey, classes: classes, base: base, story: nil)
    collector.walk(range)
    return collector.lines
  }

  private init(
    tree: PageTree, survey: PageSurvey, classes: ClassWords, base: String?, story: Int?
  ) {
    (self.tree, self.survey, self.classes, self.base, self.story) = (tree, survey, classes, base, story)
  }

  private mutating func walk(_ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      marks.close(before: at, at: text.utf8.count)
      while let last = open.last, last.end <= at {
        flush()
        open.removeLast()
      }
      at = visit(at)
    }
    marks.close(before: at, at: text.utf8.count)
    flush()
  }

  /// Handles one node and returns the next one.
  private mutating func visit(_ at: Int) -> Int {
    let node = tree[at]
    if node.tag == .text {
      add(node.text, at)
      return at + 1
    }
    if Tag.silent.contains(node.tag), !SilentText.isLabel(node, in: tree) {
      silence(at, node)
      return node.end
    }
    if let reason = survey.dropped[at] {
      if story == nil {
        flush()
        note(at, reason)
        return node.end
      }
      if survey.dropped.isNew(at, in: tree) {
        flush()
        push(Context(end: node.end, kind: open.last?.kind, reason: reason))
      }
    }
    if node.tag == .a, linkEnd == at, at > 0, !(text.utf8.last.map { $0 <= 0x20 } ?? true) { text += " " }
    if let kind = InlineMarks.kind(node) { marks.begin(kind, until: node.end, at: text.utf8.count) }
    switch node.tag {
    case .br: text += "\n"
    case .a:
      links.append((node.attributes["href"], ""))
      linkEnd = node.end
    case .pre:
      flush()
      preformatted(at)
      return node.end
    case .table where TableText.isData(tree, at, survey):
      flush()
      table(at)
      return node.end
    default: enter(node, at)
    }
    return at + 1
  }

  private mutating func add(_ more: String, _ at: Int) {
    if node == nil, more.utf8.contains(where: { $0 > 0x20 }) { node = at }
    // Outside the story, neighbouring elements often are separate words that only their style sets apart.
    if story != nil, !isInStory(at), SilentText.areApart(text, more, in: tree[tree[at].parent].tag) {
      text += " "
    }
    if more.utf8.contains(0x0A) {
      text += String(decoding: more.utf8.map { $0 == 0x0A ? 0x20 : $0 }, as: UTF8.self)
    } else {
      text += more
    }
    if at < linkEnd, !links.isEmpty { links[links.count - 1].text += more }
  }

  private mutating func enter(_ node: PageTree.Node, _ at: Int) {
    guard Tag.breaking.contains(node.tag) else {
      if survey.reasons[at] == "caption" {
        flush()
        push(Context(end: node.end, kind: .caption))
      }
      return
    }
    flush()
    var context = Context(end: node.end)
    if let story, at < story, node.end > story { return push(context) }
    context.home = home(node, at)
    let outer = open.last
    context.kind = outer?.kind
    context.level = outer?.level ?? 1
    context.ordered = outer?.ordered ?? false
    switch node.tag {
    case .h1, .h2, .h3, .h4, .h5, .h6:
      context.kind = .heading
      context.level = Tag.headings[node.tag] ?? 2
    case .blockquote:
      let isEmbed =
        node.attributes["class"].map { $0.contains("twitter") || $0.contains("instagram") } ?? false
      context.kind = isEmbed ? .embed : .quote
    case .figure, .figcaption: context.kind = .caption
    case .li, .dd, .dt:
      context.kind = .item
      context.level = max(1, open.last?.lists ?? 0)
      context.ordered = open.last?.isNumbered ?? false
    default:
      if survey.reasons[at] == "caption" { context.kind = .caption }
    }
    let isList = node.tag == .ol || node.tag == .ul
    if isList { context.kind = outer?.kind }
    push(context, list: isList ? node.tag : nil)
  }

  private mutating func push(_ context: Context, list: Tag? = nil) {
    var context = context
    if context.kind == nil {
      context.kind = open.last?.kind
      context.level = open.last?.level ?? 1
      context.ordered = open.last?.ordered ?? false
    }
    context.anyHome = context.home ?? open.last?.anyHome
    context.reason = context.reason ?? open.last?.reason
    context.lists = (open.last?.lists ?? 0) + (list == nil ? 0 : 1)
    context.isNumbered = list.map { $0 == .ol } ?? open.last?.isNumbered ?? false
    open.append(context)
  }

  private func home(_ node: PageTree.Node, _ at: Int) -> Line.Home {
    let isLead = PageStandfirst.isNamed(tree, at, survey) || open.last?.home?.isStandfirst ?? false
    return Line.Home(
      parent: node.parent, tag: node.tag, classes: node.attributes["class"], isStandfirst: isLead)
  }

  private var reason: String? { story != nil ? open.last?.reason : nil }

  /// Ends the current line.
  private mutating func flush() {
    defer {
      text = ""
      node = nil
      links = []
      marks.nextLine()
    }
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
    let context = open.last
    let reason = reason
    let linked = links.reduce(0) { $0 + Spaces.collapsed($1.text).utf8.count }
    let parts = LineBreaks.paragraphs(text)
    let spans = reason == nil ? marks.spans(of: parts, in: text) : nil
    for (index, part) in parts.enumerated() {
      guard lines.count < Self.most else {
        left += part.utf8.count
        continue
      }
      var line = Line.plain(part, group: lines.count)
      line.node = node ?? 0
      line.linked = min(100, linked * 100 / max(1, part.utf8.count))
      line.block = context?.kind
      line.level = context?.level ?? 1
      line.ordered = context?.ordered ?? false
      line.home = context?.anyHome
      line.dropped = reason
      if let spans = spans?[index], !spans.isEmpty {
        line.inline = Line.Inline(length: part.utf8.count, spans: spans)
      }
      if linked * 10 >= part.utf8.count * 6,
        let link = links.max(by: { $0.text.utf8.count < $1.text.utf8.count })
      {
        line.url = link.url.flatMap { Address.resolve($0, against: base) }
        line.isLink = linked * 10 >= part.utf8.count * 8
      }
      lines.append(line)
    }
  }

  private mutating func note(_ at: Int, _ reason: String) {
    let text = reason == PageRest.listed ? "" : tree.wholeText(at)
    guard !text.isEmpty else { return }
    var line = Line.plain(text, group: lines.count)
    line.node = at
    line.label = .removed(rule: "general.\(reason)")
    lines.append(line)
  }

  private mutating func silence(_ at: Int, _ node: PageTree.Node) {
    guard node.end > at + 1 else { return }
    let text = tree.wholeText(at)
    guard !text.isEmpty else { return }
    guard silent.count < Self.most else {
      left += text.utf8.count
      return
    }
    var line = Line.plain(text, group: lines.count)
    line.node = at
    line.dropped = reason ?? SilentText.reason(node.tag, isInStory: isInStory(at))
    silent.append(line)
  }

  private func isInStory(_ at: Int) -> Bool { story.map { $0 <= at && at < tree[$0].end } ?? true }

  private mutating func preformatted(_ at: Int) {
    let text = tree.inside(at).map { tree[$0].text }.joined()
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return }
    var line = Line.plain(text, group: lines.count)
    line.node = at
    line.block = .preformatted
    line.dropped = reason
    lines.append(line)
  }

  /// Adds a table as one line, after its caption.
  private mutating func table(_ at: Int) {
    var inner = at + 1
    while inner < tree[at].end {
      let isSilent = Tag.silent.contains(tree[inner].tag)
      if isSilent { silence(inner, tree[inner]) }
      inner = isSilent ? tree[inner].end : inner + 1
    }
    for (text, kind) in [
      (TableText.caption(tree, at), Block.Kind.caption), (TableText.rows(tree, at), .table),
    ]
    where !text.isEmpty {
      var line = Line.plain(text, group: lines.count)
      line.node = at
      line.block = kind
      line.dropped = reason
      lines.append(line)
    }
  }
}
