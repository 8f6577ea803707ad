/// Finds the standfirst of a page: in an element of its own, between the headline and the body.
enum PageStandfirst {
  /// By an element's class, or because the metadata's description stands on the page as a block by itself.
  static func find(
    _ tree: PageTree, _ meta: PageMeta, before body: Int, _ classes: ClassWords, title: String
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
      if node.end <= body, node.end - at <= 12, node.tag != .a, let text = text(tree, at, title: title) {
        if matches(Fold.key(text), descriptions) { return text }
        if classed == nil, isNamed(node, classes) { classed = text }
      }
      at += 1
    }
    return classed
  }

  /// Labels a line near the top of the body that says it is the standfirst, or is the description and looks
  /// otherwise than the paragraphs behind it.
  static func mark(_ lines: inout [Line], _ meta: PageMeta) {
    let descriptions = meta.descriptions.map { Fold.key($0) }.filter { $0.count >= 40 }
    let open = lines.indices.filter { lines[$0].isOpen && lines[$0].block != .caption }
    for (place, index) in open.prefix(4).enumerated() where (40...800).contains(lines[index].length) {
      let line = lines[index]
      let next = open.dropFirst(place + 1).first { lines[$0].isProse && lines[$0].block != .heading }
      let isApart = next.map { lines[$0].home != line.home } ?? false
      let isMeant = matches(Fold.key(line.text), descriptions)
      if isApart && (isMeant || line.home?.isStandfirst ?? false) {
        for other in lines.indices where lines[other].label == .standfirst { lines[other].label = .open }
        lines[index].label = .standfirst
        return
      }
    }
  }

  static func matches(_ key: [UInt8], _ descriptions: [[UInt8]]) -> Bool {
    descriptions.contains { description in
      key == description || description.count >= 60 && key.starts(with: description.dropLast(4))
        || key.count >= 60 && description.starts(with: key)
    }
  }

  static func isNamed(_ node: PageTree.Node, _ classes: ClassWords) -> Bool {
    classes.reason(node) == "standfirst" || node.attributes["itemprop"] == "description"
      || node.attributes["itemprop"] == "alternativeHeadline"
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
