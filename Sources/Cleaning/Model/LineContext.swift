/// The lines of a capture and what the whole of it tells about each.
struct LineContext {
  /// Kinds of furniture as features know them; others count as the last.
  static let kinds = [
    "share", "advertisement", "credit", "picture", "date", "picture-count", "live", "newsletter", "end",
    "menu", "source", "partner", "translated", "comments", "", "other",
  ]

  let publisher: Publisher
  let looks: [LineFeatures]
  /// Blank lines before each line; the first has 3.
  let gaps: [UInt8]
  /// Hashes of longer words, where `LineFeatures.long` points.
  let words: [UInt32]
  /// Words of the address's last part; empty where there is none.
  let slug: [Slug.Word]
  /// Whether the lines are a text capture's: of a page its elements tell more than its lines' surroundings.
  var isText = false

  private(set) var shapes: [UInt8] = []
  private var zones: [UInt8] = []

  init(publisher: Publisher, looks: [LineFeatures], gaps: [UInt8], words: [UInt32], slug: [Slug.Word]) {
    self.publisher = publisher
    self.looks = looks
    self.gaps = gaps
    self.words = words
    self.slug = slug
  }

  var entry: Library.Entry { publisher.entry }

  /// Lines that are surely running text.
  var paragraphs: Int { looks.count { $0.isProse && $0.verdict == nil } }

  static func kindNumbers(_ lexicon: Lexicon) -> [UInt8] {
    lexicon.verdicts.map { verdict in
      let kind = kinds.firstIndex(of: verdict.kind) ?? kinds.count - 1
      return UInt8(kind + (verdict.isOwn ? 16 : 0))
    }
  }

  /// The features of every line.
  mutating func features(_ space: FeatureSpace) -> SequenceModel.Lines {
    var lines = SequenceModel.Lines()
    lines.features.reserveCapacity(looks.count * 56)
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
    scores.reserveCapacity(looks.count)
    forEachLine(space) { _, found in scores.append(rows.sum(found)) }
    return scores
  }

  /// The gaps as the sequence model tells them apart.
  var steps: [UInt8] { gaps.map { min($0, UInt8(SequenceModel.gaps - 1)) } }

  @inline(__always)
  private mutating func forEachLine(_ space: FeatureSpace, _ body: (Int, UnsafeBufferPointer<UInt16>) -> Void)
  {
    shapes = looks.map { shape($0) }
    let whole = Whole(self)
    let regions = isText ? TextRegions(looks, gaps: gaps, shapes: shapes) : nil
    zones = whole.walk.zones
    var found = FeatureList()
    defer { found.close() }
    var sinceHeading = 99
    for at in looks.indices {
      sinceHeading = looks[at].marks.contains(.relatedHeading) ? 0 : sinceHeading + 1
      found.clear()
      lone(at, space, &found)
      around(at, space, whole.walk, &found)
      within(at, space, whole, sinceHeading, &found)
      if let regions { placed(at, space, regions, &found) }
      body(at, found.found)
    }
  }

  /// What the whole of a capture tells.
  private struct Whole {
    let walk: ProseDistances
    let copies: [UInt8]
    let kin: SharedWords
    let density: Int
    let slugs: [Int]
    var bestSlug = (at: -1, share: 0)

    init(_ context: LineContext) {
      walk = ProseDistances(looks: context.looks, shapes: context.shapes)
      copies = Copies.of(context.looks)
      kin = SharedWords(context.looks, context.words)
      density = context.density()
      slugs = context.slug.isEmpty ? [] : context.looks.indices.map { context.slugShare($0) }
      for (at, share) in slugs.enumerated() where share > bestSlug.share { bestSlug = (at, share) }
    }
  }

  /// What a line is in the whole of the capture.
  private func within(
    _ at: Int, _ space: FeatureSpace, _ whole: Whole, _ sinceHeading: Int, _ out: inout FeatureList
  ) {
    let shape = Int(shapes[at])
    let zone = Int(zones[at])
    out.append(space.density[whole.density * 8 + shape])
    let copies = Int(whole.copies[at])
    out.append(space.copies[copies * 8 + shape])
    let lead = Int(looks[at].lead)
    if lead > 0 {
      out.append(space.lead[lead * 6 + min(Bucket.length(looks[at].length) / 2, 5)])
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
    if looks[at].isProse {
      let kinship = whole.kin.share(looks[at], words)
      out.append(space.kinship[kinship * 8 + shape])
      out.append(space.kinshipZone[kinship * 16 + zone])
    }
    wordKinds(at, space, &out)
    if sinceHeading < 12 {
      let distance = sinceHeading < 4 ? sinceHeading : sinceHeading < 7 ? 4 : 5
      out.append(space.overHeading[distance * 8 + shape])
    }
  }

  /// Where it stands by the prose around it.
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
    let isItem = looks[at].marks.contains(.bullet)
    out.append(space.items[(regions.items * 2 + (isItem ? 1 : 0)) * 10 + place])
  }

