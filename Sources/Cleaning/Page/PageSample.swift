import Stories

extension Cleaner {
  /// What the labeller sees of a page; nil where it has no words.
  package func pageSample(of capture: Capture) -> TextSample? {
    guard let page = PageReading(capture, library), let rules = PageRules(page) else { return nil }
    var context = PageContext(rules, library)
    let features = context.features(library.pageFeatures)
    let lexicon = page.entry.lexicon
    let lineFeatures = context.context.lineFeatures
    return TextSample(
      texts: rules.lines.map { $0.text }, lines: features,
      kinds: lineFeatures.map { $0.verdict.map { lexicon.verdicts[$0].kind } },
      isRelatedHeading: lineFeatures.map { $0.marks.contains(.relatedHeading) },
      isByline: lineFeatures.map { $0.marks.contains(.byline) },
      hasBullet: lineFeatures.map { $0.marks.contains(.bullet) })
  }

  /// The names and numbers of the features of pages.
  package var pageFeatures: PageSpace { library.pageFeatures }
}
