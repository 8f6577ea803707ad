import Stories

/// The lines of a page, from which the features of each line are made.
struct PageContext {
  let rules: PageRules
  private(set) var context: LineContext
  private let places: PagePlaces
  private let states: [Int]
  private let genre: Int

  init(_ rules: PageRules, _ library: Library) {
    self.rules = rules
    let places = PagePlaces(rules)
    let bytes = rules.lines.reduce(0) { $0 + $1.length }
    var reader = LineReader(library.words, lines: rules.lines.count, bytes: bytes)
    defer { reader.close() }
    var lineFeatures: [LineFeatures] = []
    lineFeatures.reserveCapacity(rules.lines.count)
    for line in rules.lines {
      var text = line.text
      var features = text.withUTF8 { reader.features(of: $0) }
      if line.block == .item { features.marks.insert(.bullet) }
      lineFeatures.append(features)
    }
    reader.judge(&lineFeatures, rules.reading.entry.lexicon)
    context = LineContext(
      publisher: rules.reading.publisher, lineFeatures: lineFeatures, gaps: places.gaps, words: reader.words,
      slug: rules.reading.address.map { Slug.words($0) } ?? [])
    self.places = places
    states = zip(rules.lines, rules.isRuled).map { PageState.of($0, isRuled: $1) }
    genre = PageGenre.of(rules.reading.meta).rawValue
  }

  /// The features of every line.
  mutating func features(_ space: PageSpace) -> SequenceModel.Lines {
    let text = context.features(space.text)
    let matches = MetadataMatches(rules, context)
    var lines = SequenceModel.Lines()
    lines.features.reserveCapacity(text.features.count + rules.lines.count * 64)
    for at in rules.lines.indices {
      let range = Int(text.starts[at])..<Int(text.starts[at + 1])
      lines.features += text.features[range]
      judged(at, space, &lines.features)
      placed(at, space, &lines.features)
      shaped(at, space, &lines.features)
      let zone = places.zones[at]
      lines.features.append(space.likeness[matches.likeness[at] * 3 + zone])
      lines.features.append(space.title[matches.title[at] * 3 + zone])
      lines.features.append(space.description[matches.description[at] * 3 + zone])
      if matches.hasAuthor[at] { lines.features.append(space.author[zone * 2 + (shape(at) >= 5 ? 1 : 0)]) }
      lines.end(gap: at == 0 ? 0 : Int(text.gaps[at]))
    }
    return lines
  }

  /// The shape of a line, as `LineContext.shape` numbers it; 5 and more for prose.
  private func shape(_ at: Int) -> Int {
    let features = context.lineFeatures[at]
    if features.isProse { return features.length >= 220 ? 6 : 5 }
    if features.verdict != nil { return 7 }
    return features.words < 3
      ? 0 : features.end.isSentence ? 1 : features.length < 40 ? 2 : features.length < 90 ? 3 : 4
  }

  /// Features of what the rules decided about the line and its neighbours.
  private func judged(_ at: Int, _ space: PageSpace, _ out: inout [UInt16]) {
    let state = states[at]
    let before = at > 0 ? states[at - 1] : PageState.count
    let after = at + 1 < states.count ? states[at + 1] : PageState.count
    out.append(space.rule[state * 2 + (places.zones[at] == 1 ? 1 : 0)])
    out.append(space.ruleShape[state * 8 + shape(at)])
    out.append(space.ruleBefore[before])
    out.append(space.ruleAfter[after])
    let sides = PageState.side(before) * 16 + PageState.side(state) * 4 + PageState.side(after)
    out.append(space.ruleAround[sides])
    out.append(space.genre[genre * PageState.count + state])
    out.append(space.genreShape[(genre * 8 + shape(at)) * 3 + places.zones[at]])
    out.append(space.genreTag[genre * 128 + Int(places.places[at].tag.bit)])
  }

  /// Features of the line's position on the page.
  private func placed(_ at: Int, _ space: PageSpace, _ out: inout [UInt16]) {
    let place = places.places[at]
    let shape = shape(at)
    let side = PageState.side(states[at])
    let zone = places.zones[at]
    out.append(space.tag[Int(place.tag.bit)])
    out.append(space.tagRule[Int(place.tag.bit) * 4 + side])
    out.append(space.path[Int(place.tags & 1023)])
    let isInside: UInt32 = zone == 1 ? 0 : 0x9E37
    for word in place.own { out.append(space.own[Int(word ^ isInside) & (PageSpace.wordBuckets - 1)]) }
    for word in place.near { out.append(space.near[Int(word ^ isInside) & (PageSpace.wordBuckets - 1)]) }
    for word in place.far { out.append(space.far[Int(word ^ isInside) & (PageSpace.wordBuckets - 1)]) }
    for (number, isFirst) in [(place.reason, true), (place.outerReason, false)] where number >= 0 {
      let block = isFirst ? space.reason : space.anyReason
      out.append(block[number * 2 + (zone == 1 ? 1 : 0)])
    }
    let candidates = Int(place.candidates.rawValue)
    out.append(space.candidates[candidates])
    out.append(space.candidatesShape[candidates * 8 + shape])
    out.append(space.homeShare[places.homeShare[at] * 8 + shape])
    out.append(space.pathShare[places.pathShare[at] * 8 + shape])
    out.append(space.depth[min(15, max(0, place.depth - places.depth + 8))])
    out.append(space.distance[places.distance(at)])
    out.append(space.fromStart[Bucket.place(places.fromStart(at)) * 4 + side])
    out.append(space.fromEnd[Bucket.place(places.fromEnd(at)) * 4 + side])
    out.append(space.alike[(places.run[at] * 2 + (rules.lines[at].linked > 50 ? 1 : 0)) * 8 + shape])
    out.append(space.alikeProse[places.alikeProse[at] * 2 + (shape >= 5 ? 1 : 0)])
    out.append(space.page[places.proseShare * 4 + side])
    if place.hasTime { out.append(space.machine[0]) }
    if place.isNamed { out.append(space.machine[1]) }
    if place.isHidden { out.append(space.machine[2 + (zone == 1 ? 1 : 0)]) }
  }

  /// Features of its element: links, emphasis, kind.
  private func shaped(_ at: Int, _ space: PageSpace, _ out: inout [UInt16]) {
    let shape = shape(at)
    let zone = places.zones[at]
    let linked = Self.share(rules.lines[at].linked)
    out.append(space.linked[linked * 6 + min(Bucket.length(context.lineFeatures[at].length) / 2, 5)])
    let before = at > 0 ? Self.share(rules.lines[at - 1].linked) : 5
    let after = at + 1 < rules.lines.count ? Self.share(rules.lines[at + 1].linked) : 5
    out.append(space.linkedAround[before * 6 + after])
    out.append(space.links[min(3, places.places[at].links) * 8 + shape])
    let kind = Self.kind(rules.lines[at].block)
    let last = at > 0 ? Self.kind(rules.lines[at - 1].block) : 15
    out.append(space.kind[kind * 3 + zone])
    out.append(space.kindAround[last * 16 + kind])
    out.append(space.emphasis[(places.places[at].emphasis * 8 + shape) * 3 + zone])
  }

  private static func share(_ percent: Int) -> Int {
    percent == 0 ? 0 : percent < 20 ? 1 : percent < 50 ? 2 : percent < 80 ? 3 : percent < 100 ? 4 : 5
  }

  private static func kind(_ kind: Block.Kind?) -> Int {
    kind.map { Block.Kind.allCases.firstIndex(of: $0) ?? 0 } ?? 14
  }
}
