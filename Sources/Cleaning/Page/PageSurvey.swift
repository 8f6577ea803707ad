/// Measures the text of a page, removes elements that are not part of a story, and finds the element that
/// holds the story.
struct PageSurvey {
  /// Why a node is removed; the descendants of a removed element have its reason, too.
  private(set) var dropped: PageReasons
  /// What each element is by its own tag and classes, removed or not.
  let reasons: PageReasons
  /// The number of bytes of running text before each node in document order; one more entry than nodes.
  private var prose: [Int]
  private var worth: [Int]
  private var length: [Int]
  /// Likewise, bytes of all visible text, removed or not.
  private var letters: [Int]
  /// Likewise, the running text and the worth of all text, removed or not.
  private var allProse: [Int]
  private var allWorth: [Int]

  init(_ tree: PageTree, _ classes: ClassWords) {
    let count = tree.nodes.count
    reasons = PageReasons(tree, classes)
    dropped = PageReasons(like: reasons)
    prose = Array(repeating: 0, count: count + 1)
    worth = prose
    length = prose
    (allProse, allWorth) = (prose, worth)
    let texts = tree.nodes.map { TextShape($0.bytes) }
    letters = Self.letters(tree, texts)
    weigh(tree, texts)
    (allProse, allWorth) = (prose, worth)
    drop(tree)
    weigh(tree, texts)
  }

  func prose(_ range: Range<Int>) -> Int { prose[range.upperBound] - prose[range.lowerBound] }

  /// Bytes of text, links included.
  func length(_ range: Range<Int>) -> Int { length[range.upperBound] - length[range.lowerBound] }

  /// Bytes of running text, removed or not.
  func allProse(_ range: Range<Int>) -> Int { allProse[range.upperBound] - allProse[range.lowerBound] }

  /// Running text minus all other text, removed or not.
  func allWorth(_ range: Range<Int>) -> Int { allWorth[range.upperBound] - allWorth[range.lowerBound] }

  func letters(_ range: Range<Int>) -> Int { letters[range.upperBound] - letters[range.lowerBound] }

  /// The element with the most running text and the least of other text; one that is named as the article is
  /// preferred.
  func container(_ tree: PageTree) -> Int? {
    var best: Int?
    var named: Int?
    for index in tree.nodes.indices where tree[index].tag != .text && dropped[index] == nil {
      let range = index..<tree[index].end
      let worth = worth(range)
      if worth > 0, worth >= best.map({ self.worth($0..<tree[$0].end) }) ?? 1 { best = index }
      if Self.isNamed(tree, index), prose(range) > named.map({ prose($0..<tree[$0].end) }) ?? 0 {
        named = index
      }
    }
    guard let best = best.map({ Self.whole($0, tree) }) else { return named }
    guard let named, prose(named..<tree[named].end) * 10 >= prose(best..<tree[best].end) * 6 else {
      return best
    }
    return named
  }

  /// The element around a single paragraph, which is no story by itself.
  private static func whole(_ best: Int, _ tree: PageTree) -> Int {
    var at = best
    while [.p, .li, .dd, .blockquote].contains(tree[at].tag), tree[at].parent > 0 { at = tree[at].parent }
    return tree[at].tag == .body ? best : at
  }

  /// The end of the story's element.
  private(set) var storyEnd = 0

  /// The node of the first block of running text in an element.
  func firstProse(_ tree: PageTree, in container: Int) -> Int {
    tree.inside(container).first { prose[$0 + 1] > prose[$0] && dropped.numbers[$0] == 0 } ?? container + 1
  }

