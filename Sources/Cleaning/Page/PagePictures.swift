import Stories

/// The pictures of a page's story, with what stands below them: a caption has its picture, a picture without
/// one is a line of its own.
struct PagePictures {
  /// More pictures no story has.
  private static let most = 500
  /// Less wide or high, in pixels, are signs and buttons.
  private static let smallest = 100
  /// What the files of signs, of people's portraits and of counters are called.
  private static let signs = [
    "logo", "icon", "avatar", "gravatar", "emoji", "smiley", "sprite", "pixel", "spacer", "blank.",
    "placeholder",
    "1x1", "badge", "button",
  ]

  private let page: PageReading
  private var lines: [Line]
  private var seen: Set<String> = []

  /// The lines of a story, by their nodes behind the first, with its pictures.
  static func add(to lines: [Line], of page: PageReading) -> [Line] {
    var pictures = PagePictures(page: page, lines: lines)
    pictures.find()
    return pictures.lines
  }

  private init(page: PageReading, lines: [Line]) {
    (self.page, self.lines) = (page, lines)
  }

  private mutating func find() {
    var figure = 0..<0
    var alone: [Line] = []
    var next = 1
    for at in page.range {
      let node = page.tree[at]
      if node.tag == .figure { figure = at..<node.end }
      guard node.tag == .img, page.survey.dropped[at] == nil, seen.count < Self.most,
        let picture = picture(node)
      else { continue }
      while next < lines.count, lines[next].node <= at { next += 1 }
      if figure.contains(at), take(picture, in: figure) { continue }
      // Among what is left out it belongs to that.
      let isInside = isKept(next - 1) && next > 1 && isKept(next)
      guard isInside || figure.contains(at) && (next > 1 && isKept(next - 1) || isKept(next)) else {
        continue
      }
      var line = Line.plain("", group: at)
      line.node = at
      line.block = .picture
      line.picture = picture
      alone.append(line)
    }
    merge(alone)
  }

  private mutating func merge(_ alone: [Line]) {
    guard !alone.isEmpty else { return }
    var merged: [Line] = []
    var next = alone[...]
    for (index, line) in lines.enumerated() {
      while index > 0, next.first.map({ $0.node < line.node }) ?? false { merged.append(next.removeFirst()) }
      merged.append(line)
    }
    lines = merged + next
  }

  /// Gives a figure's first picture to the caption; false where it has none.
  private mutating func take(_ picture: Picture, in figure: Range<Int>) -> Bool {
    let inside = lines.indices.filter { $0 > 0 && figure.contains(lines[$0].node) }
    guard let caption = inside.first(where: { isCaption(lines[$0]) }) else { return false }
    guard lines[caption].picture == nil else { return false }
    var picture = picture
    picture.credit = inside.first { isCredit(lines[$0]) }.map { lines[$0].text }
    lines[caption].picture = picture
    return true
  }

  private func isCaption(_ line: Line) -> Bool {
    switch line.label {
    case .caption: true
    case .open, .paragraph: line.block == .caption
    default: false
    }
  }

  private func isCredit(_ line: Line) -> Bool {
    if case .removed(let rule) = line.label {
      rule.hasSuffix(".credit") || rule.hasSuffix(".picture")
    } else {
      false
    }
  }

  private func isKept(_ index: Int) -> Bool {
    guard lines.indices.contains(index) else { return false }
    switch lines[index].label {
    case .removed, .related, .relatedHeading, .title: return false
    case .open, .byline, .standfirst, .paragraph, .heading, .item, .caption: return true
    }
  }

  private mutating func picture(_ node: PageTree.Node) -> Picture? {
    for side in ["width", "height"] {
      if let length = node.attributes[side].flatMap({ Int($0) }), length < Self.smallest { return nil }
    }
    guard let url = address(node), !Self.signs.contains(where: { url.lowercased().contains($0) }),
      !url.lowercased().hasSuffix(".svg"), seen.insert(url).inserted
    else { return nil }
    return Picture(url: url, alternative: Spaces.collapsed(node.attributes["alt"] ?? ""))
  }

  /// Its address, or the one that a script would give it; the largest of several.
  private func address(_ node: PageTree.Node) -> String? {
    let names = ["data-src", "data-original", "data-lazy-src", "src"]
    let sets = ["srcset", "data-srcset"].compactMap { node.attributes[$0].flatMap(Self.largest) }
    for reference in names.compactMap({ node.attributes[$0] }) + sets {
      let reference = Spaces.collapsed(reference)
      guard !reference.isEmpty, !reference.hasPrefix("data:"),
        let url = Address.resolve(reference, against: page.base), Picture.isSafe(url)
      else { continue }
      return url
    }
    return nil
  }

  /// The address of the widest candidate (HTML, section 4.8.4.2.1).
  private static func largest(_ set: String) -> String? {
    let candidates = set.split(separator: ", ").prefix(50).compactMap { candidate -> (String, Double)? in
      let parts = candidate.split(whereSeparator: \.isWhitespace)
      guard let url = parts.first else { return nil }
      return (String(url), parts.dropFirst().first.flatMap { Double($0.dropLast()) } ?? 1)
    }
    return candidates.max { $0.1 < $1.1 }?.0
  }
}
