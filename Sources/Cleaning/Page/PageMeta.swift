import Stories

/// The metadata of a page: its head, and elements with data for machines.
struct PageMeta {
  let linked: LinkedData
  /// The `<meta>` elements by name or property, in lower case; the first of each name.
  private var metas: [String: String] = [:]
  private(set) var titleElement: String?
  private(set) var heading: String?
  private(set) var canonical: String?
  private(set) var base: String?
  private(set) var language: String?
  /// The texts of links to the front page: the name of the site, or that of its logo.
  private var homes: [String] = []
  private var time: String?
  private var authors: [String] = []
  /// The initials of authors: `amu/jb`.
  private var signs: [String] = []

  init(_ tree: PageTree, _ linked: LinkedData) {
    self.linked = linked
    for index in tree.nodes.indices where tree[index].tag != .text { note(tree, index) }
  }

  private mutating func note(_ tree: PageTree, _ index: Int) {
    let node = tree[index]
    switch node.tag {
    case .html: language = node.attributes["lang"]
    case .title where titleElement == nil:
      titleElement = Spaces.collapsed(tree.inside(index).map { tree[$0].text }.joined())
    case .h1 where heading == nil:
      let text = tree.text(index)
      if text.utf8.count >= 8 { heading = text }
    case .meta:
      let name = node.attributes["property"] ?? node.attributes["name"] ?? node.attributes["itemprop"]
      guard let name = name?.lowercased(), let content = node.attributes["content"], !content.isEmpty else {
        return
      }
      if metas[name] == nil { metas[name] = Spaces.collapsed(content) }
    case .link where node.attributes["rel"]?.lowercased() == "canonical": canonical = node.attributes["href"]
    case .base: base = base ?? node.attributes["href"]
    case .a where node.attributes["href"] == "/" && homes.count < 4:
      let text = tree.text(index)
      if (4...60).contains(text.utf8.count) { homes.append(text) }
    case .time where time == nil: time = node.attributes["datetime"]
    default: break
    }
    if !node.attributes.isEmpty { noteMicrodata(tree, node) }
  }

  private mutating func noteMicrodata(_ tree: PageTree, _ node: PageTree.Node) {
    let property = node.attributes["itemprop"]?.lowercased()
    if let property, property.hasPrefix("datepublished") {
      let value = node.attributes["content"] ?? node.attributes["datetime"]
      if let value, metas["datepublished"] == nil { metas["datepublished"] = value }
    }
    guard authors.count < 12, node.tag != .link, node.tag != .meta,
      property == "author" || node.attributes["rel"]?.lowercased() == "author"
    else { return }
    let text = tree.text(node.index)
    let names = Authors.names(text).filter { Bylines.isName($0) && !authors.contains($0) }
    authors += names
    if names.isEmpty, signs.isEmpty { signs = Authors.signs(text) }
  }

  private func meta(_ names: String...) -> String? {
    names.lazy.compactMap { metas[$0] }.first { !$0.isEmpty }
  }

  /// The headline, without the publisher's name at its end.
  var title: String? {
    (titles.first { $0.count <= Titles.longest } ?? titles.first).map { withoutSite($0) }
  }

  /// All headlines in the metadata and in headings, the most reliable first.
  private var titles: [String] {
    [linked.title, meta("og:title", "twitter:title", "dc.title"), heading, titleElement].compactMap(\.self)
      .filter { !$0.isEmpty }
  }

  /// All headlines of the story, also in other wordings.
  var headlines: [String] {
    [linked.title, linked.secondTitle, meta("og:title"), meta("twitter:title"), heading, titleElement]
      .compactMap(\.self).filter { !$0.isEmpty }
  }

  /// Headlines in metadata only.
  var saidTitles: [String] {
    [linked.title, meta("og:title", "twitter:title", "dc.title"), titleElement].compactMap(\.self)
      .filter { !$0.isEmpty }
  }

