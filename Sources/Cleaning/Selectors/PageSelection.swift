/// Applies selectors to one page; each step costs at most one pass over its nodes.
struct PageSelection {
  let tree: PageTree
  private var words: PageWords?

  init(_ tree: PageTree) {
    self.tree = tree
  }

  /// The nodes that a selector selects, in document order; for an attribute, the elements that have it.
  mutating func nodes(_ selector: Selector) -> [Int] {
    guard let first = selector.paths.first else { return [] }
    var nodes = nodes(first)
    for path in selector.paths.dropFirst() { nodes = Self.united(nodes, self.nodes(path)) }
    return nodes
  }

  /// The text of at most this many elements is read, since elements may contain one another.
  private static let mostTexts = 40

  /// The selected nodes with their texts, spaces collapsed: the value of the attribute, or the text inside;
  /// without empty ones.
  mutating func picked(_ selector: Selector) -> [(node: Int, text: String)] {
    var found: [(node: Int, text: String)] = []
    for path in selector.paths {
      for node in nodes(path).prefix(Self.mostTexts) {
        let text = text(of: node, path.attribute)
        if !text.isEmpty { found.append((node, text)) }
      }
    }
    if selector.paths.count > 1 { found.sort { $0.node < $1.node } }
    return found
  }

  private func text(of node: Int, _ attribute: String?) -> String {
    if let attribute { return Spaces.collapsed(tree.attribute(attribute, node) ?? "") }
    return tree[node].tag == .text ? Spaces.collapsed(tree[node].text) : tree.text(node)
  }

  private mutating func nodes(_ path: Selector.Path) -> [Int] {
    // Nil stands for the document, above the root element.
    var from: [Int]?
    for step in path.steps {
      let reached = reach(step, from: from)
      if reached.isEmpty { return [] }
      from = reached
    }
    var nodes = from ?? []
    if let attribute = path.attribute {
      nodes = nodes.filter { tree[$0].attributes.bytes(attribute) != nil }
    }
    return nodes
  }

  /// The nodes to which a step leads, in document order, each once.
  mutating func reach(_ step: Selector.Step, from: [Int]?) -> [Int] {
    var found: [Int]
    switch step.axis {
    case .descendant: found = descendants(from, step.test)
    case .child: found = children(from, step.test)
    case .itself: found = (from ?? []).filter { fits($0, step.test) }
    case .parent:
      found = Self.ordered((from ?? []).compactMap { tree[$0].parent >= 0 ? tree[$0].parent : nil })
        .filter { fits($0, step.test) }
    case .ancestor: found = ancestors(from ?? [], step.test, orSelf: false)
    case .ancestorOrSelf: found = ancestors(from ?? [], step.test, orSelf: true)
    case .followingSibling: found = siblings(from ?? [], step.test)
    }
    for filter in step.filters where !found.isEmpty { found = narrowed(found, filter) }
    return found
  }

  private func fits(_ node: Int, _ test: Selector.Test) -> Bool {
    switch test {
    case .any: tree[node].tag != .text
    case .tag(let tag): tree[node].tag == tag
    case .text: tree[node].tag == .text
    }
  }

  private func descendants(_ from: [Int]?, _ test: Selector.Test) -> [Int] {
    guard let from else { return tree.nodes.indices.filter { fits($0, test) } }
    var found: [Int] = []
    var done = 0
    for node in from where tree[node].end > done {
      for inner in max(node + 1, done)..<max(tree[node].end, node + 1, done) where fits(inner, test) {
        found.append(inner)
      }
      done = max(done, tree[node].end)
    }
    return found
  }

  private func children(_ from: [Int]?, _ test: Selector.Test) -> [Int] {
    guard let from else { return tree.nodes.isEmpty || !fits(0, test) ? [] : [0] }
    var found: [Int] = []
    for node in from {
      var child = node + 1
      while child < tree[node].end {
        if fits(child, test) { found.append(child) }
        child = tree[child].end
      }
    }
    return Self.ordered(found)
  }

  private func ancestors(_ from: [Int], _ test: Selector.Test, orSelf: Bool) -> [Int] {
    var seen: Set<Int> = []
    for node in from {
      var at = orSelf ? node : tree[node].parent
      while at >= 0, seen.insert(at).inserted { at = tree[at].parent }
    }
    return seen.sorted().filter { fits($0, test) }
  }

  private func siblings(_ from: [Int], _ test: Selector.Test) -> [Int] {
    var seen: Set<Int> = []
    var found: [Int] = []
    for node in from where tree[node].parent >= 0 && seen.insert(tree[node].parent).inserted {
      var next = tree[node].end
      while next < tree[tree[node].parent].end {
        if fits(next, test) { found.append(next) }
        next = tree[next].end
      }
    }
    return Self.ordered(found)
  }

  private static func ordered(_ nodes: [Int]) -> [Int] {
    var sorted: [Int] = []
    for node in zip(nodes, nodes.dropFirst()).allSatisfy({ $0 < $1 }) ? nodes : nodes.sorted()
    where sorted.last != node { sorted.append(node) }
    return sorted
  }

  private static func united(_ left: [Int], _ right: [Int]) -> [Int] {
    if left.isEmpty { return right }
    return right.isEmpty ? left : ordered(left + right)
  }

  /// The words of the page, collected when the first selector needs them.
  mutating func gatheredWords() -> PageWords {
    if let words { return words }
    let gathered = PageWords(tree)
    words = gathered
    return gathered
  }
}
