extension Labelled {
  /// Takes newsletter and subscription offers out of the story, however sure the model is of them.
  mutating func dropOffers() {
    for line in labels.indices where line != title && (labels[line].isText || labels[line] == .standfirst) {
      if kind(line) == "newsletter", lineFeatures[line].hasPromotion { labels[line] = .inset }
    }
  }

  /// In bytes. Of longer lines the lexicon knows the beginning only.
  private static let (longestSignature, longestCredit, tail) = (80, 90, 90)

  /// Takes out of the story what names authors and photographers: a `Von Eva Brandt` between its paragraphs,
  /// a `(Eva Brandt / Ritzau)`, a `(Reporting by Eva Brandt)`, and captions that end with such a credit.
  mutating func dropCredits(_ lines: TextLines, _ library: Library) {
    skipCaptions(lines)
    for line in labels.indices where labels[line].isText && line != title {
      let features = lineFeatures[line]
      let (marks, length) = (features.marks, features.length)
      if length > Verdict.longestLine {
        if endsWithCredit(lines.text(line)) { labels[line] = .credit }
      } else if marks.contains(.bracketed), kind(line) == "end" {
        labels[line] = .signOff
      } else if marks.contains(.bracketed), marks.contains(.slash), length <= Self.longestCredit {
        labels[line] = .credit
      } else if marks.contains(.slash), CaptionTail.isCredit(lines.text(line)) {
        labels[line] = .credit
      } else if marks.contains(.byline), length <= Self.longestSignature, !features.end.isSentence,
        features.words < 9,
        !Bylines.names(ofByline: lines.text(line), entry.lexicon, library.words).isEmpty
      {
        labels[line] = label(line) == .byline ? .byline : .signOff
      }
    }
  }

  /// A text without a headline begins with a paragraph, not with the caption of a picture.
  private mutating func skipCaptions(_ lines: TextLines) {
    for _ in 0..<Self.mostCaptions {
      guard isTitleText, lineFeatures[title].length > Verdict.longestLine, endsWithCredit(lines.text(title)),
        let first = labels.indices.first(where: { labels[$0].isText && $0 != title })
      else { return }
      labels[title] = .credit
      title = first
    }
  }

  private static let mostCaptions = 20

  private static let longestCaption = 480

  /// Whether the last bytes have a slash, a colon, a `©` or `reserved`, as all credits have: a quick look, as
  /// most paragraphs have none.
  private static func mayEndWithCredit(_ text: String) -> Bool {
    let end = text.utf8.suffix(tail)
    return end.contains { $0 == 0x2F || $0 == 0x3A || $0 == 0xA9 }
      || end.suffix(9).elementsEqual("reserved.".utf8) || end.suffix(8).elementsEqual("reserved".utf8)
  }

  private func endsWithCredit(_ text: String) -> Bool {
    if CaptionTail.isCredit(text) { return true }
    // A paragraph may have the credit of the picture below it at its end.
    guard text.utf8.last == 0x29 || text.utf8.count <= Self.longestCaption && Self.mayEndWithCredit(text)
    else { return false }
    let tail = String(text.suffix(Self.tail))
    return ["picture", "credit"].contains(entry.lexicon.verdict(Fold.key(tail))?.kind)
  }
}

/// The photographer and the agency in brackets behind a caption's last sentence: `… (Ann Roux/BFP)`.
enum CaptionTail {
  /// In bytes, with the brackets.
  private static let longest = 60
  private static let mostWords = 7
  private static let small: Set<Substring> = [
    "via", "de", "du", "van", "von", "der", "la", "pour", "for", "and", "et",
  ]

  static func isCredit(_ text: String) -> Bool {
    guard text.utf8.last == 0x29, let open = text.utf8.suffix(longest).lastIndex(of: 0x28) else {
      return false
    }
    let inner = text[text.utf8.index(after: open)...].dropLast()
    guard inner.utf8.contains(0x2F), inner.utf8.contains(0x20),
      let last = text[..<open].last(where: { !$0.isWhitespace }), ".!?…»”\"".contains(last)
    else { return false }
    let words = inner.split { $0 == " " || $0 == "/" }
    return (2...mostWords).contains(words.count)
      && words.allSatisfy { $0.first?.isUppercase ?? false || small.contains($0) }
  }
}
