import Stories

/// How the layouts of publishers are applied to a page.
extension PageCleaner {
  /// The layout that fits, the lines of its body, and the match to be counted; no match where no layout is
  /// known for the page.
  func layout(
    of reading: PageReading, _ capture: Capture
  ) -> (found: PageLayout?, lines: [Line]?, match: ProfileMatch?) {
    let page = reading.context
    let captured = capture.time.map { CivilDay(instant: $0) }
    let written = (page.meta.date ?? capture.date)?.day
    var layouts: [(profile: String, layout: Layout)] = []
    var asked: String?
    if let profile = reading.entry.profile, !profile.layouts.isEmpty {
      asked = profile.id
      layouts += Layout.candidates(profile.layouts, captured: captured, written: written)
        .map { (profile.id, $0) }
    }
    if let config = reading.address.flatMap({ siteConfigs?.config(url: $0, named: capture.siteConfigs) }) {
      asked = asked ?? config.profile
      layouts.append((config.profile, config.layout))
    }
    guard let asked else { return (nil, nil, nil) }
    if let found = PageLayout.find(layouts, on: page) {
      let lines = found.lines(page, library.classes)
      if lines.contains(where: { $0.isOpen }) {
        return (found, lines, ProfileMatch(profile: found.profile, layout: found.name))
      }
    }
    return (nil, nil, ProfileMatch(profile: asked, layout: nil))
  }

  /// Makes a line that was labelled a standfirst a paragraph of the body again where the layout knows the
  /// standfirst elsewhere.
  func keepParagraphs(_ lines: inout [Line], _ layout: PageLayout) {
    guard layout.knowsStandfirst else { return }
    for index in lines.indices where lines[index].label == .standfirst { lines[index].label = .open }
  }

  /// Parts that the layout found replace what the metadata say.
  func dress(_ story: inout Story, _ layout: PageLayout) {
    if !layout.byline.isEmpty { story.byline = layout.byline }
    story.date = layout.date ?? story.date
    if layout.knowsStandfirst { story.standfirst = layout.standfirst }
    story.related =
      layout.related
      + story.related.filter { link in
        !layout.related.contains { $0.title == link.title || $0.url != nil && $0.url == link.url }
      }
  }
}
