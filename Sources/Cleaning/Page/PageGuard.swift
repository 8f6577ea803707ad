import Stories

/// A plain second reading of a page, against which the first one is held: what the densest element has,
/// whatever its classes say and a model makes of its lines.
enum PageGuard {
  /// Pages with less running text in one place have no story to lose, in bytes.
  private static let least = 600
  /// A story that holds less of the running text than one part in so many is not believed.
  private static let part = 3

  /// The lines of the fuller reading and the rest of the page; nil where the story holds enough of it.
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

  /// Why a story may not be whole, where nothing else said so.
  static func doubt(_ story: Story) -> Doubt? {
    let isRead = story.blocks.contains { $0.kind.isRead && $0.text != story.title || $0.kind == .table }
    guard isRead else { return .noText }
    // More lines than are read, or more bytes.
    return story.removed.contains { $0.rule == PageLines.tooLong } ? .incomplete : nil
  }
}
