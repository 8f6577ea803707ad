import Stories

/// Where a publisher's layouts take part in the cleaning of its pages.
extension PageCleaner {
  /// The layout that fits with its body's lines, and what is to be counted: no match at all where nobody
  /// knows the page's layouts.
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

  /// A body's line is no standfirst where the layout says that one stands elsewhere.
  func keepParagraphs(_ lines: inout [Line], _ layout: PageLayout) {
    guard layout.knowsStandfirst else { return }
    for index in lines.indices where lines[index].label == .standfirst { lines[index].label = .open }
  }

  /// What the layout found comes before what metadata say.
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