  /// Where each paragraph of a story is in an element of its own, the element around all of them; other text
  /// before and after them in it is removed.
  mutating func widened(_ tree: PageTree, _ container: Int) -> Int {
    storyEnd = tree[container].end
    var inner = container
    for _ in 0..<3 {
      let outer = tree[inner].parent
      guard outer > 0, tree[outer].tag != .body else { break }
      let named = children(tree, outer).filter { isNamed(tree, $0, like: inner) }
      let alike = named.filter { $0 == inner || prose($0..<tree[$0].end) >= 60 }
      let rest = alike.reduce(0) { $0 + ($1 == inner ? 0 : prose($1..<tree[$1].end)) }
      if let first = alike.first, let last = alike.last, rest * 4 >= prose(inner..<tree[inner].end) {
        storyEnd = tree[last].end
        drop(outer + 1..<first, reason: "outside")
        drop(tree[last].end..<tree[outer].end, reason: "outside")
        return outer
      }
      inner = outer
    }
    return container
  }

  private func children(_ tree: PageTree, _ parent: Int) -> [Int] {
    var children: [Int] = []
    var at = parent + 1
    while at < tree[parent].end {
      if tree[at].tag != .text { children.append(at) }
      at = tree[at].end
    }
    return children
  }

  private func isNamed(_ tree: PageTree, _ one: Int, like other: Int) -> Bool {
    let range = one..<tree[one].end
    return one == other
      || tree[one].tag == tree[other].tag && dropped[one] == nil && worth(range) > 0
        && tree[one].attributes.bytes("class") == tree[other].attributes.bytes("class")
  }

  private func worth(_ range: Range<Int>) -> Int { worth[range.upperBound] - worth[range.lowerBound] }

  static func isNamed(_ tree: PageTree, _ index: Int) -> Bool {
    tree.attribute("itemprop", index)?.lowercased().contains("articlebody") ?? false
  }

  private static func letters(_ tree: PageTree, _ texts: [TextShape]) -> [Int] {
    var sums = Array(repeating: 0, count: texts.count + 1)
    var silentEnd = 0
    for index in texts.indices {
      if index >= silentEnd, Tag.silent.contains(tree[index].tag) { silentEnd = tree[index].end }
      sums[index + 1] = sums[index] + (index < silentEnd ? 0 : texts[index].length)
    }
    return sums
  }

  /// Computes the sums again after other elements were removed.
  mutating func weighAgain(_ tree: PageTree) {
    weigh(tree, tree.nodes.map { TextShape($0.bytes) })
  }

  /// Computes the sums, for each block from its own inline text.
  private mutating func weigh(_ tree: PageTree, _ texts: [TextShape]) {
    var own = Array(repeating: OwnText(), count: tree.nodes.count)
    var blocks: [(index: Int, end: Int)] = []
    var linkEnd = 0
    var at = 0
    while at < own.count {
      let tag = tree[at].tag
      if tag == .text {
        while let last = blocks.last, last.end <= at { blocks.removeLast() }
        if let block = blocks.last, dropped.numbers[at] == 0 {
          own[block.index].add(texts[at], isLink: at < linkEnd)
        }
      } else if dropped.numbers[at] > 0 || Tag.silent.contains(tag) && tag != .head {
        at = tree[at].end
        continue
      } else if tag == .a {
        linkEnd = max(linkEnd, tree[at].end)
      } else if Tag.breaking.contains(tag), tag != .br {
        while let last = blocks.last, last.end <= at { blocks.removeLast() }
        blocks.append((at, tree[at].end))
      }
      at += 1
    }
    for index in own.indices {
      let text = own[index]
      prose[index + 1] = prose[index] + (text.isProse ? text.length - text.linked : 0)
      worth[index + 1] = worth[index] + (text.length > 0 ? text.worth(in: tree[index].tag) : 0)
      length[index + 1] = length[index] + text.length
    }
  }

  /// What is measured of the texts right below an element, those of inline elements included; lengths in
  /// bytes.
  private struct OwnText {
    var length = 0
    var linked = 0
    var endsSentence = false
    /// Whether it asks for consent to cookies.
    var isConsent = false

    mutating func add(_ text: TextShape, isLink: Bool) {
      guard text.length > 0 else { return }
      length += text.length
      if isLink { linked += text.length }
      endsSentence = text.endsSentence
      if text.isConsent { isConsent = true }
    }

    var isProse: Bool {
      !isConsent && (length - linked >= 120 || endsSentence && length - linked >= 50)
    }

