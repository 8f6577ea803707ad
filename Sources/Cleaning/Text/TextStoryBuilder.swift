import Stories

extension StoryBuilder {
  /// Makes a story from the labelled lines of a text capture.
  static func story(
    _ labelled: Labelled, _ bytes: UnsafeBufferPointer<UInt8>, _ lines: TextLines, _ library: Library,
    _ corrections: Corrections? = nil, _ recurring: Set<Int> = []
  ) -> Story {
    let text = { (line: Int) in lines.text(line) }
    let title = labelled.title
    let around = lines.ranges.indices.prefix(title + 16).lazy.filter { line in
      line != title && GluedTitle.mayEnd(bytes[lines.ranges[title]], in: bytes[lines.ranges[line]])
    }
    var story = Story(
      title: labelled.isTitleText
        ? Titles.excerpt(of: text(title)) : GluedTitle.parted(text(title), around: around.map(text)))
    let lexicon = labelled.entry.lexicon
    var standfirst: [StandfirstLine] = []
    var bylines: [(at: Int, text: String)] = []
    for line in lines.ranges.indices where line != title || labelled.isTitleText {
      let features = labelled.lineFeatures[line]
      let verdict = features.verdict.map { lexicon.verdicts[$0] }
      let label = line == title ? .body : labelled.label(line)
      let ruling = corrections?.ruling(on: text(line))
      switch ruling {
      case .furniture(let rule) where label != .related && label != .relatedHeading:
        story.removed.append(RemovedLine(text(line), rule: rule))
        continue
      case .story where label.isRemoved && !(label == .credit && verdict?.isCaption == true):
        let isItem = features.marks.contains(.bullet)
        story.blocks.append(Block(isItem ? .item : .paragraph, text(line)))
        continue
      case nil where label.isText && recurring.contains(line):
        story.removed.append(RemovedLine(text(line), rule: "template"))
        continue
      default: break
      }
      if ruling == nil, [.body, .subhead, .inset].contains(label), features.marks.contains(.seeAlso),
        let headline = SeeAlso.headline(text(line), lexicon)
      {
        relate(headline, &story)
        continue
      }
      switch label {
      case .body, .subhead:
        var told = text(line)
        if features.length > 60, let parted = SeeAlso.parted(told, lexicon) {
          told = parted.paragraph
          relate(parted.headline, &story)
        }
        story.blocks.append(block(told, label, features, lines.mark(line)))
      case .standfirst where labelled.isSureStandfirst(line):
        standfirst.append(StandfirstLine(text: text(line), isKept: ruling == .story, at: story.blocks.count))
      case .standfirst: story.blocks.append(Block(.paragraph, text(line)))
      case .byline: bylines.append((line, text(line)))
      case .credit where verdict?.isCaption ?? false:
        let caption = Block(.caption, text(line))
        if story.blocks.last != caption { story.blocks.append(caption) }
      case .related: relate(text(line), &story)
      case .relatedHeading where features.marks.contains(.relatedHeading): break
      default:
        story.removed.append(
          RemovedLine(
            text(line), rule: verdict?.rule ?? label.rule, probability: labelled.doubt(line)))
      }
    }
    tell(standfirst, &story)
    let signing = bylines.map(\.text)
    let isAuthor = { line in !labelled.lineFeatures[line].isName || !isTold(text(line), in: story) }
    bylines.removeAll { !isAuthor($0.at) }
    let sites = bylines.filter { labelled.isSite($0.at, $0.text) }
    bylines.removeAll { line in sites.contains { $0.at == line.at } }
    // A name after `By` or the like takes precedence over one alone, which may be a photographer's.
    let announced = bylines.firstIndex { labelled.lineFeatures[$0.at].marks.contains(.byline) }
    for line in announced == nil ? labelled.announcedBylines : [] where story.byline.isEmpty {
      story.byline = Bylines.names(ofByline: text(line), labelled.entry.lexicon, library.words)
    }
    for from in [announced ?? 0, 0] where story.byline.isEmpty {
      let lines = Array(bylines[from...])
      story.byline = Bylines.names(ofLines: lines, labelled.entry.lexicon, library.words)
    }
    let likely = story.byline.isEmpty ? labelled.likelyBylines + labelled.lastBylines : []
    for line in likely where story.byline.isEmpty && isAuthor(line) && !labelled.isSite(line, text(line)) {
      story.byline = Bylines.names(ofByline: text(line), labelled.entry.lexicon, library.words)
    }
    if announced == nil, let name = AuthorNotes.reporter(labelled, text) { story.byline = [name] }
    if announced == nil, let name = AuthorNotes.signed(labelled, text) { story.byline = [name] }
    if story.byline.isEmpty, let name = AuthorNotes.told(labelled, text) { story.byline = [name] }
    if story.byline.isEmpty { story.byline = Bylines.names(ofLines: sites, lexicon, library.words) }
    story.byline = Bylines.cleaned(story.byline)
    for line in signing where Bylines.saysMore(line, than: story.byline, lexicon) {
      story.removed.append(RemovedLine(line, rule: Label.byline.rule))
    }
    dropAuthors(&story)
    if story.byline.isEmpty { story.byline = agency(story.removed) }
    story.source = labelled.publisher.name
    story.language = library.languages.vote(story)
    story.date = TextDate.date(
      TextDate.candidates(labelled, text), library.calendar, language: story.language)
    return story
  }

