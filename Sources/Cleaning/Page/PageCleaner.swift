import Stories

/// Cleans HTML pages: reads the metadata, then labels the lines of the page as it does for text.
struct PageCleaner {
  let library: Library
  let siteConfigs: SiteConfigs?
  var model: PageModel?

  func story(from capture: Capture) -> Story? {
    guard let page = PageReading(capture, library) else { return nil }
    let (layout, laidOut, match) = layout(of: page, capture)
    let fitting = laidOut.flatMap { laidOutLines($0, layout, page) }
    guard var told = fitting ?? judgedLines(of: page) else { return nil }
    let fuller = fitting == nil ? PageGuard.fuller(page, than: told.lines) : nil
    if let fuller { (told.lines, told.rest) = (told.lines.prefix(1) + fuller.lines, fuller.rest) }
    var lines = told.lines
    Corrections.mark(&lines, capture.corrections, page.entry.lexicon)
    var all = PageRest.merged(told.lines, told.rest)
    Corrections.mark(&all, capture.corrections, page.entry.lexicon)
    all = PagePictures.add(to: all, of: page)
    var story = StoryBuilder.story(all, title: 0)
    story.resolveLinks(against: page.base)
    dress(&story, page, capture)
    if layout?.knowsRelated != true { relate(&story, page.lists, page.range) }
    let start = page.start
    let meta = page.meta
    if story.standfirst == nil {
      story.standfirst = PageStandfirst.find(
        page.tree, meta, before: start, page.survey, title: story.title)
    }
    if meta.byline.isEmpty { sign(&story, page, lines, likely: told.byline) }
    if story.standfirst == nil { story.standfirst = PageStandfirst.leading(story, meta) }
    if let layout { dress(&story, layout) }
    story.profile = match
    takeStandfirst(&story)
    PageRest.settle(&story, lines)
    noteCut(&story, capture)
    story.doubt = fuller == nil ? PageGuard.doubt(story) : .incomplete
    return story
  }

  /// Finds the byline on the page itself, where the metadata names no person.
  private func sign(_ story: inout Story, _ page: PageReading, _ lines: [Line], likely: [String]) {
    let lexicon = page.entry.lexicon
    let names = PageByline.find(page.tree, page.survey, before: page.start, lexicon)
    let signature = PageByline.signature(lines).map { [$0] } ?? []
    let organisation = page.meta.organisation
    // The first paragraph may be a standfirst, with the authors' names below it.
    let below =
      organisation.isEmpty ? PageByline.find(page.tree, page.survey, before: page.headEnd, lexicon) : []
    let known = [names, story.byline, PageByline.inHead(lines, lexicon), likely, signature, below]
    let isAgency = organisation.contains { Bylines.agencies.contains($0.lowercased()) }
    // The name of an organisation, also with more text attached, is not a person; that of a news agency is
    // still better than a guess.
    let people = known.first { !$0.isEmpty && (isAgency || !Self.isAny($0, of: organisation)) } ?? []
    story.byline = people.isEmpty || Self.isAny(people, of: organisation) ? organisation : people
    if story.byline == signature { story.blocks.removeAll { [$0.text] == signature } }
  }

  /// Whether one of the names begins with an organisation's.
  private static func isAny(_ names: [String], of organisations: [String]) -> Bool {
    names.contains { name in organisations.contains { Fold.key(name).starts(with: Fold.key($0)) } }
  }

  /// The title and the lines of the story, the other lines of the page, and the byline that the model found.
  private typealias Told = (lines: [Line], rest: [Line], byline: [String])

  /// The title and the lines that a layout selects.
  private func laidOutLines(_ laidOut: [Line], _ layout: PageLayout?, _ page: PageReading) -> Told? {
    let first = laidOut.first { $0.isOpen }.map { PageRules.title(fromLine: $0.text) }
    guard let layout, let title = layout.title ?? page.title ?? first, !title.isEmpty else { return nil }
    var lines = [Line.plain(title, group: -1)] + laidOut
    PageRules.label(&lines, page)
    keepParagraphs(&lines, layout)
    return (lines, layout.rest(page), [])
  }

  /// The title and the lines that the rules and the model select.
  private func judgedLines(of page: PageReading) -> Told? {
    guard let rules = PageRules(page) else { return nil }
    var title = Line.plain(rules.title, group: -1)
    title.label = .title
    guard let model, rules.lines.count <= PageLabels.mostLines else {
      return ([title] + rules.told, rules.rest, [])
    }
    let labels = PageLabels(rules, library, model)
    let byline = labels.likelyByline.map { Bylines.names(ofByline: $0, page.entry.lexicon, library.words) }
    let (lines, rest) = labels.told
    return ([title] + lines, rest, byline ?? [])
  }

  /// Takes related headlines from lists between the paragraphs; without such lists, from the first list
  /// inside or after the story.
  private func relate(_ story: inout Story, _ lists: [PageRelated.List], _ container: Range<Int>) {
    let inside = lists.filter { container.contains($0.range.lowerBound) && $0.isInline }
    let behind = lists.first { $0.range.lowerBound > container.lowerBound && !$0.links.isEmpty }
    let chosen = inside.isEmpty && story.related.isEmpty ? [behind].compactMap(\.self) : inside
    for link in chosen.flatMap(\.links) where !story.related.contains(where: { $0.title == link.title }) {
      story.related.append(link)
    }
  }

  private func dress(_ story: inout Story, _ page: PageReading, _ capture: Capture) {
    let meta = page.meta
    if !meta.byline.isEmpty { story.byline = Bylines.cleaned(meta.byline) }
    story.date = meta.date ?? capture.date ?? page.headDate(library.calendar)
    if story.date == nil { story.date = (capture.url ?? meta.url).flatMap { PageDate.inAddress($0) } }
    story.source = page.publisher.name
    story.url = meta.url
    story.section = meta.section
    let texts = story.blocks.isEmpty ? [story.title] : story.blocks.map(\.text)
    story.language = meta.tag ?? library.languages.vote(texts)
  }

  /// Removes the first block of the body where it repeats the standfirst, apart from case and punctuation.
  private func takeStandfirst(_ story: inout Story) {
    guard let standfirst = story.standfirst,
      let first = story.blocks.firstIndex(where: { $0.kind.isRead })
    else { return }
    guard Fold.key(story.blocks[first].text) == Fold.key(standfirst) else { return }
    let copy = story.blocks.remove(at: first)
    story.removed.append(RemovedLine(copy.text, rule: PageStandfirst.copied))
  }

  private func noteCut(_ story: inout Story, _ capture: Capture) {
    guard capture.text.utf8.count > PageParser.limit else { return }
    story.removed.append(
      RemovedLine("… \(capture.text.utf8.count - PageParser.limit) bytes", rule: PageLines.tooLong))
  }
}
