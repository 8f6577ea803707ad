/// What the labels of a capture must agree on, beyond what the model sees of each line and its neighbours.
enum Settling {
  static func settled(_ labels: [Label], _ context: LineContext) -> [Label] {
    var labels = joined(labels, context)
    shorten(&labels, context.lineFeatures)
    dropCopies(&labels, context.lineFeatures)
    dropRepeated(&labels, context.lineFeatures)
    cutComments(&labels, context)
    return labels
  }

  /// What stands between two related headlines, or right below one without a blank line, and is no furniture
  /// by its words, is one too.
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

  /// A standfirst is one paragraph; those below it begin the story.
  private static func shorten(_ labels: inout [Label], _ lineFeatures: [LineFeatures]) {
    var isTold = false
    for line in labels.indices where labels[line] == .standfirst && lineFeatures[line].isProse {
      if isTold { labels[line] = .body }
      isTold = true
    }
  }

  /// A paragraph by itself between a share button or a byline and an advertisement: the standfirst.
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

  /// A line that stands twice in a row is a picture's alternative text and its caption; one of them may have
  /// the photographer behind it. Where more lines begin alike they are a list.
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

  /// A line of several words that stands there three times is said of pictures or buttons.
  private static func dropRepeated(_ labels: inout [Label], _ lineFeatures: [LineFeatures]) {
    var counts: [UInt64: Int] = [:]
    for features in lineFeatures where features.length >= leastRepeated {
      counts[features.bytes, default: 0] += 1
    }
    for line in labels.indices where labels[line].isText && counts[lineFeatures[line].bytes] ?? 0 > 2 {
      labels[line] = .credit
    }
  }

  private static let leastRepeated = 40

  /// Readers' comments, behind a line that begins them and behind the story's first paragraphs.
  private static func cutComments(_ labels: inout [Label], _ context: LineContext) {
    guard let kind = LineContext.kinds.firstIndex(of: "comments") else { return }
    var paragraphs = 0
    for line in labels.indices {
      let features = context.lineFeatures[line]
      if labels[line] == .body, features.isProse { paragraphs += 1 }
      guard paragraphs >= 2, let verdict = features.verdict, Int(context.entry.kinds[verdict]) & 15 == kind
      else {
        continue
      }
      for below in line..<labels.count where labels[below] != .related && labels[below] != .relatedHeading {
        labels[below] = .tail
      }
      return
    }
  }
}
