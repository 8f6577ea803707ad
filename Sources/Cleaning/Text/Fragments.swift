/// Labels lines that are too short to be sentences, by the lines around them.
enum Fragments {
  /// Does nothing where no other furniture was found: plain prose keeps every line.
  static func mark(_ lines: inout [Line], title: Int) {
    let open = lines.indices.filter { $0 > title && lines[$0].isOpen }
    guard lines.contains(where: { isTaken($0) }), open.contains(where: { lines[$0].isProse }) else { return }
    var from = 0
    while from < open.count {
      guard isFragment(lines[open[from]]) else {
        from += 1
        continue
      }
      let to = open[from...].firstIndex { !isFragment(lines[$0]) } ?? open.count
      judge(&lines, open, from..<to)
      from = to
    }
  }

  private static func isTaken(_ line: Line) -> Bool {
    if case .removed(let rule) = line.label { return rule != "general.title-copy" }
    return line.label == .relatedHeading
  }

  private static func isFragment(_ line: Line) -> Bool {
    !line.isProse && !(line.endsSentence && Shape.words(line.text, atLeast: 3))
  }

  /// Labels a run of short lines: list items, a subhead before a paragraph, or remains of furniture.
  private static func judge(_ lines: inout [Line], _ open: [Int], _ run: Range<Int>) {
    let isInside = run.lowerBound > 0 && run.upperBound < open.count
    for at in run {
      let line = lines[open[at]]
      if line.bullet != nil {
        // Items of lists have several words, entries of menus one.
        let isItem = isInside && Shape.words(line.text, atLeast: 4)
        lines[open[at]].label = isItem ? .item(ordered: false) : .removed(rule: "general.menu")
      } else if at == run.upperBound - 1, isInside || run.upperBound < open.count, isSubhead(line) {
        lines[open[at]].label = .heading
      } else if run.upperBound == open.count {
        lines[open[at]].label = .removed(rule: "general.tail")
      } else if run.count > 2 || !Shape.words(line.text, atLeast: 4) {
        lines[open[at]].label = .removed(rule: "general.fragment")
      }
    }
  }

  private static func isSubhead(_ line: Line) -> Bool {
    line.length >= 8 && line.length <= 160 && !line.text.hasPrefix("http")
  }
}
