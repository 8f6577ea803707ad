/// Finds parts of the story that a page hides until the reader clicks: accordions, `read more`.
enum HiddenParts {
  /// Hidden elements with less running text are labels or tooltips; in bytes.
  private static let least = 100
  /// How many levels further out the running text before such an element may be.
  private static let levels = 4
  /// Stories have one standfirst, a few have several.
  private static let mostLeads = 8
  /// So many words in a row are compared to find text that is shown elsewhere.
  private static let phrase = 4
  /// An offer or a list of subscriptions has so many words of promotion, and one among so many.
  private static let (mostPromotion, promotionShare) = (3, 12)
  private static let promotion = WordTable.kinds.firstIndex(of: "promotion") ?? 0
  private static let others: TagSet = [
    .nav, .aside, .footer, .form, .dialog, .pre, .figure, .figcaption, .span, .a,
  ]

  /// The outermost hidden elements inside the story's element that belong to the story.
  static func find(
    _ tree: PageTree, _ survey: PageSurvey, _ library: Library, in container: Int
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var shown: Set<UInt64>?
    let leads = leads(tree, survey, tree.inside(container))
    var at = container + 1
    while at < tree[container].end {
      let range = at..<tree[at].end
      guard survey.dropped[at] == "hidden", tree[at].tag != .text else {
        at += 1
        continue
      }
      at = range.upperBound
      guard survey.allProse(range) >= least, survey.allWorth(range) > 0,
        !others.contains(tree[range.lowerBound].tag),
        !isApart(tree, range, library.classes),
        isBehindProse(tree, survey, range.lowerBound, leads, in: container),
        !isOffer(tree, range, library.words)
      else { continue }
      let known = shown ?? phrases(tree, tree.nodes.indices) { survey.dropped[$0] == nil }
      shown = known
      let own = phrases(tree, range) { _ in true }
      if own.count(where: { known.contains($0) }) * 2 <= own.count { found.append(range) }
    }
    return found
  }

  /// Whether the element, or one of the first inside it, is named as something else than the story.
  private static func isApart(_ tree: PageTree, _ range: Range<Int>, _ classes: ClassWords) -> Bool {
    for at in range.prefix(4) where tree[at].tag != .text {
      if others.contains(tree[at].tag)
        || tree[at].attributes.bytes("role")?.elementsEqual("dialog".utf8) ?? false
      {
        return true
      }
      if let reason = classes.reason(tree[at]), reason != "player" { return true }
    }
    return false
  }

  /// Whether paragraphs of the story are shown before the element. A hidden text above all of them, or
  /// between the standfirst and them, is a summary.
  private static func isBehindProse(
    _ tree: PageTree, _ survey: PageSurvey, _ at: Int, _ leads: [Range<Int>], in container: Int
  ) -> Bool {
    var around = tree[at].parent
    for _ in 0..<levels where around >= container {
      let inside = leads.filter { around <= $0.lowerBound && $0.upperBound <= at }
      let lead = inside.reduce(0) { $0 + survey.prose($1) }
      if survey.prose(around..<at) - lead >= least { return true }
      around = tree[around].parent
    }
    return false
  }

  /// The first elements in a range that are named as standfirsts.
  private static func leads(_ tree: PageTree, _ survey: PageSurvey, _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = range.lowerBound
    while at < range.upperBound, found.count < mostLeads {
      let isLead = survey.reasons[at] == "standfirst"
      if isLead { found.append(at..<tree[at].end) }
      at = isLead ? tree[at].end : at + 1
    }
    return found
  }

  /// Whether an element offers subscriptions: it has many words of promotion, or names a price for a time.
  private static func isOffer(_ tree: PageTree, _ range: Range<Int>, _ words: WordTable) -> Bool {
    let text = tree.text(range.lowerBound)
    let count = words.count(promotion, in: Fold.key(text))
    if count > 0, text.utf8.count <= 1200, Price.isForPeriod(text) { return true }
    return count >= mostPromotion && text.utf8.count(where: { $0 == 0x20 }) <= count * promotionShare
  }

  /// Hashes of each four words in a row of one text.
  private static func phrases(
    _ tree: PageTree, _ range: Range<Int>, _ isWanted: (Int) -> Bool
  ) -> Set<UInt64> {
    var phrases: Set<UInt64> = []
    for at in range where tree[at].tag == .text && tree[at].bytes.count > 2 * phrase && isWanted(at) {
      var last: [UInt64] = []
      var word: UInt64 = 0
      for byte in tree[at].bytes + [0x20] {
        if byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) {
          word = (word == 0 ? WordHash.start : word)
          word = WordHash.add(byte < 0x80 ? byte | 0x20 : byte, to: word)
        } else if word > 0 {
          last.append(word)
          word = 0
          if last.count > phrase { last.removeFirst() }
          if last.count == phrase { phrases.insert(last.reduce(0) { $0 &* 31 &+ $1 }) }
        }
      }
    }
    return phrases
  }
}

extension PageSurvey {
  /// Keeps the given ranges, except for elements in them that are named as something else than the story.
  mutating func unfold(_ ranges: [Range<Int>], _ tree: PageTree) {
    guard !ranges.isEmpty else { return }
    for range in ranges {
      keep(range)
      var at = range.lowerBound + 1
      while at < range.upperBound {
        let reason = reasons.numbers[at]
        if reason > 0, !reasons.isKept(reason), allProse(at..<tree[at].end) * 5 <= allProse(range) * 2 {
          drop(at..<tree[at].end, reason: reasons.names[Int(reason)])
          at = tree[at].end
        } else {
          at += 1
        }
      }
    }
    weighAgain(tree)
  }
}
