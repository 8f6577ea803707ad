import Stories

/// Finds lists of other stories by their headings, anywhere on the page.
enum PageRelated {
  private static let most = 12
  /// The greatest number of nodes of a list.
  private static let mostNodes = 4000

  /// A list of related headlines that was found.
  struct List {
    var links: [RelatedLink]
    /// The nodes of the list, its heading included.
    var range: Range<Int>
    /// Whether the story continues after it.
    var isInline: Bool
  }

  static func find(_ tree: PageTree, _ survey: PageSurvey, _ lexicon: Lexicon, base: String?) -> [List] {
    var found: [List] = []
    var at = 0
    while at < tree.nodes.count {
      let node = tree[at]
      if Tag.silent.contains(node.tag) || node.tag == .nav || node.tag == .footer {
        at = node.end
      } else if Tag.breaking.contains(node.tag) || node.tag == .span || node.tag == .strong,
        node.end - at <= 12, (2...60).contains(survey.letters(at..<node.end)), isHeading(tree, at, lexicon),
        let list = list(tree, survey, heading: at, base: base)
      {
        let isPopular = lexicon.popular.contains(Fold.key(tree.text(at)))
        let rest = list.end..<max(survey.storyEnd, list.end)
        found.append(
          List(links: isPopular ? [] : list.links, range: at..<list.end, isInline: survey.prose(rest) > 200))
        at = list.end
      } else {
        at += 1
      }
    }
    return found
  }

  private static func isHeading(_ tree: PageTree, _ at: Int, _ lexicon: Lexicon) -> Bool {
    let text = tree.text(at)
    return (3...60).contains(text.utf8.count) && lexicon.isRelatedHeading(Fold.key(text))
  }

  /// The links after the heading, in the nearest ancestor that has links and no story.
  static func list(
    _ tree: PageTree, _ survey: PageSurvey, heading: Int, base: String?
  ) -> (links: [RelatedLink], end: Int)? {
    var around = tree[heading].parent
    for _ in 0..<4 where around > 0 && tree[around].tag != .body {
      guard tree[around].end - heading <= mostNodes else { return nil }
      let range = tree[heading].end..<storyGoesOn(tree, survey, tree[heading].end..<tree[around].end)
      let links = links(tree, range, base: base)
      if survey.prose(range) > 600 || links.count > 2 * most { return nil }
      if !links.isEmpty {
        return (Array(links.prefix(most)), range.upperBound)
      }
      around = tree[around].parent
    }
    return nil
  }

  /// Where paragraphs of the story begin, as opposed to teasers: before any link, with links inside, or
  /// several in a row.
  private static func storyGoesOn(_ tree: PageTree, _ survey: PageSurvey, _ range: Range<Int>) -> Int {
    var lastLink: Int?
    var prose: Int?
    for at in range {
      if tree[at].tag == .a, survey.letters(at..<tree[at].end) > 0 {
        lastLink = tree[at].end
        prose = nil
      } else if survey.prose(at..<at + 1) >= 100 {
        guard lastLink != nil, prose == nil, !tree.inside(at).contains(where: { tree[$0].tag == .a }) else {
          return lastLink.map { end(tree, of: $0, before: prose ?? at) } ?? at
        }
        prose = at
      }
    }
    return range.upperBound
  }

  /// The end of the largest element that ends between two nodes.
  private static func end(_ tree: PageTree, of link: Int, before stop: Int) -> Int {
    var end = link
    var around = tree[link - 1].parent
    while around >= 0, tree[around].end <= stop {
      end = tree[around].end
      around = tree[around].parent
    }
    return end
  }

  /// Links that read like headlines, once each.
  static func links(_ tree: PageTree, _ range: Range<Int>, base: String?) -> [RelatedLink] {
    var links: [RelatedLink] = []
    for index in range where tree[index].tag == .a && links.count <= 2 * most {
      guard let url = tree.attribute("href", index).flatMap({ Address.resolve($0, against: base) }) else {
        continue
      }
      let title = tree.text(headline(tree, in: index))
      guard (12...250).contains(title.utf8.count), Shape.words(title, atLeast: 3),
        !links.contains(where: { $0.url == url || $0.title == title })
      else { continue }
      links.append(RelatedLink(title: title, url: url))
    }
    return links
  }

  /// A link around a whole teaser has its headline in an element of its own.
  private static func headline(_ tree: PageTree, in link: Int) -> Int {
    tree.inside(link).first { Tag.headings[tree[$0].tag] != nil } ?? link
  }
}
