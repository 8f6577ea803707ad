/// Finds parts of the story that a page hides until the reader clicks: accordions, `read more`.
enum HiddenParts {
  /// Hidden elements with less running text are labels or tooltips; in bytes.
  private static let least = 100
  /// How many levels further out the running text before such an element may be.
  private static let levels = 4
  /// Shorter texts are not compared to find copies; in bytes.
  private static let leastCopied = 60
  private static let others: TagSet = [
    .nav, .aside, .footer, .form, .dialog, .pre, .figure, .figcaption, .span, .a,
  ]

  /// The outermost hidden elements inside the story's element that belong to the story.
  static func find(
    _ tree: PageTree, _ survey: PageSurvey, _ classes: ClassWords, in container: Int
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var shown: Set<Int>?
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
        !isApart(tree, range, classes), isBehindProse(tree, survey, range.lowerBound, in: container)
      else { continue }
      let known = shown ?? texts(tree, tree.nodes.indices) { survey.dropped[$0] == nil }
      shown = known
      let own = texts(tree, range) { _ in true }
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
      if let reason = classes.reason(tree[at]), reason != "player", reason != "standfirst" { return true }
    }
    return false
  }

  private static func isBehindProse(
    _ tree: PageTree, _ survey: PageSurvey, _ at: Int, in container: Int
  ) -> Bool {
    var around = tree[at].parent
    for _ in 0..<levels where around >= container {
      if survey.prose(around..<at) >= least { return true }
      around = tree[around].parent
    }
    return false
  }

  private static func texts(_ tree: PageTree, _ range: Range<Int>, _ isWanted: (Int) -> Bool) -> Set<Int> {
    var texts: Set<Int> = []
    for at in range where tree[at].tag == .text && tree[at].bytes.count >= leastCopied && isWanted(at) {
      var hasher = Hasher()
      for byte in tree[at].bytes where byte > 0x20 { hasher.combine(byte) }
      texts.insert(hasher.finalize())
    }
    return texts
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
