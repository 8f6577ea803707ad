/// What the labels of a capture must agree on, beyond what the model sees of each line and its neighbours.
enum Settling {
  static func settled(_ labels: [Label], _ context: LineContext) -> [Label] {
    var labels = joined(labels, context)
    shorten(&labels, context.looks)
    dropCopies(&labels, context.looks)
    dropRepeated(&labels, context.looks)
    cutComments(&labels, context)
    return labels
  }

  /// What stands between two related headlines, or right below one without a blank line, and is no furniture
  /// by its words, is one too.
  private static func joined(_ labels: [Label], _ context: LineContext) -> [Label] {
    var labels = labels
    let looks = context.looks
    for line in labels.indices.dropFirst() where labels[line] != .related {
      let isBetween = line + 1 < labels.count && labels[line + 1] == .related
      guard labels[line - 1] == .related || labels[line - 1] == .relatedHeading && isBetween,
        isBetween || context.gaps[line] == 0 && !labels[line].isText,
        looks[line].verdict == nil, !looks[line].isProse, looks[line].words >= 3
      else { continue }
      labels[line] = .related
    }
    return labels
  }

  /// A standfirst is one paragraph; those below it begin the story.
  private static func shorten(_ labels: inout [Label], _ looks: [LineFeatures]) {
    var isTold = false
    for line in labels.indices where labels[line] == .standfirst && looks[line].isProse {
      if isTold { labels[line] = .body }
      isTold = true
    }
  }

  /// A paragraph by itself between a share button or a byline and an advertisement: the standfirst.
  static func apart(_ labels: [Label], _ context: LineContext) -> Int? {
    guard let first = labels.firstIndex(where: { $0 == .body || $0 == .standfirst }), first > 0,
      first + 1 < labels.count, context.gaps[first] > 0, context.gaps[first + 1] > 0,
      (40...600).contains(context.looks[first].length), kind(first + 1, context) == "advertisement",
      labels[first - 1] == .byline || kind(first - 1, context) == "share"
    else { return nil }
    return first
  }

  private static func kind(_ line: Int, _ context: LineContext) -> String? {
    context.looks[line].verdict.map { context.entry.lexicon.verdicts[$0].kind }
  }

  /// A line that stands twice in a row is a picture's alternative text and its caption; one of them may have
  /// the photographer behind it. Where more lines begin alike they are a list.
  private static func dropCopies(_ labels: inout [Label], _ looks: [LineFeatures]) {
    var alike: [UInt64: Int] = [:]
    for look in looks where look.opening != 0 { alike[look.opening, default: 0] += 1 }
    for line in labels.indices.dropFirst() {
      let (look, before) = (looks[line], looks[line - 1])
      let isLikewise = look.opening != 0 && look.opening == before.opening
      guard
        look.key != 0 && look.bytes == before.bytes
          || isLikewise && alike[look.opening] == 2
      else { continue }
      for copy in [line - 1, line] where labels[copy].isText { labels[copy] = .credit }
    }
  }

  /// A line of several words that stands there three times is said of pictures or buttons.
  private static func dropRepeated(_ labels: inout [Label], _ looks: [LineFeatures]) {
    var counts: [UInt64: Int] = [:]
    for look in looks where look.length >= leastRepeated { counts[look.bytes, default: 0] += 1 }
    for line in labels.indices where labels[line].isText && counts[looks[line].bytes] ?? 0 > 2 {
      labels[line] = .credit
    }
  }

  private static let leastRepeated = 40

  /// Readers' comments, behind a line that begins them and behind the story's first paragraphs.
  private static func cutComments(_ labels: inout [Label], _ context: LineContext) {
    guard let kind = LineContext.kinds.firstIndex(of: "comments") else { return }
    var paragraphs = 0
    for line in labels.indices {
      let look = context.looks[line]
      if labels[line] == .body, look.isProse { paragraphs += 1 }
      guard paragraphs >= 2, let verdict = look.verdict, Int(context.entry.kinds[verdict]) & 15 == kind else {
        continue
      }
      for below in line..<labels.count where labels[below] != .related && labels[below] != .relatedHeading {
        labels[below] = .tail
      }
      return
    }
  }
}
