/// Finds teasers of other stories inside a story's element: headlines that link to the same site, with the
/// text around each.
enum PageTeasers {
  /// Bytes of running text, and of all text, that a teaser may have.
  private static let mostProse = 400
  private static let mostLetters = 700

  static func find(
    _ tree: PageTree, _ survey: PageSurvey, in container: Int, base: String?
  ) -> [Range<Int>] {
    guard let site = base.flatMap({ Address.host($0) }).map(Self.site) else { return [] }
    var found: [Range<Int>] = []
    for at in tree.inside(container)
    where Tag.headlines.contains(tree[at].tag) && at >= found.last?.upperBound ?? 0 {
      let range = at..<tree[at].end
      guard survey.dropped[at] == nil, (15...250).contains(survey.letters(range)),
        let link = link(tree, survey, around: at), let address = Address.resolve(link, against: base),
        let host = Address.host(address), Self.site(host) == site
      else { continue }
      found.append(teaser(tree, survey, at, in: container))
    }
    let taken = found.reduce(0) { $0 + survey.prose($1) }
    return taken * 2 > survey.prose(container..<tree[container].end) ? [] : found
  }

  /// The address to which most of a heading leads, by a link inside or around it.
  private static func link(_ tree: PageTree, _ survey: PageSurvey, around heading: Int) -> String? {
    var around = tree[heading].parent
    for _ in 0..<3 where around > 0 {
      if tree[around].tag == .a { return tree.attribute("href", around) }
      around = tree[around].parent
    }
    let letters = survey.letters(heading..<tree[heading].end)
    let link = tree.inside(heading).first {
      tree[$0].tag == .a && survey.letters($0..<tree[$0].end) * 5 >= letters * 4
    }
    return link.flatMap { tree.attribute("href", $0) }
  }

  private static func teaser(_ tree: PageTree, _ survey: PageSurvey, _ heading: Int, in container: Int)
    -> Range<Int>
  {
    var top = heading
    while tree[top].parent > container {
      let around = tree[top].parent..<tree[tree[top].parent].end
      guard survey.prose(around) <= mostProse, survey.letters(around) <= mostLetters else { break }
      top = around.lowerBound
    }
    return top..<tree[top].end
  }

  /// The last two labels of a host, three where the last two are short ones (`co.uk`).
  private static func site(_ host: String) -> String {
    let labels = host.split(separator: ".")
    let isShort = labels.count > 2 && labels.suffix(2).allSatisfy { $0.utf8.count <= 3 }
    return labels.suffix(isShort ? 3 : 2).joined(separator: ".")
  }
}