  /// The name of the site; nil where the page has none but an address, its title or that of a front page.
  var site: String? {
    let metas = ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher"]
    return SiteName(
      given: ([linked.publisher] + metas.map { meta($0) }).compactMap(\.self), title: title,
      element: titleElement, homes: homes, host: url.flatMap { Address.host($0) }
    ).name
  }

  var siteName: String? { meta("og:site_name") }

  /// The authors in the metadata, without the publisher.
  var byline: [String] {
    if !linked.byline.isEmpty, !linked.isByOrganisation, linked.byline.contains(where: { !isPublisher($0) }) {
      return linked.byline
    }
    return (written + [authors]).lazy
      .map { $0.filter { !isPublisher($0) } }.first { !$0.isEmpty } ?? []
  }

  /// The organisations that sign where no person is named.
  var organisation: [String] {
    if !linked.byline.isEmpty { return linked.byline }
    return written.first { !$0.isEmpty } ?? signs
  }

  /// The authors in `<meta>` elements, the most reliable first.
  private var written: [[String]] {
    let keys = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"]
    let others = metas.keys.filter { $0.hasSuffix(":author") && !keys.contains($0) }.sorted()
    return (keys + others).compactMap { metas[$0] }
      .map { Authors.names($0).filter { !Bylines.isNobody($0) } }
  }

  /// Whether a name is that of the publisher, also with more text behind it, or of another organisation.
  private func isPublisher(_ name: String) -> Bool {
    if linked.isByOrganisation, linked.byline.contains(name) { return true }
    let key = Fold.key(name)
    return [linked.publisher, siteName].contains { site in
      guard let site = site.map({ Fold.key($0) }) else { return false }
      return key == site || site.count >= 5 && key.starts(with: site + [0x20])
    }
  }

  var date: StoryDate? {
    if let date = linked.date { return date }
    let names = [
      "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
      "dc.date.issued",
      "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date",
      "parsely-pub-date",
      "sailthru.date", "article.published", "cxenseparse:recs:publishtime", "og:published_time",
      "last-modified",
    ]
    for case let written? in names.map({ metas[$0] }) {
      if let date = PageDate.date(written) { return date }
    }
    return time.flatMap { PageDate.date($0) }
  }

  var url: String? {
    Address.web(canonical) ?? Address.web(meta("og:url"))
  }

  /// Whether it calls itself an article (OpenGraph).
  var isArticle: Bool { meta("og:type")?.lowercased() == "article" }

  var section: String? { linked.section ?? meta("article:section") }

  var descriptions: [String] {
    [linked.description, meta("og:description"), meta("description"), meta("twitter:description")].compactMap
    { $0 }
  }

  /// The primary tag (BCP 47) that the page declares.
  var tag: String? {
    let written = language ?? meta("og:locale", "content-language")
    let primary = written?.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return primary.flatMap { (2...3).contains($0.utf8.count) ? $0 : nil }
  }

  /// Removes from `Headline | Publisher` or `Headline - Publisher` what the heading does not have.
  private func withoutSite(_ title: String) -> String {
    if let heading, heading.utf8.count >= 12, title.hasPrefix(heading) { return heading }
    // Metadata may hold a long headline cut off.
    if let heading, title.utf8.count >= 60, heading.hasPrefix(title.prefix(title.count - 2)) {
      return heading
    }
    for mark in [" | ", " - ", " – ", " — ", " · ", " • "] {
      var parts = title.split(separator: mark).map(String.init)
      guard parts.count > 1, let last = parts.last else { continue }
      let key = Fold.key(last)
      let sites = [siteName, linked.publisher].compactMap(\.self) + homes
      let isFirst = sites.contains { Fold.key($0) == Fold.key(parts[0]) }
      if isFirst, parts.dropFirst().joined(separator: mark).utf8.count >= 12 {
        return parts.dropFirst().joined(separator: mark)
      }
      let isSite = sites.contains { Fold.key($0) == key }
      if isSite || mark == " | " && last.utf8.count <= 30 && parts[0].utf8.count >= 20 {
        parts.removeLast()
        return parts.joined(separator: mark)
      }
    }
    return title
  }
}