    /// Running text counts for an element, other text against it.
    func worth(in tag: Tag) -> Int {
      if isProse { return length - 2 * linked }
      if Tag.headlines.contains(tag) { return 0 }
      return tag == .li ? -length / 3 - linked : -length / 2 - linked
    }
  }

  private mutating func drop(_ tree: PageTree) {
    var sure = candidates(tree, all: 0, [], areSure: true)
    var all = prose(tree.nodes.indices) - sure.reduce(0) { $0 + prose($1.index..<tree[$1.index].end) }
    while spared.count < 8, let most = mistaken(sure, tree, rest: all) {
      spared.insert(most)
      sure = candidates(tree, all: 0, [], areSure: true)
      all = prose(tree.nodes.indices) - sure.reduce(0) { $0 + prose($1.index..<tree[$1.index].end) }
    }
    var pardoned: Set<UInt8> = []
    // An element with most of the page's text is the story, whatever its classes say, and is not removed.
    for _ in 0..<3 {
      let found = candidates(tree, all: all, pardoned)
      var taken: [UInt8: Int] = [:]
      for (index, reason) in found { taken[reason, default: 0] += prose(index..<tree[index].end) }
      let excessive = taken.filter { $0.value * 5 > all * 2 && !reasons.isSure($0.key) }.keys
      if excessive.isEmpty {
        for (index, reason) in found { dropped.set(index..<tree[index].end, reason) }
        return
      }
      pardoned.formUnion(excessive)
    }
  }

  /// Elements that are kept whatever their classes say.
  private var spared: Set<Int> = []
  /// A page with less running text outside its hidden elements has no visible story; in bytes.
  private static let little = 600

  /// A removed element that holds most of the running text; or comments of readers that contain the page's
  /// headline.
  private func mistaken(
    _ sure: [(index: Int, reason: UInt8)], _ tree: PageTree, rest: Int
  ) -> Int? {
    let heading = tree.first(.h1) ?? -1
    let most = sure.filter { reasons.names[Int($0.reason)] != "consent" }
      .max { prose($0.index..<tree[$0.index].end) < prose($1.index..<tree[$1.index].end) }
    guard let most else { return nil }
    let held = prose(most.index..<tree[most.index].end)
    if rest < Self.little, held > 2 * rest, held > Self.little / 2 { return most.index }
    return sure.first { found in
      let range = found.index..<tree[found.index].end
      return reasons.names[Int(found.reason)] == "comments" && range.contains(heading) && prose(range) > rest
    }?.index
  }

  /// The outermost elements to be removed, and the reason of each.
  private func candidates(
    _ tree: PageTree, all: Int, _ pardoned: Set<UInt8>, areSure: Bool = false
  ) -> [(index: Int, reason: UInt8)] {
    var found: [(index: Int, reason: UInt8)] = []
    var at = 0
    while at < reasons.numbers.count {
      let reason = reasons.numbers[at]
      if reason > 0, !spared.contains(at), !reasons.isKept(reason), !pardoned.contains(reason),
        !areSure || reasons.isSure(reason),
        prose(at..<tree[at].end) * 5 <= all * 2 || reasons.isSure(reason)
      {
        found.append((at, reason))
        at = tree[at].end
      } else {
        at += 1
      }
    }
    return found
  }

  /// Removes only elements with reasons that hold however much text they have.
  mutating func dropSure(_ tree: PageTree) {
    forget()
    for (index, reason) in candidates(tree, all: 0, [], areSure: true) {
      dropped.set(index..<tree[index].end, reason)
    }
    weighAgain(tree)
  }

  /// Removes further nodes.
  mutating func drop(_ range: Range<Int>, reason: String) {
    dropped.set(range, dropped.number(reason))
  }

  /// Restores all nodes of a range.
  mutating func keep(_ range: Range<Int>) {
    dropped.set(range, 0)
  }

  /// Restores all nodes.
  mutating func forget() {
    dropped = PageReasons(like: reasons)
  }
}
