/// The lines of a capture, from which the features of each line are made: its own, and those of the lines
/// around it.
struct LineContext {
  /// Kinds of furniture that have features of their own; all others count as the last.
  static let kinds = [
    "share", "advertisement", "credit", "picture", "date", "picture-count", "live", "newsletter", "end",
    "menu", "source", "partner", "translated", "comments", "", "other",
  ]

  let publisher: Publisher
  let lineFeatures: [LineFeatures]
  /// Blank lines before each line; the first has 3.
  let gaps: [UInt8]
  /// Hashes of longer words, where `LineFeatures.long` points.
  let words: [UInt32]
  /// Words of the address's last part; empty where there is none.
  let slug: [Slug.Word]
  /// Whether the lines are those of a text capture. For a page, its elements say more than the lines around a
  /// line, so those features are left out.
  var isText = false

  private(set) var shapes: [UInt8] = []
  private var zones: [UInt8] = []

  init(publisher: Publisher, lineFeatures: [LineFeatures], gaps: [UInt8], words: [UInt32], slug: [Slug.Word])
  {
    self.publisher = publisher
    self.lineFeatures = lineFeatures
    self.gaps = gaps
    self.words = words
    self.slug = slug
  }

  var entry: Library.Entry { publisher.entry }

  /// The number of lines that are surely running text.
  var paragraphs: Int { lineFeatures.count { $0.isProse && $0.verdict == nil } }

  static func kindNumbers(_ lexicon: Lexicon) -> [UInt8] {
    lexicon.verdicts.map { verdict in
      let kind = kinds.firstIndex(of: verdict.kind) ?? kinds.count - 1
      return UInt8(kind + (verdict.isOwn ? 16 : 0))
    }
  }

  /// The features of every line.
  mutating func features(_ space: FeatureSpace) -> SequenceModel.Lines {
    var lines = SequenceModel.Lines()
    lines.features.reserveCapacity(lineFeatures.count * 56)
    let gaps = gaps
    forEachLine(space) { at, found in
      lines.features += found
      lines.end(gap: at == 0 ? 0 : Int(gaps[at]))
    }
    return lines
  }

  /// The scores of every line by itself.
  mutating func scores(_ space: FeatureSpace, _ rows: SequenceModel.Rows) -> [SequenceModel.Scores] {
    var scores: [SequenceModel.Scores] = []
    scores.reserveCapacity(lineFeatures.count)
    forEachLine(space) { _, found in scores.append(rows.sum(found)) }
    return scores
  }

  /// The gaps, limited to those that the sequence model distinguishes.
  var steps: [UInt8] { gaps.map { min($0, UInt8(SequenceModel.gaps - 1)) } }

  @inline(__always)
  private mutating func forEachLine(_ space: FeatureSpace, _ body: (Int, UnsafeBufferPointer<UInt16>) -> Void)
  {
    shapes = lineFeatures.map { shape($0) }
    let whole = Whole(self)
    let regions = isText ? TextRegions(lineFeatures, gaps: gaps, shapes: shapes) : nil
    zones = whole.distances.zones
    var found = FeatureList()
    defer { found.close() }
    var sinceHeading = 99
    for at in lineFeatures.indices {
      sinceHeading = lineFeatures[at].marks.contains(.relatedHeading) ? 0 : sinceHeading + 1
      found.clear()
      lone(at, space, &found)
      around(at, space, whole.distances, &found)
      within(at, space, whole, sinceHeading, &found)
      if let regions { placed(at, space, regions, &found) }
      body(at, found.found)
    }
  }

  /// What is computed once for the whole capture.
  private struct Whole {
    let distances: ProseDistances
    let copies: [UInt8]
    let sharedWords: SharedWords
    let density: Int
    let slugs: [Int]
    var bestSlug = (at: -1, share: 0)

    init(_ context: LineContext) {
      distances = ProseDistances(lineFeatures: context.lineFeatures, shapes: context.shapes)
      copies = Copies.of(context.lineFeatures)
      sharedWords = SharedWords(context.lineFeatures, context.words)
      density = context.density()
      slugs = context.slug.isEmpty ? [] : context.lineFeatures.indices.map { context.slugShare($0) }
      for (at, share) in slugs.enumerated() where share > bestSlug.share { bestSlug = (at, share) }
    }
  }

