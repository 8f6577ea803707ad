/// Labels the lines of a page by rules: those of the story's element go through the same passes as the lines
/// of texts.
struct PageRules {
  let reading: PageReading
  let title: String
  /// All lines of the page.
  let lines: [Line]
  /// Whether a line is in the story's element and not removed with an element; only such lines were labelled.
  let isRuled: [Bool]
  /// Bytes of text beyond the limit of lines.
  let left: Int
  /// Text of elements that are not displayed, with the reason.
  let silent: [Line]

  /// Nil where the page has no words.
  init?(_ reading: PageReading) {
    var found = reading.lines()
    var isRuled = found.lines.map { reading.range.contains($0.node) && $0.dropped == nil }
    if !isRuled.contains(true) {
      found = reading.bareLines()
      isRuled = found.lines.map { _ in true }
    }
    var lines = found.lines
    let first = isRuled.firstIndex(of: true).map { Self.title(fromLine: lines[$0].text) }
    guard let title = reading.title ?? first, !title.isEmpty else { return nil }
    let places = lines.indices.filter { isRuled[$0] }
    var ruled = [Line.plain(title, group: -1)] + places.map { lines[$0] }
    Self.label(&ruled, reading)
    for (line, place) in zip(ruled.dropFirst(), places) { lines[place] = line }
    self.reading = reading
    self.title = title
    (left, silent) = (found.left, found.silent)
    self.lines = lines
    self.isRuled = isRuled
  }

  /// A title for a page that has none: its first line, cut after 70 characters where it is long.
  static func title(fromLine text: String) -> String {
    text.utf8.count <= 80 ? text : Line.trim(text.prefix(70)) + "…"
  }

  /// Labels the lines of a story; the first one is its title.
  static func label(_ lines: inout [Line], _ reading: PageReading) {
    let lexicon = reading.entry.lexicon
    Furniture.mark(&lines, lexicon)
    lines[0].verdict = nil
    keepHours(&lines)
    Titles.mark(&lines, title: 0)
    PageHeads.mark(&lines, reading.meta.headlines, lexicon)
    PageStandfirst.mark(&lines, reading.meta)
    Heads.mark(&lines, title: 0, reading.entry)
    Related.mark(&lines, title: 0, lexicon)
    passEnds(&lines)
    Tails.mark(&lines, title: 0)
    markLinks(&lines)
    PageOffers.mark(&lines, reading)
  }

  /// Dates and times in list items after a paragraph belong to the story.
  private static func keepHours(_ lines: inout [Line]) {
    guard let first = lines.dropFirst().firstIndex(where: { $0.isProse && $0.block != .item }) else { return }
    for index in lines.indices.dropFirst(first)
    where lines[index].block == .item && lines[index].linked == 0 && lines[index].verdict?.kind == "date" {
      lines[index].verdict = nil
    }
  }

  /// A line at which stories end (`Back to top`) is ignored where most of the text follows it.
  private static func passEnds(_ lines: inout [Line]) {
    let all = lines.reduce(0) { $0 + ($1.isOpen && $1.isProse ? $1.length : 0) }
    var before = 0
    for index in lines.indices where lines[index].isOpen {
      if let verdict = lines[index].verdict, verdict.isEnd, verdict.kind != "comments", before * 2 < all {
        lines[index].label = Heads.label(verdict)
      } else if lines[index].isProse {
        before += lines[index].length
      }
    }
  }

  /// Lines that are links only are not part of the story; between its paragraphs they are related headlines.
  private static func markLinks(_ lines: inout [Line]) {
    let prose = lines.indices.filter { lines[$0].isOpen && lines[$0].isProse && !lines[$0].isLink }
    guard let first = prose.first, let last = prose.last else { return }
    for index in sources(lines, after: first) where lines[index].isOpen {
      lines[index].label = .paragraph
    }
    for index in lines.indices where lines[index].isOpen && lines[index].isLink {
      let line = lines[index]
      guard line.block != .heading, line.length < 250 else { continue }
      let isHeadline = first < index && index < last && line.url != nil && Shape.words(line.text, atLeast: 5)
      lines[index].label = isHeadline ? .related : .removed(rule: "general.link")
    }
  }

  /// The items of the list that follows a heading like `Sources` or `References`.
  private static func sources(_ lines: [Line], after start: Int) -> Range<Int> {
    guard let heading = lines.indices.last(where: { $0 > start && isSources(lines[$0]) }) else {
      return 0..<0
    }
    let rest = lines[(heading + 1)...]
    return heading + 1..<(rest.firstIndex { $0.block != .item } ?? rest.endIndex)
  }

  private static func isSources(_ line: Line) -> Bool {
    (line.isOpen || line.verdict?.kind == "credit") && line.length <= 40 && sourceHeadings.contains(line.key)
  }

  private static let sourceHeadings: Set<[UInt8]> = Set(
    [
      "Sources", "References", "Reference", "Source", "Bibliography", "Works cited", "Citations", "Footnotes",
      "Notes",
      "Références", "Bibliographie", "Quellen", "Quellenangaben", "Literatur", "Referencias",
      "Fuentes", "Bibliografía", "Fonti", "Bibliografia", "Riferimenti", "Referências", "Fontes", "Bronnen",
      "Źródła", "Källor", "Kilder",
    ].map { Fold.key($0) })

  /// The lines of the story's element, with those that were removed from it.
  var told: [Line] {
    let told = lines.indices.compactMap { isRuled[$0] ? lines[$0] : left(lines[$0]) }
    return told + behind
  }

  /// The line as removed, with its reason, where an element inside the story was removed; nil for the rest of
  /// the page.
  func left(_ line: Line) -> Line? {
    guard reading.range.contains(line.node), let reason = line.dropped, reason != PageRest.listed else {
      return nil
    }
    var left = line
    left.label = .removed(rule: "general.\(reason)")
    return left
  }

  /// The rest of the page.
  var rest: [Line] {
    lines.indices.compactMap { isRuled[$0] || left(lines[$0]) != nil ? nil : lines[$0] } + silent
  }

  /// The removed line that stands for text beyond the limit, if there is any.
  var behind: [Line] { left > 0 ? [PageLines.rest(left)] : [] }
}
