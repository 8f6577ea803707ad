import Stories

/// Finds who wrote a story on the page itself, where the metadata names nobody.
enum PageByline {
  /// The names in the first short element whose class says that it is a byline or an author, up to the middle
  /// of the story.
  static func find(
    _ tree: PageTree, _ survey: PageSurvey, before end: Int, _ lexicon: Lexicon
  ) -> [String] {
    let heading = tree.first(.h1) ?? 0
    for from in [heading, 0] {
      var at = from
      while at < end {
        let node = tree[at]
        if Tag.silent.contains(node.tag) || node.tag == .nav || node.tag == .footer {
          at = node.end
          continue
        }
        if survey.reasons[at] == "author", (4...120).contains(survey.letters(at..<node.end)) {
          let names = names(tree.text(at), lexicon)
          if !names.isEmpty { return names }
        }
        at += 1
      }
      if heading == 0 { break }
    }
    return []
  }

  /// The names in a line above the first paragraph that holds a byline among other things: `25.04.24 | Von
  /// …`.
  static func inHead(_ lines: [Line], _ lexicon: Lexicon) -> [String] {
    let head = lines.dropFirst().prefix { !($0.isOpen && $0.isProse && $0.block != .heading) }
    for line in head.prefix(30) where line.length <= 160 {
      let parts = line.text.split(separator: "|")
      for part in parts where parts.count > 1 {
        let line = Line.plain(Line.trim(part), group: 0)
        if let names = Bylines.names(in: line, lexicon) { return names }
      }
    }
    return []
  }

  /// The line that consists of a name only, right after the last paragraph or right before the first.
  static func signature(_ lines: [Line]) -> String? {
    let prose = lines.indices.filter { lines[$0].isOpen && lines[$0].isProse }
    guard prose.count > 1, let first = prose.first, let last = prose.last else { return nil }
    let at = [last + 1, last + 2, first - 1].first { at in
      // The first line is the headline.
      guard lines.indices.dropFirst().contains(at) else { return false }
      let line = lines[at]
      return line.block != .heading && line.verdict == nil && line.dropped == nil
        && isSignature(line.text) && !isTold(line.text, in: lines)
    }
    return at.map { lines[$0].text }
  }

  /// Whether a paragraph contains the last word of the name: then the name may be that of a person whom the
  /// story is about.
  private static func isTold(_ name: String, in lines: [Line]) -> Bool {
    guard let last = name.split(separator: " ").last.map(String.init) else { return false }
    return lines.contains { $0.isOpen && $0.text != name && Bytes.contains($0.text[...], last) }
  }

  private static func isSignature(_ text: String) -> Bool {
    guard text.utf8.count <= 40 else { return false }
    let words = text.split(separator: " ")
    return (2...4).contains(words.count) && Bylines.isBare(text) && Bylines.isName(text)
      && words.contains { $0.unicodeScalars.first?.properties.isUppercase ?? false }
  }

  /// `Von Anna Muster und Jan Beispiel`, or two to four words with capitals alone.
  private static func names(_ text: String, _ lexicon: Lexicon) -> [String] {
    let line = Line.plain(text, group: 0)
    if let names = Bylines.names(in: line, lexicon) { return names }
    let names = Bylines.split(text)
    let areNames = names.allSatisfy { name in
      let words = name.split(separator: " ")
      return (2...4).contains(words.count) && Bylines.isName(name)
        && words.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase ?? false }
    }
    return areNames && lexicon.verdict(line.key) == nil ? names : []
  }
}
