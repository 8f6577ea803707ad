import Stories

/// A safeguard against lost stories: a second, simple reading of the page, which takes all text of the
/// element with the most prose. If the first reading kept much less, the second one replaces it.
enum PageGuard {
  /// Pages with less running text in one element have no story to lose; in bytes.
  private static let least = 600
  /// A story that holds less than a third of the running text is replaced.
  private static let part = 3

  /// The lines of the second reading and the rest of the page; nil where the story has enough of the running
  /// text.
  static func fuller(_ page: PageReading, than told: [Line]) -> (lines: [Line], rest: [Line])? {
    let kept = told.reduce(0) { $0 + ($1.isOpen && $1.block?.isRead ?? true ? $1.length : 0) }
    let everything = page.plain.allProse(page.whole)
    guard everything >= least, kept * part < everything else { return nil }
    var survey = page.plain
    survey.dropSure(page.tree)
    guard let element = survey.container(page.tree) else { return nil }
    let range = element..<page.tree[element].end
    let prose = survey.prose(range)
    guard prose >= least, kept * part < prose else { return nil }
    let found = PageLines.all(
      page.tree, in: page.whole, story: element, survey, page.classes, base: page.base)
    let isInside = { (line: Line) in range.contains(line.node) && line.dropped == nil }
    var lines = [Line.plain(page.title ?? "", group: -1)] + found.lines.filter(isInside)
    Furniture.mark(&lines, page.entry.lexicon)
    lines[0].verdict = nil
    Titles.mark(&lines, title: 0)
    for index in lines.indices.dropFirst() where lines[index].isOpen && !lines[index].isProse {
      if let verdict = lines[index].verdict { lines[index].label = Heads.label(verdict) }
    }
    return (Array(lines.dropFirst()), found.lines.filter { !isInside($0) } + found.silent + found.behind)
  }

  /// Why a story may be incomplete, unless that is known already.
  static func doubt(_ story: Story) -> Doubt? {
    let isRead = story.blocks.contains { $0.kind.isRead && $0.text != story.title || $0.kind == .table }
    guard isRead else { return .noText }
    // The page has more lines or bytes than are read.
    return story.removed.contains { $0.rule == PageLines.tooLong } ? .incomplete : nil
  }
}
