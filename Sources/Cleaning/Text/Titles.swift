import Stories

/// Finds the headline among the first lines of a capture.
enum Titles {
  /// The index of the title. Marks its copies near the top.
  static func mark(_ lines: inout [Line], given: String? = nil) -> Int {
    let key = given.map { Fold.key($0) }
    let title = lines.prefix(40).firstIndex { $0.key == key && !$0.key.isEmpty } ?? choose(lines)
    mark(&lines, title: title)
    return title
  }

  /// Whether the likeliest title is a paragraph: a capture may have no title.
  static func isText(_ line: Line) -> Bool {
    line.length >= longest || line.length >= 120 && line.isProse && line.text.hasSuffix(".")
  }

  /// Longer lines are no headlines; in bytes.
  static let longest = 300

  /// How much of a line is looked at for that, in bytes: more than 100 characters that one can read. A line
  /// may have megabytes, and so may a character.
  private static let longestExcerpt = 4000

  /// The title of a story without a headline: the first sentence or the first words of a paragraph.
  static func excerpt(of text: String) -> String {
    let start = TextStart.of(text, bytes: longestExcerpt)
    var shown = ""
    for word in start.split(whereSeparator: \.isWhitespace) {
      guard shown.count + word.count < 100 else { return shown + "…" }
      shown += (shown.isEmpty ? "" : " ") + word
      if shown.count > 30, Shape.endsSentence(shown) { return shown }
    }
    return start.utf8.count < text.utf8.count ? shown + "…" : shown
  }

  static func mark(_ lines: inout [Line], title: Int) {
    lines[title].label = .title
    let key = lines[title].key
    guard key.count >= 8 else { return }
    var prose = 0
    for index in lines.indices.prefix(title + 40) where lines[index].isOpen {
      if lines[index].key == key {
        lines[index].label = .removed(rule: "general.title-copy")
        lines[index].verdict = nil
      } else if lines[index].isProse {
        prose += 1
        if prose > 3 { break }
      }
    }
  }

  /// The first line, unless it is furniture or another line near the top looks more like a headline: pages
  /// repeat it, and set it apart.
  private static func choose(_ lines: [Line]) -> Int {
    let first = lines.firstIndex { !$0.isFurniture } ?? 0
    // Plain text has no furniture before its title, so that no line may be skipped.
    guard lines.contains(where: { $0.verdict != nil }) else { return first }
    let end = zone(lines)
    let keys = lines[0..<end].map(\.key)
    var best = (index: first, score: Int.min)
    var prose = 0
    for index in 0..<end {
      let copies = keys[index].isEmpty ? 0 : keys.count { $0 == keys[index] }
      var score = likeness(lines[index]) - 7 * prose + (index == first ? 3 : -index)
      if copies > 1, lines[index].length >= 15 { score += 9 }
      if isAlone(lines, index) { score += 5 }
      if score > best.score { best = (index, score) }
      if lines[index].isProse { prose += 1 }
    }
    return best.index
  }

  /// How much a line by itself looks like a headline.
  private static func likeness(_ line: Line) -> Int {
    var score = 0
    if line.isFurniture { score -= 60 }
    if line.bullet != nil { score -= 12 }
    if line.text.hasPrefix("http") { score -= 40 }
    if line.length > 250 { score -= 20 }
    if line.isProse { score -= 12 }
    if line.endsSentence && line.text.hasSuffix(".") { score -= 10 }
    if line.length < 25 { score -= line.length < 12 ? 10 : 5 }
    if (25...160).contains(line.length), Shape.words(line.text, atLeast: 5) { score += 4 }
    return score
  }

  /// The index behind the lines in which the headline is searched.
  private static func zone(_ lines: [Line]) -> Int {
    var prose = 0
    for (index, line) in lines.enumerated() {
      if line.isProse && line.length > 140 { prose += 1 }
      if prose == 2 || index == 30 { return max(1, index) }
    }
    return lines.count
  }

  private static func isAlone(_ lines: [Line], _ index: Int) -> Bool {
    let group = lines[index].group
    return (index == 0 || lines[index - 1].group != group)
      && (index + 1 == lines.count || lines[index + 1].group != group)
  }
}
