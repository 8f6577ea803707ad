/// Corrects labels by rules for the whole capture, beyond what the model sees of each line and its
/// neighbours.
enum LabelRules {
  static func settled(_ labels: [Label], _ context: LineContext) -> [Label] {
    var labels = joined(labels, context)
    shorten(&labels, context.lineFeatures)
    dropCopies(&labels, context.lineFeatures)
    dropRepeated(&labels, context.lineFeatures)
    cutComments(&labels, context)
    return labels
  }

  /// Labels lines as related headlines that are between two of them, or directly below one, and for which the
  /// lexicon has no verdict.
  private static func joined(_ labels: [Label], _ context: LineContext) -> [Label] {
    var labels = labels
    let lineFeatures = context.lineFeatures
    for line in labels.indices.dropFirst() where labels[line] != .related {
      let isBetween = line + 1 < labels.count && labels[line + 1] == .related
      guard labels[line - 1] == .related || labels[line - 1] == .relatedHeading && isBetween,
        isBetween || context.gaps[line] == 0 && !labels[line].isText,
        lineFeatures[line].verdict == nil, !lineFeatures[line].isProse, lineFeatures[line].words >= 3
      else { continue }
      labels[line] = .related
    }
    return labels
  }

  /// Keeps one paragraph of a standfirst; those below it begin the story.
  private static func shorten(_ labels: inout [Label], _ lineFeatures: [LineFeatures]) {
    var isTold = false
    for line in labels.indices where labels[line] == .standfirst && lineFeatures[line].isProse {
      if isTold { labels[line] = .body }
      isTold = true
    }
  }

  /// The standfirst: a single paragraph between a share button or a byline and an advertisement.
  static func apart(_ labels: [Label], _ context: LineContext) -> Int? {
    guard let first = labels.firstIndex(where: { $0 == .body || $0 == .standfirst }), first > 0,
      first + 1 < labels.count, context.gaps[first] > 0, context.gaps[first + 1] > 0,
      (40...600).contains(context.lineFeatures[first].length), kind(first + 1, context) == "advertisement",
      labels[first - 1] == .byline || kind(first - 1, context) == "share"
    else { return nil }
    return first
  }

  private static func kind(_ line: Int, _ context: LineContext) -> String? {
    context.lineFeatures[line].verdict.map { context.entry.lexicon.verdicts[$0].kind }
  }

  /// Removes pairs of equal lines, which are the alternative text and the caption of a picture; one of them
  /// may end with the photographer's name. More than two similar lines are a list and stay.
  private static func dropCopies(_ labels: inout [Label], _ lineFeatures: [LineFeatures]) {
    var alike: [UInt64: Int] = [:]
    for features in lineFeatures where features.opening != 0 { alike[features.opening, default: 0] += 1 }
    for line in labels.indices.dropFirst() {
      let (features, before) = (lineFeatures[line], lineFeatures[line - 1])
      let isLikewise = features.opening != 0 && features.opening == before.opening
      guard
        features.key != 0 && features.bytes == before.bytes
          || isLikewise && alike[features.opening] == 2
      else { continue }
      for copy in [line - 1, line] where labels[copy].isText { labels[copy] = .credit }
    }
  }

  /// Removes a line of several words that occurs three times, which belongs to pictures or buttons. Where
  /// many different lines do, the text is a plan, a table or a list of recipes, and they stay.
  private static func dropRepeated(_ labels: inout [Label], _ lineFeatures: [LineFeatures]) {
    var counts: [UInt64: Int] = [:]
    for features in lineFeatures where features.length >= leastRepeated {
      counts[features.bytes, default: 0] += 1
    }
    let repeated = labels.indices.filter { labels[$0].isText && counts[lineFeatures[$0].bytes] ?? 0 > 2 }
    guard Set(repeated.map { lineFeatures[$0].bytes }).count < leastPlan else { return }
    for line in repeated { labels[line] = .credit }
  }

  /// How many different lines that are repeated make a plan.
  private static let leastPlan = 4
  private static let leastRepeated = 40

  /// Paragraphs, or bytes of them, that a story has before its readers' comments.
  private static let (leastTold, leastBytes) = (2, 500)

  /// Removes readers' comments, from a line on that begins them, if it comes after the story's first
  /// paragraphs.
  private static func cutComments(_ labels: inout [Label], _ context: LineContext) {
    guard let kind = LineContext.kinds.firstIndex(of: "comments") else { return }
    let head = firstHead(context.lineFeatures)
    var (paragraphs, bytes) = (0, 0)
    for line in labels.indices {
      let features = context.lineFeatures[line]
      if labels[line] == .body, features.isProse {
        paragraphs += 1
        bytes += features.length
      }
      let isBegun = features.verdict.map { Int(context.entry.kinds[$0]) & 15 == kind } ?? false
      guard line == head && paragraphs > 0 || isBegun && (paragraphs >= leastTold || bytes >= leastBytes)
      else { continue }
      for below in line..<labels.count where labels[below] != .related && labels[below] != .relatedHeading {
        labels[below] = .tail
      }
      return
    }
  }

  /// The first of several lines such as `Anna on 4 March 2022 at 10:07 said:`, which stand above comments.
  private static func firstHead(_ lineFeatures: [LineFeatures]) -> Int? {
    let isHead = { (features: LineFeatures) in
      features.end == .colon && features.length <= longestHead
        && features.marks.isSuperset(of: [.clock, .year])
    }
    guard let first = lineFeatures.firstIndex(where: isHead),
      lineFeatures[(first + 1)...].contains(where: isHead)
    else { return nil }
    return first
  }

  private static let longestHead = 110
}
