/// Labels the lines between the title and the story: authors, dates, photographers, and the standfirst.
enum Heads {
  /// Kinds of furniture that occur only above a story or right after its first paragraph.
  private static let headKinds: Set<String> = ["date", "title-copy"]
  /// Kinds that also occur in the middle of a story.
  private static let bodyKinds: Set<String> = ["advertisement", "live", "comments"]

  static func mark(_ lines: inout [Line], title: Int, _ entry: Library.Entry) {
    for index in 0..<title where lines[index].isOpen {
      if let verdict = lines[index].verdict {
        lines[index].label = label(verdict)
      } else if !lines[index].isProse {
        lines[index].label = .removed(rule: "general.before-title")
      }
    }
    markByline(&lines, title: title, entry.lexicon)
    let end = end(lines, title: title)
    for index in title + 1..<max(end, title + 1) where lines[index].isOpen {
      lines[index].label = label(lines, index, title: title, end: end)
    }
    markStandfirst(&lines, from: end, title: title, leads: entry.profile?.leadsWithStandfirst ?? false)
  }

  static func label(_ verdict: Verdict) -> Line.Label {
    verdict.isCaption ? .caption : .removed(rule: verdict.rule)
  }

  /// The index behind the last line that belongs to the head.
  private static func end(_ lines: [Line], title: Int) -> Int {
    var end = title + 1
    var prose = 0
    for index in lines.indices.dropFirst(title + 1).prefix(30) {
      let line = lines[index]
      let isHead: Bool =
        switch line.label {
        case .byline: true
        case .removed(let rule): rule == "general.title-copy" || rule == DateLine.rule
        default: line.verdict.map { !$0.isEnd && !bodyKinds.contains($0.kind) && !$0.isCaption } ?? false
        }
      if isHead {
        // After a paragraph, a share button may be the end of the story, but a byline or a date is still part
        // of the head.
        let isSure = line.label == .byline || line.verdict.map { headKinds.contains($0.kind) } ?? true
        if prose == 0 || isSure { end = index + 1 }
      } else if line.isProse, !isPictureText(lines, index) {
        prose += 1
        if prose > 1 || line.length > 700 { break }
      }
    }
    return end
  }

  private static func label(_ lines: [Line], _ index: Int, title: Int, end: Int) -> Line.Label {
    let line = lines[index]
    if let verdict = line.verdict { return label(verdict) }
    if isPictureText(lines, index) { return .caption }
    let hasStandfirst = lines[title..<index].contains { $0.label == .standfirst }
    let isLong = line.isProse || Shape.words(line.text, atLeast: 7)
    if isLong, !hasStandfirst, isBeforeByline(lines, index, end: end) { return .standfirst }
    return line.isProse ? .open : .removed(rule: "general.head")
  }

  /// Whether a description is right above a credit or occurs twice: then it is the alternative text and the
  /// caption of a picture.
  private static func isPictureText(_ lines: [Line], _ index: Int) -> Bool {
    let line = lines[index]
    for near in [index - 1, index + 1] where lines.indices.contains(near) {
      let other = lines[near]
      guard other.group == line.group else { continue }
      if !line.key.isEmpty && other.key == line.key { return true }
      if near > index, other.verdict?.kind == "credit" { return true }
    }
    return false
  }

  private static func isBeforeByline(_ lines: [Line], _ index: Int, end: Int) -> Bool {
    lines[index..<end].contains {
      $0.label == .byline || $0.verdict?.kind == "date" || $0.verdict?.kind == "byline"
    }
  }

  /// Labels the first byline. A repetition of it further down is not part of the story either.
  private static func markByline(_ lines: inout [Line], title: Int, _ lexicon: Lexicon) {
    var found: [UInt8]?
    for index in lines.indices where index > title && lines[index].isOpen && lines[index].verdict == nil {
      if let found, lines[index].key == found {
        lines[index].label = .removed(rule: "general.byline")
      } else if found == nil, let names = Bylines.names(in: lines[index], lexicon) {
        lines[index].label = .byline
        lines[index].names = names
        found = lines[index].key
      }
    }
    guard found == nil else { return }
    let dates = lines.indices.filter { lines[$0].verdict?.kind == "date" && abs($0 - title) < 12 }
    for index in dates.flatMap({ [$0 - 1, $0 + 1] }) where index > title && index < lines.count {
      if lines[index].isOpen, lines[index].verdict == nil, isBareName(lines[index].text) {
        lines[index].label = .byline
        return
      }
    }
  }

  /// Whether a text is two to four words, each with a capital.
  private static func isBareName(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    return (2...4).contains(words.count) && Bylines.isName(text)
      && words.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false }
  }

  /// Labels a single paragraph between the furniture of the head and an advertisement; or the first one,
  /// where the publisher always has a standfirst.
  private static func markStandfirst(_ lines: inout [Line], from start: Int, title: Int, leads: Bool) {
    guard start < lines.count, !lines[..<start].contains(where: { $0.label == .standfirst }),
      lines[title..<start].contains(where: { $0.label == .byline || $0.verdict?.kind == "share" })
    else { return }
    let line = lines[start]
    guard line.isOpen, line.verdict == nil, (40...600).contains(line.length), start + 1 < lines.count,
      lines[start + 1].group != line.group, lines[start - 1].group != line.group
    else { return }
    if leads || lines[start + 1].verdict?.kind == "advertisement" { lines[start].label = .standfirst }
  }
}
