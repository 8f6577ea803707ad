import Stories

/// Cleans pages of HTML: metadata first, then the story's element as lines that go through the passes of
/// text.
struct PageCleaner {
  let library: Library
  let siteConfigs: SiteConfigs?

  func story(from capture: Capture) -> Story? {
    let tree = PageParser.parse(capture.text)
    let meta = PageMeta(tree)
    let shelf = shelf(of: capture, meta)
    let address = capture.url ?? meta.url
    let base = meta.base.flatMap { Address.resolve($0, against: address) } ?? address
    var survey = PageSurvey(tree, library.classes)
    let plain = survey
    guard let found = survey.container(tree) ?? tree.first(.body) else { return nil }
    let container = survey.widened(tree, found)
    let lists = PageRelated.find(tree, survey, shelf.lexicon, base: base)
    let page = PageLayout.Context(tree: tree, meta: meta, survey: plain, base: base, container: container)
    let (layout, laidOut, match) = layout(of: page, shelf, capture, address)
    var lines = laidOut ?? lines(tree, container, survey, lists, base: base)
    let title =
      layout?.title ?? meta.title ?? capture.given.title
      ?? lines.first { $0.isOpen }.map { Self.cut($0.text) }
    guard let title, !title.isEmpty else { return nil }
    lines.insert(Line.plain(title, group: -1), at: 0)
    label(&lines, shelf, meta)
    if let layout { keepParagraphs(&lines, layout) }
    Corrections.mark(&lines, capture.corrections, shelf.lexicon)
    var story = Telling.story(lines, title: 0)
    dress(&story, lines, meta, shelf, capture)
    if layout?.knowsRelated != true { relate(&story, lists, container..<tree[container].end) }
    let start = survey.firstProse(tree, in: container)
    if story.standfirst == nil {
      story.standfirst = PageStandfirst.find(tree, meta, before: start, survey, title: title)
    }
    if meta.byline.isEmpty {
      let names = PageByline.find(tree, survey, before: start, shelf.lexicon)
      let known = names.isEmpty ? story.byline : names
      story.byline = known.isEmpty ? meta.organisation : known
    }
    if story.standfirst == nil { story.standfirst = PageStandfirst.leading(story, meta) }
    if let layout { dress(&story, layout) }
    story.profile = match
    takeStandfirst(&story)
    noteCut(&story, capture)
    return story
  }

  private func shelf(of capture: Capture, _ meta: PageMeta) -> Library.Shelf {
    if let publisher = capture.publisher { return library.shelf(name: publisher) ?? library.general }
    for case let url? in [capture.url, meta.url] {
      if let shelf = library.shelf(url: url) { return shelf }
    }
    for case let name? in [meta.siteName, meta.site] {
      if let shelf = library.shelf(name: name) { return shelf }
    }
    return library.general
  }

  private func lines(
    _ tree: PageTree, _ container: Int, _ survey: PageSurvey, _ lists: [PageRelated.List], base: String?
  ) -> [Line] {
    var survey = survey
    for range in PageTeasers.find(tree, survey, in: container, base: base) {
      survey.drop(range, reason: "related")
    }
    for list in lists { survey.drop(list.range, reason: "hidden") }
    let range = container..<tree[container].end
    let lines = PageLines.lines(tree, in: range, survey, library.classes, base: base)
    if lines.contains(where: { $0.isOpen }) { return lines }
    // A page that is all furniture still has its words.
    survey.forget()
    let all = (tree.first(.body) ?? 0)..<tree.nodes.count
    return PageLines.lines(tree, in: all, survey, library.classes, base: base)
  }

  private func label(_ lines: inout [Line], _ shelf: Library.Shelf, _ meta: PageMeta) {
    Furniture.mark(&lines, shelf.lexicon)
    lines[0].verdict = nil
    Titles.mark(&lines, title: 0)
    PageHeads.mark(&lines, meta.headlines, shelf.lexicon)
    PageStandfirst.mark(&lines, meta)
    Heads.mark(&lines, title: 0, shelf)
    Related.mark(&lines, title: 0, shelf.lexicon)
    Tails.mark(&lines, title: 0)
    markLinks(&lines)
  }

  /// Lines that are nothing but a link are no story; between its paragraphs they lead to other ones.
  private func markLinks(_ lines: inout [Line]) {
    let prose = lines.indices.filter { lines[$0].isOpen && lines[$0].isProse && !lines[$0].isLink }
    guard let first = prose.first, let last = prose.last else { return }
    for index in lines.indices where lines[index].isOpen && lines[index].isLink {
      let line = lines[index]
      guard line.block != .heading, line.length < 250 else { continue }
      let isHeadline = first < index && index < last && line.url != nil && Shape.words(line.text, atLeast: 5)
      lines[index].label = isHeadline ? .related : .removed(rule: "general.link")
    }
  }

  /// Links between the paragraphs are the story's own; else the first list in or behind it is.
  private func relate(_ story: inout Story, _ lists: [PageRelated.List], _ container: Range<Int>) {
    let inside = lists.filter { container.contains($0.range.lowerBound) && $0.isInline }
    let behind = lists.first { $0.range.lowerBound > container.lowerBound && !$0.links.isEmpty }
    let chosen = inside.isEmpty && story.related.isEmpty ? [behind].compactMap(\.self) : inside
    for link in chosen.flatMap(\.links) where !story.related.contains(where: { $0.title == link.title }) {
      story.related.append(link)
    }
  }

  private func dress(
    _ story: inout Story, _ lines: [Line], _ meta: PageMeta, _ shelf: Library.Shelf, _ capture: Capture
  ) {
    if !meta.byline.isEmpty { story.byline = meta.byline }
    story.date = meta.date ?? capture.date ?? Self.dates(lines).first
    if story.date == nil { story.date = (capture.url ?? meta.url).flatMap { PageDate.inAddress($0) } }
    story.source = shelf.profile?.name ?? meta.site
    story.url = meta.url
    story.section = meta.section
    let texts = story.blocks.isEmpty ? [story.title] : story.blocks.map(\.text)
    story.language = meta.tag ?? library.languages.vote(texts)
  }

  /// Dates that stand between the headline and the story.
  private static func dates(_ lines: [Line]) -> [StoryDate] {
    let head = lines.prefix { !($0.isOpen && $0.isProse && $0.block != .heading) }
    return head.filter { $0.length <= 200 && $0.label != .title }.compactMap { PageDate.visible($0.text) }
  }

  /// The body does not begin with the standfirst once more.
  private func takeStandfirst(_ story: inout Story) {
    guard let standfirst = story.standfirst,
      let first = story.blocks.firstIndex(where: { $0.kind.isRead })
    else { return }
    if Fold.key(story.blocks[first].text) == Fold.key(standfirst) { story.blocks.remove(at: first) }
  }

  private func noteCut(_ story: inout Story, _ capture: Capture) {
    guard capture.text.utf8.count > PageParser.limit else { return }
    story.removed.append(
      RemovedLine("… \(capture.text.utf8.count - PageParser.limit) bytes", rule: "general.too-long"))
  }

  /// A title of a page without one: the beginning of its first line.
  static func cut(_ text: String) -> String {
    text.utf8.count <= 80 ? text : Line.trim(text.prefix(70)) + "…"
  }
}
