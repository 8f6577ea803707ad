import Stories

/// Finds the standfirst of a page, in an element between the headline and the body.
enum PageStandfirst {
  /// The rule that removes a copy of the standfirst.
  static let copied = "general.standfirst"

  /// Finds it by the class of an element, or because the description in the metadata is a block of its own on
  /// the page.
  static func find(
    _ tree: PageTree, _ meta: PageMeta, before body: Int, _ survey: PageSurvey, title: String
  ) -> String? {
    let descriptions = meta.descriptions.map { Fold.key($0) }.filter { $0.count >= 40 }
    var at = 0
    var classed: String?
    while at < body {
      let node = tree[at]
      if node.tag == .text || Tag.silent.contains(node.tag) || node.tag == .nav || node.tag == .footer {
        at = node.end
        continue
      }
      if node.end <= body, node.end - at <= 12, node.tag != .a,
        (30...800).contains(survey.letters(at..<node.end)),
        let text = text(tree, at, title: title)
      {
        if matches(Fold.key(text), descriptions) { return text }
        if classed == nil, isNamed(tree, at, survey) { classed = text }
      }
      at += 1
    }
    return classed
  }

  /// Labels lines near the top of the body whose element is named a standfirst, or that equal the description
  /// and are marked up differently from the paragraphs below.
  static func mark(_ lines: inout [Line], _ meta: PageMeta) {
    let descriptions = meta.descriptions.map { Fold.key($0) }.filter { $0.count >= 40 }
    let open = lines.indices.filter { lines[$0].isOpen && lines[$0].block != .caption }
    var prose = 0
    for (place, index) in open.prefix(12).enumerated() where prose < 2 {
      let line = lines[index]
      if line.isProse { prose += 1 }
      guard (40...800).contains(line.length) else { continue }
      let next = open.dropFirst(place + 1).first { lines[$0].isProse && lines[$0].block != .heading }
      let isApart = next.map { lines[$0].home != line.home } ?? false
      let isNamed = line.home?.isStandfirst ?? false
      guard isNamed && line.home?.tag != .h1 || isApart && matches(Fold.key(line.text), descriptions) else {
        continue
      }
      for other in lines.indices where lines[other].label == .standfirst { lines[other].label = .open }
      lines[index].label = .standfirst
      if isNamed { join(&lines, open[(place + 1)...].prefix(6), to: index) }
      return
    }
    markHeading(&lines, open)
  }

  /// Labels a single long heading between the title and the first paragraph.
  private static func markHeading(_ lines: inout [Line], _ open: [Int]) {
    let head = open.prefix { lines[$0].block == .heading || !lines[$0].isProse }
    let headings = head.filter { lines[$0].block == .heading }
    guard let only = headings.first, headings.count == 1, head.count < open.count, head.count <= 4,
      (40...400).contains(lines[only].length), !lines[only].isLink
    else { return }
    lines[only].label = .standfirst
  }

  /// Joins lines that follow in the same element, or in elements with the same classes.
  private static func join(_ lines: inout [Line], _ more: some Collection<Int>, to index: Int) {
    for other in more {
      guard let home = lines[other].home, home.isStandfirst, lines[index].length + lines[other].length <= 700,
        lines[other].length <= 250
          || home.tag == lines[index].home?.tag && home.classes == lines[index].home?.classes
      else { return }
      lines[index].text += " " + lines[other].text
      lines[other].label = .removed(rule: copied)
    }
  }

  /// The description, where the story does not contain it and it ends as a sentence does.
  static func leading(_ story: Story, _ meta: PageMeta) -> String? {
    guard let description = meta.descriptions.first(where: { (60...400).contains($0.utf8.count) }),
      Shape.endsSentence(description), !description.hasSuffix("…"), !description.hasSuffix("..."),
      !description.hasSuffix("[…]")
    else { return nil }
    let key = Fold.key(description)
    return story.body.prefix(6).contains { Bytes.contains(Fold.key($0), key) } ? nil : description
  }

  static func matches(_ key: [UInt8], _ descriptions: [[UInt8]]) -> Bool {
    descriptions.contains { description in
      key == description || description.count >= 60 && key.starts(with: description.dropLast(4))
        || key.count >= 60 && description.starts(with: key)
    }
  }

  static func isNamed(_ tree: PageTree, _ at: Int, _ survey: PageSurvey) -> Bool {
    if survey.reasons[at] == "standfirst" { return true }
    let property = tree.attribute("itemprop", at)
    return property == "description" || property == "alternativeHeadline"
  }

  private static func text(_ tree: PageTree, _ at: Int, title: String) -> String? {
    guard tree[at].end > at + 1,
      Tag.breaking.contains(tree[at].tag) || tree[at].tag == .span || tree[at].tag == .strong
    else { return nil }
    let text = tree.text(at)
    guard (40...800).contains(text.utf8.count), Fold.key(text) != Fold.key(title) else { return nil }
    return text
  }
}