  private static func relate(_ headline: String, _ story: inout Story) {
    if !story.related.contains(where: { $0.title == headline }) {
      story.related.append(RelatedLink(title: headline))
    }
  }

  /// The block of a line of text, by its marks, else by its label and its bullet.
  private static func block(
    _ text: String, _ label: Label, _ features: LineFeatures, _ mark: BlockMark?
  ) -> Block {
    if let mark { return Block(mark.kind, text, level: mark.level, ordered: mark.ordered) }
    if label == .subhead { return Block(.heading, text, level: 2) }
    return Block(features.marks.contains(.bullet) ? .item : .paragraph, text)
  }

  /// A line that was labelled a standfirst.
  private struct StandfirstLine {
    var text: String
    /// Whether the reader said that it is part of the story.
    var isKept: Bool
    /// How many blocks stand before it.
    var at: Int
  }

  /// A line that the reader restored becomes a paragraph, unless it is the whole standfirst.
  private static func tell(_ lines: [StandfirstLine], _ story: inout Story) {
    let plain = lines.filter { !$0.isKept }
    let standfirst = (plain.isEmpty ? lines : plain).map(\.text)
    story.standfirst = standfirst.isEmpty ? nil : standfirst.joined(separator: " ")
    guard !plain.isEmpty else { return }
    for line in lines.reversed() where line.isKept {
      story.blocks.insert(Block(.paragraph, line.text), at: line.at)
    }
  }

  /// Whether a name occurs in the story's text more than once: then it is that of a person in the story, not
  /// of its author.
  private static func isTold(_ name: String, in story: Story) -> Bool {
    name.utf8.contains(0x20)
      && story.blocks.count { $0.text.utf8.count > name.utf8.count && Bytes.contains($0.text[...], name) } > 1
  }

  /// The news agency where no author is named: `(©NTB)`, `Reuters`, `© dpa-infocom, dpa:230428-99`.
  private static func agency(_ removed: [RemovedLine]) -> [String] {
    removed.lazy.compactMap { Bylines.agency($0.text) }.prefix(1).map { $0 }
  }

  /// Removes blocks that are an author's name, and notes about the author in the last paragraphs.
  private static func dropAuthors(_ story: inout Story) {
    let authors = story.byline.filter { $0.utf8.contains(0x20) }
    let last = max(3, story.blocks.count - 3)
    var kept: [Block] = []
    for (at, block) in story.blocks.enumerated() {
      let isLast = at >= last
      let isAuthor = authors.contains { block.text == $0 || isLast && block.text.hasPrefix($0 + " ") }
      if block.kind != .caption, isAuthor || isLast && Bylines.agency(block.text) != nil {
        story.removed.append(RemovedLine(block.text, rule: Label.signOff.rule))
      } else {
        kept.append(block)
      }
    }
    story.blocks = kept
  }
}
