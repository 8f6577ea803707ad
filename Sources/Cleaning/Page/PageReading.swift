import Stories

/// A page as cleaning reads it before anything is judged: its tree, its metadata, its elements' reasons, and
/// the element that holds the story.
struct PageReading {
  let tree: PageTree
  let meta: PageMeta
  /// As the page says it, else as it was said of the page.
  let title: String?
  let publisher: Publisher
  let classes: ClassWords
  /// The page's address and what its links start from.
  let address: String?
  let base: String?
  /// As the page's classes have it, before anything else was left out.
  let plain: PageSurvey
  private(set) var survey: PageSurvey
  let container: Int
  let lists: [PageRelated.List]

  /// Nil where there is no element at all.
  init?(_ capture: Capture, _ library: Library) {
    tree = PageParser.parse(capture.text)
    meta = PageMeta(tree)
    title = meta.title ?? capture.given.title
    publisher = library.publisher(of: capture, page: meta)
    classes = library.classes
    address = capture.url ?? meta.url
    base = meta.base.flatMap { [address] in Address.resolve($0, against: address) } ?? address
    survey = PageSurvey(tree, library.classes)
    plain = survey
    guard let found = survey.container(tree) ?? tree.first(.body) else { return nil }
    container = survey.widened(tree, found)
    lists = PageRelated.find(tree, survey, publisher.entry.lexicon, base: base)
  }

  var entry: Library.Entry { publisher.entry }

  /// The nodes of the story's element.
  var range: Range<Int> { container..<tree[container].end }

  /// The nodes of everything that is read.
  var whole: Range<Int> {
    let body = tree.first(.body) ?? 0
    return body..<(body < tree.nodes.count ? tree[body].end : body)
  }

  /// Where the story's first paragraph stands.
  var start: Int { survey.firstProse(tree, in: container) }

  var context: PageLayout.Context {
    PageLayout.Context(tree: tree, meta: meta, survey: plain, base: base, container: container)
  }

  /// All lines of the page; those that their element leaves out say why.
  func lines() -> (lines: [Line], left: Int) {
    var survey = survey
    for range in PageTeasers.find(tree, survey, in: container, base: base) {
      survey.drop(range, reason: "related")
    }
    for list in lists { survey.drop(list.range, reason: "listed") }
    return PageLines.all(tree, in: whole, story: container, survey, classes, base: base)
  }

  /// All lines of a page that is all furniture: it still has its words.
  func bareLines() -> (lines: [Line], left: Int) {
    var survey = survey
    survey.forget()
    return PageLines.all(tree, in: whole, story: container, survey, classes, base: base)
  }

  /// The date that the page's title ends with, or the first that people read below the headline.
  func headDate(_ calendar: Calendar) -> StoryDate? {
    if let parts = meta.titleElement?.split(separator: "|"), parts.count > 1,
      let date = parts.last.flatMap({ calendar.date(in: String($0)) })
    {
      return date
    }
    let heading = tree.first(.h1) ?? range.lowerBound
    let end = max(start, heading)
    var at = min(heading, range.lowerBound)
    while at < end {
      let node = tree[at]
      if Tag.silent.contains(node.tag) || [.nav, .figure, .figcaption].contains(node.tag) {
        at = node.end
        continue
      }
      if node.end - at <= 40, node.tag == .text || node.tag == .time || Tag.breaking.contains(node.tag),
        (6...120).contains(survey.letters(at..<node.end)),
        let date = calendar.date(in: node.tag == .text ? node.text : tree.text(at))
      {
        return date
      }
      at += 1
    }
    // `29.11.2022 – Mehrfach …`
    return calendar.date(in: String(tree.text(start).prefix(24)))
  }
}
