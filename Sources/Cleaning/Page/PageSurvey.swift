/// Weighs a page's text, leaves out what is no story by its element, and finds the element that holds the
/// story.
struct PageSurvey {
  /// Why an element is left out, by node; the reasons reach down to all that is inside.
  private(set) var dropped: [String?]
  /// Bytes of running text before a node, in document order; one more entry than nodes.
  private var prose: [Int]
  private var worth: [Int]
  private var length: [Int]

  init(_ tree: PageTree, _ classes: ClassWords) {
    let count = tree.nodes.count
    dropped = Array(repeating: nil, count: count)
    prose = Array(repeating: 0, count: count + 1)
    worth = prose
    length = prose
    weigh(tree)
    drop(tree, classes)
    weigh(tree)
  }

  func prose(_ range: Range<Int>) -> Int { prose[range.upperBound] - prose[range.lowerBound] }

  /// Bytes of text, links included.
  func length(_ range: Range<Int>) -> Int { length[range.upperBound] - length[range.lowerBound] }

  /// The element with the most running text and the least else; one that says so itself is preferred.
  func container(_ tree: PageTree) -> Int? {
    var best: Int?
    var named: Int?
    for index in tree.nodes.indices where tree[index].tag != .text && dropped[index] == nil {
      let range = index..<tree[index].end
      let worth = worth(range)
      if worth > 0, worth >= best.map({ self.worth($0..<tree[$0].end) }) ?? 1 { best = index }
      if isNamed(tree, index), prose(range) > named.map({ prose($0..<tree[$0].end) }) ?? 0 { named = index }
    }
    guard let best else { return named }
    guard let named, prose(named..<tree[named].end) * 10 >= prose(best..<tree[best].end) * 6 else {
      return best
    }
    return named
  }

  private func worth(_ range: Range<Int>) -> Int { worth[range.upperBound] - worth[range.lowerBound] }

  private func isNamed(_ tree: PageTree, _ index: Int) -> Bool {
    tree.attribute("itemprop", index)?.lowercased().contains("articlebody") ?? false
  }

  /// Adds up, for each block, its own inline text.
  private mutating func weigh(_ tree: PageTree) {
    var own = Array(repeating: OwnText(), count: tree.nodes.count)
    var blocks: [(index: Int, end: Int)] = []
    var links: [Int] = []
    var at = 0
    while at < tree.nodes.count {
      let node = tree[at]
      if dropped[at] != nil || Tag.silent.contains(node.tag) && node.tag != .head {
        at = node.end
        continue
      }
      while let last = blocks.last, last.end <= at { blocks.removeLast() }
      while let last = links.last, last <= at { links.removeLast() }
      if node.tag == .text {
        if let block = blocks.last { own[block.index].add(node.text, isLink: !links.isEmpty) }
      } else if node.tag == .a {
        links.append(node.end)
      } else if Tag.breaking.contains(node.tag), node.tag != .br {
        blocks.append((at, node.end))
      }
      at += 1
    }
    for index in tree.nodes.indices {
      let text = own[index]
      prose[index + 1] = prose[index] + (text.isProse ? text.length - text.linked : 0)
      worth[index + 1] = worth[index] + text.worth(in: tree[index].tag)
      length[index + 1] = length[index] + text.length
    }
  }

  private struct OwnText {
    var length = 0
    var linked = 0
    var endsSentence = false

    mutating func add(_ text: String, isLink: Bool) {
      let bytes = text.utf8.count { $0 > 0x20 }
      guard bytes > 0 else { return }
      length += bytes
      if isLink { linked += bytes }
      endsSentence = Shape.endsSentence(text)
    }

    var isProse: Bool { length - linked >= 120 || endsSentence && length - linked >= 50 }

    /// Running text counts for an element, all other text against it.
    func worth(in tag: Tag) -> Int {
      if isProse { return length - 2 * linked }
      if Tag.headings[tag] != nil { return 0 }
      return tag == .li ? -length / 3 - linked : -length / 2 - linked
    }
  }

  private mutating func drop(_ tree: PageTree, _ classes: ClassWords) {
    let all = prose(tree.nodes.indices)
    var pardoned: Set<String> = []
    // What takes most of the page's text is the story, whatever its classes say: that reason is given up.
    for _ in 0..<3 {
      let found = candidates(tree, classes, all: all, pardoned)
      var taken: [String: Int] = [:]
      for (index, reason) in found { taken[reason, default: 0] += prose(index..<tree[index].end) }
      let excessive = taken.filter { $0.value * 5 > all * 2 && !Self.sure.contains($0.key) }.keys
      if excessive.isEmpty {
        for (index, reason) in found { drop(index..<tree[index].end, reason: reason) }
        return
      }
      pardoned.formUnion(excessive)
    }
  }

  /// The outermost elements that would be left out, and why.
  private func candidates(
    _ tree: PageTree, _ classes: ClassWords, all: Int, _ pardoned: Set<String>
  ) -> [(index: Int, reason: String)] {
    var found: [(index: Int, reason: String)] = []
    var at = 0
    while at < tree.nodes.count {
      let node = tree[at]
      if node.tag != .text, let reason = Self.reason(node, classes), !pardoned.contains(reason),
        prose(at..<node.end) * 5 <= all * 2 || Self.sure.contains(reason)
      {
        found.append((at, reason))
        at = node.end
      } else {
        at += 1
      }
    }
    return found
  }

  /// Leaves out more, found otherwise.
  mutating func drop(_ range: Range<Int>, reason: String) {
    for index in range { dropped[index] = reason }
  }

  /// Leaves nothing out any more.
  mutating func forget() {
    dropped = Array(repeating: nil, count: dropped.count)
  }

  private static let sure: Set<String> = ["comments", "hidden"]
  private static let tags: [Tag: String] = [
    .nav: "menu", .aside: "aside", .footer: "footer", .form: "form", .dialog: "dialog",
  ]
  private static let roles: [String: String] = [
    "navigation": "menu", "complementary": "aside", "contentinfo": "footer", "dialog": "dialog",
    "search": "form",
    "alertdialog": "dialog", "toolbar": "menu", "menu": "menu",
  ]
  /// Reasons of the classes' table that mean something else than leaving out.
  static let kept: Set<String> = ["standfirst", "caption", "byline"]

  private static func reason(_ node: PageTree.Node, _ classes: ClassWords) -> String? {
    if node.tag == .body || node.tag == .html { return nil }
    if let reason = tags[node.tag] { return reason }
    if node.attributes["hidden"] != nil || node.attributes["aria-hidden"] == "true" { return "hidden" }
    if let style = node.attributes["style"]?.lowercased().filter({ $0 != " " }),
      style.contains("display:none")
    {
      return "hidden"
    }
    if let role = node.attributes["role"], let reason = roles[role] { return reason }
    guard let reason = classes.reason(node), !kept.contains(reason) else { return nil }
    return reason
  }
}