  /// Features that compare the line with the whole capture.
  private func within(
    _ at: Int, _ space: FeatureSpace, _ whole: Whole, _ sinceHeading: Int, _ out: inout FeatureList
  ) {
    let shape = Int(shapes[at])
    let zone = Int(zones[at])
    out.append(space.density[whole.density * 8 + shape])
    let copies = Int(whole.copies[at])
    out.append(space.copies[copies * 8 + shape])
    let lead = Int(lineFeatures[at].lead)
    if lead > 0 {
      out.append(space.lead[lead * 6 + min(Bucket.length(lineFeatures[at].length) / 2, 5)])
      out.append(space.leadZone[lead * 16 + zone])
      out.append(space.leadCopies[lead * 4 + copies])
    }
    if whole.bestSlug.share > 3 {
      let place = Bucket.since(at - whole.bestSlug.at)
      out.append(space.sinceSlug[place * 8 + shape])
      if lead > 0 { out.append(space.sinceSlugLead[place * 4 + lead]) }
    }
    if !slug.isEmpty {
      out.append(space.slug[whole.slugs[at] * 4 + min(zone / 4, 3)])
      out.append(space.slugShape[whole.slugs[at] * 8 + shape])
      if at == whole.bestSlug.at { out.append(space.slugFirst[whole.bestSlug.share]) }
    }
    if lineFeatures[at].isProse {
      let sharedWords = whole.sharedWords.share(lineFeatures[at], words)
      out.append(space.sharedWords[sharedWords * 8 + shape])
      out.append(space.sharedWordsZone[sharedWords * 16 + zone])
    }
    wordKinds(at, space, &out)
    if sinceHeading < 12 {
      let distance = sinceHeading < 4 ? sinceHeading : sinceHeading < 7 ? 4 : 5
      out.append(space.overHeading[distance * 8 + shape])
    }
  }

  /// Features of the line's position relative to the prose.
  private func placed(
    _ at: Int, _ space: FeatureSpace, _ regions: TextRegions, _ out: inout FeatureList
  ) {
    let shape = Int(shapes[at])
    let place = Int(regions.places[at])
    out.append(space.place[place * 8 + shape])
    out.append(space.block[Int(regions.blocks[at]) * 8 + shape])
    out.append(space.nearby[Int(regions.nearby[at]) * 8 + shape])
    out.append(space.around[Int(regions.around[at]) * 8 + shape])
    out.append(space.runPlace[Int(regions.runs[at]) * 10 + place])
    out.append(space.told[Int(regions.told[at]) * 8 + shape])
    out.append(space.size[regions.size * 8 + shape])
    out.append(space.paragraph[regions.paragraph * 8 + shape])
    let isItem = lineFeatures[at].marks.contains(.bullet)
    out.append(space.items[(regions.items * 2 + (isItem ? 1 : 0)) * 10 + place])
  }

  /// Features of its kinds of words and of how many of each there are: one, two, three, more.
  private func wordKinds(_ at: Int, _ space: FeatureSpace, _ out: inout FeatureList) {
    var kinds = lineFeatures[at].kinds
    var kind = 0
    while kinds != 0 {
      let count = Int(kinds & 255)
      if count > 0 {
        let many = kind * 4 + min(count, 4) - 1
        out.append(space.wordKind[many * 8 + Int(shapes[at])])
        out.append(space.wordKindZone[many * 16 + Int(zones[at])])
      }
      kinds >>= 8
      kind += 1
    }
  }

