import Stories

/// A layout that fits a page: where the story's parts stand on it.
struct PageLayout {
  /// The profile's identifier, the first half of the names of rules for what is stripped.
  var profile: String
  var name: String
  var title: String?
  var byline: [String] = []
  var date: StoryDate?
  var standfirst: String?
  /// Elements of the body, in order, none inside another.
  var body: [Int] = []
  /// Elements inside the body that the layout leaves out.
  var stripped: [Int] = []
  /// Elements inside the body that stay whatever their classes say.
  var kept: [Int] = []
  /// Elements that are shown elsewhere in the story: its title, standfirst, related headlines.
  var taken: [Range<Int>] = []
  var related: [RelatedLink] = []
  /// Whether the layout says where related headlines stand.
  var knowsRelated = false
  /// Whether it says where the standfirst stands.
  var knowsStandfirst = false

  /// Pages with more nodes are left to the general cleaner.
  static let mostNodes = 400_000
  private static let mostRelated = 24

  /// What a layout's findings are compared with before the layout is accepted.
  struct Context {
    var tree: PageTree
    var meta: PageMeta
    var survey: PageSurvey
    var base: String?
    /// The element that the general cleaner took for the story.
    var container: Int
  }

  /// The first of the layouts that fits and gives a plausible story.
  static func find(_ layouts: [(profile: String, layout: Layout)], on page: Context) -> PageLayout? {
    guard page.tree.nodes.count <= mostNodes else { return nil }
    var selection = PageSelection(page.tree)
    for (profile, layout) in layouts {
      if let found = fit(layout, of: profile, on: page, &selection) { return found }
    }
    return nil
  }

  private static func fit(
    _ layout: Layout, of profile: String, on page: Context, _ selection: inout PageSelection
  ) -> PageLayout? {
    var found = PageLayout(profile: profile, name: layout.name)
    var end = 0
    for node in layout.strip.flatMap({ selection.nodes($0) }).sorted() where node >= end {
      found.stripped.append(node)
      end = page.tree[node].end
    }
    guard found.findBody(layout, page, &selection), found.findTitle(layout, page, &selection) else {
      return nil
    }
    for selector in layout.byline where found.byline.isEmpty {
      for picked in selection.picked(selector) {
        for name in Authors.names(picked.text) where !found.byline.contains(name) && Bylines.isName(name) {
          found.byline.append(name)
        }
      }
    }
    for selector in layout.date where found.date == nil {
      found.date =
        selection.picked(selector).lazy.compactMap { picked in
          let node = page.tree[picked.node]
          let written = node.attributes["datetime"] ?? node.attributes["content"] ?? picked.text
          return PageDate.date(written)
        }.first
    }
    found.kept = layout.keep.flatMap { selection.nodes($0) }
    found.knowsStandfirst = !layout.standfirst.isEmpty
    found.findStandfirst(layout, page, &selection)
    found.findRelated(layout, page, &selection)
    return found
  }

  /// Accepts a body with enough text and not much less than the general cleaner found, unless that one also
  /// took what surrounds the body.
  private mutating func findBody(
    _ layout: Layout, _ page: Context, _ selection: inout PageSelection
  ) -> Bool {
    let general = page.survey.prose(page.container..<page.tree[page.container].end)
    for selector in layout.body {
      var end = 0
      var length = 0
      body = []
      for node in selection.nodes(selector) where node >= end && page.tree[node].tag != .text {
        body.append(node)
        end = page.tree[node].end
        length += Self.length(node..<end, page.tree, without: stripped)
      }
      guard let first = body.first, length >= 60 else { continue }
      // Behind a paywall little of a story is left among much else.
      let around = page.container..<page.tree[page.container].end
      let isInside = around.contains(first) && !layout.title.isEmpty
      if length * 5 >= general * 2 || isInside && length * 6 >= general { return true }
      // Or the description of the page is about this text, and the general cleaner took another one.
      guard length * 12 >= general else { continue }
      let text = body.map { page.tree.text($0) }.joined(separator: " ")
      if page.meta.descriptions.contains(where: { Likeness.isWithin($0, text) }) { return true }
    }
    return false
  }

  /// Bytes of text that people read.
  private static func length(_ range: Range<Int>, _ tree: PageTree, without stripped: [Int]) -> Int {
    let left = Set(stripped)
    var length = 0
    var at = range.lowerBound
    while at < range.upperBound {
      let node = tree[at]
      if left.contains(at) || Tag.silent.contains(node.tag) {
        at = node.end
        continue
      }
      if node.tag == .text { length += node.bytes.count { $0 > 0x20 } }
      at += 1
    }
    return length
  }

  /// The title that the layout selects, if it agrees with the titles that the page gives itself.
  private mutating func findTitle(
    _ layout: Layout, _ page: Context, _ selection: inout PageSelection
  ) -> Bool {
    guard !layout.title.isEmpty else { return page.meta.title != nil }
    let said = page.meta.saidTitles
    for selector in layout.title {
      let picked = selection.picked(selector).first { picked in
        (8...400).contains(picked.text.utf8.count)
          && (said.isEmpty || said.contains { Likeness.isSame(picked.text, $0) })
      }
      guard let picked else { continue }
      title = picked.text
      take(picked.node, page.tree)
      return true
    }
    return false
  }

