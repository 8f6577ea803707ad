import Stories

/// Where a publisher's layouts take part in the cleaning of its pages.
extension PageCleaner {
  /// The layout that fits, and what is to be counted; no match at all where nobody knows the page's layouts.
  func layout(
    of page: PageLayout.Context, _ shelf: Library.Shelf, _ capture: Capture, _ address: String?
  ) -> (PageLayout?, ProfileMatch?) {
    let captured = capture.time.map { CivilDay(instant: $0) }
    let written = (page.meta.date ?? capture.date)?.day
    var layouts: [(profile: String, layout: Layout)] = []
    var asked: String?
    if let profile = shelf.profile, !profile.layouts.isEmpty {
      asked = profile.id
      layouts += Layout.candidates(profile.layouts, captured: captured, written: written)
        .map { (profile.id, $0) }
    }
    if let config = address.flatMap({ siteConfigs?.config(url: $0) }) {
      asked = asked ?? config.profile
      layouts.append((config.profile, config.layout))
    }
    guard let asked else { return (nil, nil) }
    guard let found = PageLayout.find(layouts, on: page),
      found.lines(page, library.classes).contains(where: { $0.isOpen })
    else { return (nil, ProfileMatch(profile: asked, layout: nil)) }
    return (found, ProfileMatch(profile: found.profile, layout: found.name))
  }

  /// What the layout found comes before what metadata say.
  func dress(_ story: inout Story, _ layout: PageLayout) {
    if !layout.byline.isEmpty { story.byline = layout.byline }
    story.date = layout.date ?? story.date
    story.standfirst = layout.standfirst ?? story.standfirst
    story.related =
      layout.related
      + story.related.filter { link in
        !layout.related.contains { $0.title == link.title || $0.url != nil && $0.url == link.url }
      }
  }
}
