extension Labelled {
  /// Takes newsletter and subscription offers out of the story, however sure the model is of them.
  mutating func dropOffers() {
    for line in labels.indices where labels[line].isText && line != title {
      if kind(line) == "newsletter", lineFeatures[line].hasPromotion { labels[line] = .inset }
    }
  }

  /// In bytes. Of longer lines the lexicon knows the beginning only.
  private static let (longestSignature, longestCredit, tail) = (80, 90, 90)

  /// Takes out of the story what names authors and photographers: a `Von Eva Brandt` between its paragraphs,
  /// a `(Eva Brandt / Ritzau)`, and captions of several sentences that end with such a credit.
  mutating func dropCredits(_ lines: TextLines, _ library: Library) {
    for line in labels.indices where labels[line].isText && line != title {
      let features = lineFeatures[line]
      let (marks, length) = (features.marks, features.length)
      if length > Verdict.longestLine {
        if endsWithCredit(lines.text(line)) { labels[line] = .credit }
      } else if marks.contains(.bracketed), marks.contains(.slash), length <= Self.longestCredit {
        labels[line] = .credit
      } else if marks.contains(.byline), length <= Self.longestSignature, !features.end.isSentence,
        features.words < 9,
        !Bylines.names(ofByline: lines.text(line), entry.lexicon, library.words).isEmpty
      {
        labels[line] = label(line) == .byline ? .byline : .signOff
      }
    }
  }

  private func endsWithCredit(_ text: String) -> Bool {
    guard text.utf8.last == 0x29 else { return false }
    let tail = String(text.suffix(Self.tail))
    return ["picture", "credit"].contains(entry.lexicon.verdict(Fold.key(tail))?.kind)
  }
}