  /// Features of the line itself.
  private func lone(_ at: Int, _ space: FeatureSpace, _ out: inout FeatureList) {
    let features = lineFeatures[at]
    let shape = Int(shapes[at])
    let zone = Int(zones[at])
    let length = Bucket.length(features.length)
    let end = Int(features.end.rawValue)
    let third = min(length / 2, 5)
    out.append(space.bias[0])
    out.append(space.lengthEnd[length * 6 + end])
    out.append(space.startEnd[Int(features.start.rawValue) * 6 + end])
    out.append(space.words[Bucket.words(features.words)])
    out.append(space.stops[Bucket.share(features.stops, features.words) * 6 + third])
    out.append(space.capitals[Bucket.share(features.capitals, features.words) * 6 + third])
    out.append(space.digits[Bucket.share(features.digits * 3, min(features.length, 240)) * 6 + third])
    out.append(space.commas[features.commas])
    var marks = features.marks.rawValue
    while marks != 0 {
      let mark = marks.trailingZeroBitCount
      out.append(space.mark[mark])
      out.append(space.markShape[mark * 8 + shape])
      marks &= marks - 1
    }
    let date = date(features)
    if date > 0 {
      out.append(space.date[date])
      out.append(space.datezone[date * 4 + zone / 4])
    }
    if features.isName { out.append(space.name[zone / 4]) }
    if let verdict = features.verdict {
      let kind = Int(entry.kinds[verdict])
      out.append(space.kind[kind])
      out.append(space.kindZone[kind * 4 + zone / 4])
    }
  }

  /// Features of the neighbouring lines.
  private func around(_ at: Int, _ space: FeatureSpace, _ distances: ProseDistances, _ out: inout FeatureList)
  {
    let shape = Int(shapes[at])
    let zone = Int(zones[at])
    let last = lineFeatures.count - 1
    let before = at > 0 ? Int(shapes[at - 1]) : 7
    let after = at < last ? Int(shapes[at + 1]) : 7
    out.append(space.shapes[(before * 8 + shape) * 8 + after])
    out.append(space.shapesBack[((at > 1 ? Int(shapes[at - 2]) : 7) * 8 + before) * 8 + shape])
    out.append(space.shapesOn[((at + 1 < last ? Int(shapes[at + 2]) : 7) * 8 + after) * 8 + shape])
    let length = min(Bucket.length(lineFeatures[at].length) / 2, 5)
    out.append(space.zoneLengthEnd[zone * 36 + length * 6 + Int(lineFeatures[at].end.rawValue)])
    let nearest = Bucket.distance(distances.sinceProse[at]) * 6 + Bucket.distance(distances.untilProse[at])
    out.append(space.nearestShape[nearest * 8 + shape])
    let gap = min(Int(gaps[at]), 3)
    let next = at < last ? min(Int(gaps[at + 1]), 3) : 3
    out.append(space.gaps[(gap * 4 + next) * 8 + shape])
    if at > 0 {
      neighbour(lineFeatures[at - 1], space.kindBefore, space.previousMark, &out)
      out.append(
        space.startBefore[Int(lineFeatures[at].start.rawValue) * 6 + Int(lineFeatures[at - 1].end.rawValue)])
      if lineFeatures[at - 1].isName { out.append(space.previousName[zone / 4]) }
    }
    if at < last {
      neighbour(lineFeatures[at + 1], space.kindAfter, space.nextMark, &out)
      if lineFeatures[at + 1].isName { out.append(space.nextName[zone / 4]) }
    }
    if at > 1, let verdict = lineFeatures[at - 2].verdict {
      out.append(space.kindBefore2[Int(entry.kinds[verdict]) & 15])
    }
    if at + 1 < last, let verdict = lineFeatures[at + 2].verdict {
      out.append(space.kindAfter2[Int(entry.kinds[verdict]) & 15])
    }
  }

  private func neighbour(
    _ features: LineFeatures, _ kind: FeatureSpace.Block, _ mark: FeatureSpace.Block, _ out: inout FeatureList
  ) {
    if let verdict = features.verdict { out.append(kind[Int(entry.kinds[verdict]) & 15]) }
    if features.marks.isDisjoint(with: Self.telling) { return }
    for (number, value) in Self.neighbourMarks.enumerated() where features.marks.contains(value) {
      out.append(mark[number])
    }
  }

  /// The marks that count in a neighbour.
  private static let neighbourMarks: [LineFeatures.Marks] = [
    .byline, .relatedHeading, .seeAlso, .copyright, .bullet, .clock, .year, .shouted,
  ]
  private static let telling = LineFeatures.Marks(neighbourMarks)
}