  private mutating func findStandfirst(
    _ layout: Layout, _ page: Context, _ selection: inout PageSelection
  ) {
    for selector in layout.standfirst where standfirst == nil {
      let picked = selection.picked(selector).filter { !body.contains($0.node) }
      guard let first = picked.first else { continue }
      // If the standfirst is a list, its items are joined.
      let parent = page.tree[first.node].parent
      let parts = picked.filter { page.tree[$0.node].parent == parent }
      let text = parts.map(\.text).joined(separator: " ")
      guard (20...1500).contains(text.utf8.count), text != title else { continue }
      standfirst = text
      for part in parts { take(part.node, page.tree) }
    }
  }

  private mutating func findRelated(
    _ layout: Layout, _ page: Context, _ selection: inout PageSelection
  ) {
    knowsRelated = !layout.related.isEmpty || !layout.relatedHeadings.isEmpty
    var links: [RelatedLink] = []
    for heading in layout.relatedHeadings.flatMap({ selection.nodes($0) }) {
      guard let list = PageRelated.list(page.tree, page.survey, heading: heading, base: page.base) else {
        continue
      }
      links += list.links
      taken.append(heading..<list.end)
    }
    for node in layout.related.flatMap({ selection.nodes($0) }).sorted() where page.tree[node].tag != .text {
      let range = node..<page.tree[node].end
      links += PageRelated.links(page.tree, range, base: page.base)
      if let link = Self.link(around: node, page) { links.append(link) }
      taken.append(range)
    }
    for link in links where related.count < Self.mostRelated {
      if !related.contains(where: { $0.title == link.title || $0.url == link.url }) { related.append(link) }
    }
  }

  /// A headline inside a link.
  private static func link(around node: Int, _ page: Context) -> RelatedLink? {
    var around = page.tree[node].parent
    for _ in 0..<4 where around >= 0 && page.tree[around].tag != .a { around = page.tree[around].parent }
    guard around >= 0, let reference = page.tree.attribute("href", around) else { return nil }
    let title = page.tree.text(node)
    guard (12...250).contains(title.utf8.count) else { return nil }
    return RelatedLink(title: title, url: Address.resolve(reference, against: page.base))
  }

  private mutating func take(_ node: Int, _ tree: PageTree) {
    // A selected element that contains the body is not removed from the body.
    let range = node..<tree[node].end
    if tree[node].tag != .text, !body.contains(where: { range.contains($0) }) { taken.append(range) }
  }

  /// The body as lines, in the groups of its elements; what the layout strips is labelled with its rule.
  func lines(_ page: Context, _ classes: ClassWords) -> [Line] {
    var survey = page.survey
    for range in body.map({ $0..<page.tree[$0].end }) where survey.dropped[range.lowerBound] != nil {
      survey.keep(range)
    }
    for node in kept { survey.keep(node..<page.tree[node].end) }
    for node in stripped { survey.drop(node..<page.tree[node].end, reason: "strip") }
    for range in taken { survey.drop(range, reason: PageRest.listed) }
    var lines: [Line] = []
    for node in body {
      let range = node..<page.tree[node].end
      for line in PageLines.lines(page.tree, in: range, survey, classes, base: page.base) {
        var line = line
        line.group = lines.count
        if line.label == .removed(rule: "general.strip") { line.label = .removed(rule: profile + ".strip") }
        lines.append(line)
      }
    }
    return lines
  }
}

extension PageLayout {
  /// All lines of the page around the body.
  func rest(_ page: PageReading) -> [Line] {
    var survey = page.plain
    for range in taken { survey.drop(range, reason: PageRest.listed) }
    let found = PageLines.all(
      page.tree, in: page.whole, story: page.container, survey, page.classes, base: page.base)
    let inside = body.map { $0..<page.tree[$0].end }
    return found.lines.filter { line in
      line.dropped == PageRest.listed || !inside.contains { $0.contains(line.node) }
    }
      + found.silent.filter { line in
        // What the layout strips from the body is reported as a whole, its silent text included.
        inside.contains { $0.contains(line.node) } ? survey.dropped[line.node] == nil : true
      } + found.behind
  }
}

/// Whether two headlines are about the same story.
enum Likeness {
  /// One begins with the other, or half of the shorter one's longer words are in the longer one.
  static func isSame(_ left: String, _ right: String) -> Bool {
    let left = Fold.key(left)
    let right = Fold.key(right)
    if left.starts(with: right) || right.starts(with: left) { return true }
    let words = (words(left), words(right))
    let fewest = min(words.0.count, words.1.count)
    return fewest > 0 && words.0.intersection(words.1).count * 2 >= fewest
  }

  /// Whether most of a description's longer words are in a text.
  static func isWithin(_ description: String, _ text: String) -> Bool {
    let words = words(Fold.key(description))
    return words.count >= 6 && words.intersection(self.words(Fold.key(text))).count * 3 >= words.count * 2
  }

  private static func words(_ key: [UInt8]) -> Set<ArraySlice<UInt8>> {
    Set(key.split { !((0x61...0x7A).contains($0) || $0 >= 0x80) }.filter { $0.count >= 4 })
  }
}
