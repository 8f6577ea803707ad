import Stories

/// A page as it is read before any line is judged: its tree, its metadata, the reasons of its elements, and
/// the element that holds the story.
struct PageReading {
  let tree: PageTree
  let meta: PageMeta
  /// The title of the page itself, else the one that came with the capture.
  let title: String?
  let publisher: Publisher
  let classes: ClassWords
  let words: WordTable
  /// The address of the page, and the base of its links.
  let address: String?
  let base: String?
  /// The survey by classes alone, before anything else was removed.
  let plain: PageSurvey
  private(set) var survey: PageSurvey
  let container: Int
  let lists: [PageRelated.List]

  /// Nil where the page has no element at all.
  init?(_ capture: Capture, _ library: Library) {
    var sight = Sight(PageParser.parse(capture.text), library.classes)
    let linked = LinkedData(sight.tree.linkedData)
    sight.lookFurther(capture.text, linked, library.classes)
    tree = sight.tree
    meta = PageMeta(tree, linked)
    title = meta.title ?? capture.given.title
    publisher = library.publisher(of: capture, page: meta)
    (classes, words) = (library.classes, library.words)
    address = capture.url ?? meta.url
    base = meta.base.flatMap { [address] in Address.resolve($0, against: address) } ?? address
    guard var found = sight.container else { return nil }
    var survey = sight.survey
    let hiddenParts = HiddenParts.find(tree, survey, library, in: found)
    if !hiddenParts.isEmpty {
      survey.unfold(hiddenParts, tree)
      found = survey.container(tree) ?? found
    }
    plain = survey
    container = survey.widened(tree, found)
    self.survey = survey
    lists = PageRelated.find(tree, survey, publisher.entry.lexicon, base: base)
  }

  /// A tree, its measures, and the element that holds most of its story.
  private struct Sight {
    private(set) var tree: PageTree
    private(set) var survey: PageSurvey
    private(set) var container: Int?

    /// A page with less running text may hold its story elsewhere; in bytes.
    private static let little = 600
    /// A page with less has no story at all, so that a short one in its data counts; in bytes.
    private static let nothing = 50
    private static let shortest = 80

    init(_ tree: PageTree, _ classes: ClassWords) {
      self.tree = tree
      survey = PageSurvey(tree, classes)
      container = survey.container(tree) ?? tree.first(.body)
    }

    private var prose: Int { container.map { survey.prose($0..<tree[$0].end) } ?? 0 }

    /// If the page shows little text, looks for the story in elements for readers without scripts, in
    /// templates, and in the page's data.
    mutating func lookFurther(_ page: String, _ linked: LinkedData, _ classes: ClassWords) {
      let isBare = prose < Self.little
      if isBare, tree.nodes.contains(where: { $0.tag == .noscript || $0.tag == .template }) {
        var opened = PageTree(tree.store.opened([.noscript, .template]))
        (opened.linkedData, opened.scripts) = (tree.linkedData, tree.scripts)
        let sight = Sight(opened, classes)
        if sight.prose > 3 * prose { self = sight }
      }
      let told = linked.body.map { PageData.html($0) }
      let least = prose < Self.nothing ? Self.shortest : Self.little / 2
      if let told, told.utf8.count > max(least, 4 * prose), read(page, told, classes) { return }
      guard isBare, prose < Self.little else { return }
      let scripts = tree.scripts
      if let streamed = PageData.streamed(page, scripts) { _ = read(page, streamed, classes) }
      if let state = PageData.story(page, scripts) { _ = read(page, state, classes) }
    }

    private mutating func read(_ page: String, _ story: String, _ classes: ClassWords) -> Bool {
      let sight = Sight(PageParser.parse(page + "</body><article>\(story)</article>"), classes)
      guard sight.prose > 3 * prose else { return false }
      self = sight
      return true
    }
  }

  var entry: Library.Entry { publisher.entry }

  /// The nodes of the story's element.
  var range: Range<Int> { container..<tree[container].end }

  /// The nodes of all that is displayed.
  var whole: Range<Int> {
    let body = tree.first(.body) ?? 0
    return body..<(body < tree.nodes.count ? tree[body].end : body)
  }

  /// The node of the story's first paragraph.
  var start: Int { survey.firstProse(tree, in: container) }

  var context: PageLayout.Context {
    PageLayout.Context(tree: tree, meta: meta, survey: plain, base: base, container: container)
  }

  /// All lines of the page; those of removed elements have the reason.
  func lines() -> PageLines.Found {
    var survey = survey
    for range in PageTeasers.find(tree, survey, in: container, base: base) {
      survey.drop(range, reason: "related")
    }
    for list in lists { survey.drop(list.range, reason: PageRest.listed) }
    return PageLines.all(tree, in: whole, story: container, survey, classes, base: base)
  }

  /// All lines of a page whose every element would be removed, so that its words are kept.
  func bareLines() -> PageLines.Found {
    var survey = survey
    survey.forget()
    return PageLines.all(tree, in: whole, story: container, survey, classes, base: base)
  }

  /// The date at the end of the page's title, else the first visible date below the headline. A date of
  /// publication takes precedence over one of a change.
  func headDate(_ calendar: Calendar) -> StoryDate? {
    if let parts = meta.titleElement?.split(separator: "|"), parts.count > 1,
      let date = parts.last.flatMap({ calendar.date(in: String($0)) })
    {
      return date
    }
    let heading = tree.first(.h1) ?? range.lowerBound
    let above = shortTexts(in: min(heading, range.lowerBound)..<max(start, heading))
    if let date = TextDate.date(above.map { ($0, false) }, calendar, language: meta.tag) { return date }
    // A date at the start of the first paragraph: `29.11.2022 – Mehrfach …`.
    if let date = calendar.date(in: String(tree.text(start).prefix(24))) { return date }
    // The first paragraph may be a standfirst, with the date below it.
    let end = start < tree.nodes.count ? tree[start].end : start
    let below = shortTexts(in: end..<max(end, headEnd))
      .filter { TextDate.isAnnounced($0) }
    return TextDate.date(below.map { ($0, true) }, calendar, language: meta.tag)
  }

  /// The end of the story's head: its date and authors may stand after the first paragraph.
  var headEnd: Int {
    let end = start < tree.nodes.count ? tree[start].end : start
    return min(end + Self.headReach, range.upperBound)
  }

  /// At most this many nodes after the first paragraph may belong to the head.
  private static let headReach = 60

  /// More short texts are no head.
  private static let mostTexts = 400

  /// The texts of short elements and of their parts, in order.
  private func shortTexts(in nodes: Range<Int>) -> [String] {
    var texts: [String] = []
    var at = nodes.lowerBound
    while at < nodes.upperBound, texts.count < Self.mostTexts {
      let node = tree[at]
      if Tag.silent.contains(node.tag) || [.nav, .figure, .figcaption].contains(node.tag) {
        at = node.end
        continue
      }
      if node.end - at <= 40, node.tag == .text || node.tag == .time || Tag.breaking.contains(node.tag),
        (6...120).contains(survey.letters(at..<node.end))
      {
        texts.append(node.tag == .text ? node.text : tree.text(at))
      }
      at += 1
    }
    return texts
  }
}
