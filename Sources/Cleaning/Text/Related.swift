/// Finds headlines of other stories.
enum Related {
  /// More lines under one heading are a table of contents.
  private static let most = 12

  /// Makes separate lines of headlines that run into the paragraphs of a text.
  static func part(_ lines: inout [Line], title: Int, _ lexicon: Lexicon) {
    for index in lines.indices.reversed() where index > title && lines[index].isOpen {
      guard lines[index].length > 60, let parted = SeeAlso.parted(lines[index].text, lexicon) else {
        continue
      }
      let group = lines[index].group
      var headline = Line.plain(parted.headline, group: group)
      headline.label = .related
      lines[index] = Line.plain(parted.paragraph, group: group)
      lines.insert(headline, at: index + 1)
    }
  }

  static func mark(_ lines: inout [Line], title: Int, _ lexicon: Lexicon) {
    var index = title + 1
    while index < lines.count {
      if lines[index].isOpen, lexicon.isRelatedHeading(lines[index].key) {
        index = markSection(&lines, heading: index)
      } else {
        if lines[index].isOpen, let headline = seeAlso(lines[index], lexicon) {
          lines[index].text = headline
          lines[index].label = .related
        }
        index += 1
      }
    }
  }

  /// Marks the headlines under a heading, and returns the index behind them.
  private static func markSection(_ lines: inout [Line], heading: Int) -> Int {
    var index = heading + 1
    var seen: Set<[UInt8]> = []
    var found: [Int] = []
    while index < lines.count, found.count < most, lines[index].isOpen, isHeadline(lines[index]) {
      if seen.insert(lines[index].key).inserted { found.append(index) }
      index += 1
    }
    guard !found.isEmpty else {
      lines[heading].label = .removed(rule: "general.related")
      return heading + 1
    }
    lines[heading].label = .relatedHeading
    for at in heading + 1..<index { lines[at].label = .removed(rule: "general.related-copy") }
    for at in found { lines[at].label = .related }
    return index
  }

  /// Whether a line is a headline: some words that are no sentence of a text; it may end in an ellipsis.
  static func isHeadline(_ line: Line) -> Bool {
    guard line.verdict == nil, (12...220).contains(line.length), Shape.words(line.text, atLeast: 3) else {
      return false
    }
    let text = line.text
    return !text.hasSuffix(".") || text.hasSuffix("...")
  }

  /// The headline after `Lire aussi :` on the same line.
  private static func seeAlso(_ line: Line, _ lexicon: Lexicon) -> String? {
    guard !line.key.isEmpty, line.length <= Verdict.longestLine,
      line.key.withUnsafeBufferPointer({ lexicon.seeAlso(before: $0) }) != nil
    else { return nil }
    for prefix in lexicon.seeAlso where line.key.starts(with: prefix) {
      let headline = Prefix.rest(of: line.text, after: prefix)
      guard let headline, headline.utf8.count >= 12, Shape.words(headline, atLeast: 3) else { continue }
      return headline
    }
    return nil
  }
}

/// Removes a folded phrase from the beginning of a text that is not folded.
enum Prefix {
  /// The text after the phrase and a colon or space; nil where the phrase ends inside a word.
  static func rest(of text: String, after phrase: [UInt8]) -> String? {
    let view = text.unicodeScalars
    guard var at = plainEnd(of: phrase, in: text) ?? end(of: phrase, in: text), at < view.endIndex,
      isGap(view[at])
    else { return nil }
    while at < view.endIndex, isGap(view[at]) { at = view.index(after: at) }
    let rest = Line.trim(text[at...])
    return rest.isEmpty ? nil : rest
  }

  /// The end of the phrase where the text begins with it letter by letter, apart from capitals, as most do.
  private static func plainEnd(of phrase: [UInt8], in text: String) -> String.Index? {
    let front = text.utf8.prefix(phrase.count)
    let isSame = front.elementsEqual(phrase) { $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1 }
    return isSame && phrase.allSatisfy { $0 < 0x80 } ? front.endIndex : nil
  }

  private static func end(of phrase: [UInt8], in text: String) -> String.Index? {
    let view = text.unicodeScalars
    var at = view.startIndex
    while at < view.endIndex, Fold.key(text[..<at]).count < phrase.count { at = view.index(after: at) }
    return Fold.key(text[..<at]) == phrase ? at : nil
  }

  private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
    Line.isSpace(scalar) || [":", "-", "–", "—", "|", ">", "→", "»", "："].contains(scalar)
  }
}
