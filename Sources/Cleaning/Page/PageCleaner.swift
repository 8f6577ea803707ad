import Stories

/// Cleans pages of HTML: metadata first, then the story's element as lines that go through the passes of
/// text.
struct PageCleaner {
  let library: Library

  func story(from capture: Capture) -> Story? {
    let tree = PageParser.parse(capture.text)
    let meta = PageMeta(tree)
    let shelf = shelf(of: capture, meta)
    let address = capture.url ?? meta.url
    let base = meta.base.flatMap { Address.resolve($0, against: address) } ?? address
    let survey = PageSurvey(tree, library.classes)
    let lists = PageRelated.find(tree, survey, shelf.lexicon, base: base)
    let container = survey.container(tree) ?? tree.first(.body) ?? 0
    guard container < tree.nodes.count else { return nil }
    var lines = lines(tree, container, survey, lists, base: base)
    let title = meta.title ?? lines.first { $0.isOpen }.map { Self.cut($0.text) }
    guard let title, !title.isEmpty else { return nil }
    lines.insert(Line.plain(title, group: -1), at: 0)
    label(&lines, shelf, meta)
    var story = Telling.story(lines, title: 0)
    dress(&story, lines, meta, shelf, capture)
    story.related += lists.links.filter { link in !story.related.contains { $0.title == link.title } }
    if story.standfirst == nil {
      story.standfirst = PageStandfirst.find(tree, meta, before: container + 1, library.classes, title: title)
    }
    takeStandfirst(&story)
    noteCut(&story, capture)
    return story
  }

  private func shelf(of capture: Capture, _ meta: PageMeta) -> Library.Shelf {
    if let publisher = capture.publisher { return library.shelf(name: publisher) ?? library.general }
    for case let url? in [capture.url, meta.url] {
      if let shelf = library.shelf(url: url) { return shelf }
    }
    return meta.siteName.flatMap { library.shelf(name: $0) } ?? library.general
  }

  private func lines(
    _ tree: PageTree, _ container: Int, _ survey: PageSurvey, _ lists: PageRelated.Found, base: String?
  ) -> [Line] {
    var survey = survey
    for range in lists.ranges { survey.drop(range, reason: "hidden") }
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
    PageStandfirst.mark(&lines, meta)
    Heads.mark(&lines, title: 0, shelf)
    Related.mark(&lines, title: 0, shelf.lexicon)
    Tails.mark(&lines, title: 0)
    guard lines.contains(where: { $0.isOpen && $0.isProse && !$0.isLink }) else { return }
    for index in lines.indices where lines[index].isOpen && lines[index].isLink {
      guard lines[index].block != .heading, lines[index].length < 250 else { continue }
      lines[index].label = .removed(rule: "general.link")
    }
  }

  private func dress(
    _ story: inout Story, _ lines: [Line], _ meta: PageMeta, _ shelf: Library.Shelf, _ capture: Capture
  ) {
    if !meta.byline.isEmpty { story.byline = meta.byline }
    story.date = meta.date
    story.source = shelf.profile?.name ?? meta.site
    story.url = meta.url
    story.section = meta.section
    let texts = story.blocks.isEmpty ? [story.title] : story.blocks.map(\.text)
    story.language = meta.tag ?? library.languages.vote(texts)
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