  /// Which kinds of words it has, and how many of each: one, two, three, more.
  private func wordKinds(_ at: Int, _ space: FeatureSpace, _ out: inout FeatureList) {
    var kinds = looks[at].kinds
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

  /// What a line is by itself.
  private func lone(_ at: Int, _ space: FeatureSpace, _ out: inout FeatureList) {
    let look = looks[at]
    let shape = Int(shapes[at])
    let zone = Int(zones[at])
    let length = Bucket.length(look.length)
    let end = Int(look.end.rawValue)
    let third = min(length / 2, 5)
    out.append(space.bias[0])
    out.append(space.lengthEnd[length * 6 + end])
    out.append(space.startEnd[Int(look.start.rawValue) * 6 + end])
    out.append(space.words[Bucket.words(look.words)])
    out.append(space.stops[Bucket.share(look.stops, look.words) * 6 + third])
    out.append(space.capitals[Bucket.share(look.capitals, look.words) * 6 + third])
    out.append(space.digits[Bucket.share(look.digits * 3, min(look.length, 240)) * 6 + third])
    out.append(space.commas[look.commas])
    var marks = look.marks.rawValue
    while marks != 0 {
      let mark = marks.trailingZeroBitCount
      out.append(space.mark[mark])
      out.append(space.markShape[mark * 8 + shape])
      marks &= marks - 1
    }
    let date = date(look)
    if date > 0 {
      out.append(space.date[date])
      out.append(space.datezone[date * 4 + zone / 4])
    }
    if look.isName { out.append(space.name[zone / 4]) }
    if let verdict = look.verdict {
      let kind = Int(entry.kinds[verdict])
      out.append(space.kind[kind])
      out.append(space.kindZone[kind * 4 + zone / 4])
    }
  }

  /// What stands around a line.
  private func around(_ at: Int, _ space: FeatureSpace, _ walk: ProseDistances, _ out: inout FeatureList) {
    let shape = Int(shapes[at])
    let zone = Int(zones[at])
    let last = looks.count - 1
    let before = at > 0 ? Int(shapes[at - 1]) : 7
    let after = at < last ? Int(shapes[at + 1]) : 7
    out.append(space.shapes[(before * 8 + shape) * 8 + after])
    out.append(space.shapesBack[((at > 1 ? Int(shapes[at - 2]) : 7) * 8 + before) * 8 + shape])
    out.append(space.shapesOn[((at + 1 < last ? Int(shapes[at + 2]) : 7) * 8 + after) * 8 + shape])
    let length = min(Bucket.length(looks[at].length) / 2, 5)
    out.append(space.zoneLengthEnd[zone * 36 + length * 6 + Int(looks[at].end.rawValue)])
    let nearest = Bucket.distance(walk.sinceProse[at]) * 6 + Bucket.distance(walk.untilProse[at])
    out.append(space.nearestShape[nearest * 8 + shape])
    let gap = min(Int(gaps[at]), 3)
    let next = at < last ? min(Int(gaps[at + 1]), 3) : 3
    out.append(space.gaps[(gap * 4 + next) * 8 + shape])
    if at > 0 {
      neighbour(looks[at - 1], space.kindBefore, space.previousMark, &out)
      out.append(space.startBefore[Int(looks[at].start.rawValue) * 6 + Int(looks[at - 1].end.rawValue)])
      if looks[at - 1].isName { out.append(space.previousName[zone / 4]) }
    }
    if at < last {
      neighbour(looks[at + 1], space.kindAfter, space.nextMark, &out)
      if looks[at + 1].isName { out.append(space.nextName[zone / 4]) }
    }
    if at > 1, let verdict = looks[at - 2].verdict {
      out.append(space.kindBefore2[Int(entry.kinds[verdict]) & 15])
    }
    if at + 1 < last, let verdict = looks[at + 2].verdict {
      out.append(space.kindAfter2[Int(entry.kinds[verdict]) & 15])
    }
  }

  private func neighbour(
    _ look: LineFeatures, _ kind: FeatureSpace.Block, _ mark: FeatureSpace.Block, _ out: inout FeatureList
  ) {
    if let verdict = look.verdict { out.append(kind[Int(entry.kinds[verdict]) & 15]) }
    if look.marks.isDisjoint(with: Self.telling) { return }
    for (number, value) in Self.neighbourMarks.enumerated() where look.marks.contains(value) {
      out.append(mark[number])
    }
  }

  /// The marks that count in a neighbour.
  private static let neighbourMarks: [LineFeatures.Marks] = [
    .byline, .relatedHeading, .seeAlso, .copyright, .bullet, .clock, .year, .shouted,
  ]
  private static let telling = LineFeatures.Marks(neighbourMarks)
}
