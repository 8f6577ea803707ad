import Stories

/// What a page's head says, and the elements that carry data for machines.
struct PageMeta {
  let linked: LinkedData
  /// `<meta>` by name or property, in lower case; the first of a name.
  private var metas: [String: String] = [:]
  private(set) var titleElement: String?
  private(set) var heading: String?
  private(set) var canonical: String?
  private(set) var base: String?
  private(set) var language: String?
  /// What the links to the front page are called: the site, or its logo.
  private var homes: [String] = []
  private var time: String?
  private var authors: [String] = []
  /// The letters by which a newsroom knows its authors: `amu/jb`.
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

  /// The page's own headline; a publisher's name at its end goes.
  var title: String? { titles.first.map { withoutSite($0) } }

  /// All that the page calls its headline, the surest first.
  private var titles: [String] {
    [linked.title, meta("og:title", "twitter:title", "dc.title"), heading, titleElement].compactMap(\.self)
      .filter { !$0.isEmpty }
  }

  /// Everything that the page calls its headline.
  var headlines: [String] {
    [linked.title, linked.secondTitle, meta("og:title"), meta("twitter:title"), heading, titleElement]
      .compactMap(\.self).filter { !$0.isEmpty }
  }

  /// The headlines that are not read on the page but said of it.
  var saidTitles: [String] {
    [linked.title, meta("og:title", "twitter:title", "dc.title"), titleElement].compactMap(\.self)
      .filter { !$0.isEmpty }
  }

  var site: String? {
    linked.publisher ?? meta("og:site_name", "application-name", "dc.publisher")
  }

  var siteName: String? { meta("og:site_name") }

  /// The people that the metadata names; the publisher itself is none.
  var byline: [String] {
    if !linked.byline.isEmpty, !linked.isByOrganisation, linked.byline.contains(where: { !isPublisher($0) }) {
      return linked.byline
    }
    return (written + [authors]).lazy
      .map { $0.filter { !isPublisher($0) } }.first { !$0.isEmpty } ?? []
  }

  /// Who signs where nobody is named.
  var organisation: [String] {
    if !linked.byline.isEmpty { return linked.byline }
    return written.first { !$0.isEmpty } ?? signs
  }

  /// What `<meta>` says of the authors, the surest first.
  private var written: [[String]] {
    let keys = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"]
    let others = metas.keys.filter { $0.hasSuffix(":author") && !keys.contains($0) }.sorted()
    return (keys + others).compactMap { metas[$0] }
      .map { Authors.names($0).filter { !Bylines.isNobody($0) } }
  }

  /// The publisher's name, also with more behind it, and any other of an organisation's.
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

  /// Whether it says so for those who link to it (OpenGraph).
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

  /// `Headline | Publisher`, `Headline - Publisher`: what is not in the heading goes.
  private func withoutSite(_ title: String) -> String {
    if let heading, heading.utf8.count >= 12, title.hasPrefix(heading) { return heading }
    // Metadata cuts long headlines.
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
