/// The lines of a text capture with their labels.
struct Labelled {
  let publisher: Publisher
  let lineFeatures: [LineFeatures]
  var labels: [Label]
  /// By line, the probability of each label.
  let odds: [SequenceModel.Scores]
  var title = 0
  var entry: Library.Entry { publisher.entry }
  private let firstProse: Int
  /// The standfirst, where the lines around it show that it is one.
  private var apart: Int?

  init(_ context: LineContext, _ library: Library, _ model: SequenceModel, _ exponentials: SequenceModel.Odds)
  {
    publisher = context.publisher
    lineFeatures = context.lineFeatures
    firstProse = lineFeatures.firstIndex { $0.isProse } ?? lineFeatures.count
    var context = context
    let scores = context.scores(library.features, exponentials.rows)
    odds = model.marginals(scores, gaps: context.steps, exponentials)
    let kinds = context.entry.kinds
    labels = LabelRules.settled(
      zip(odds, lineFeatures).map { odds, features in
        Self.label(
          odds, features, isCertain: features.verdict.map { Self.isCertain(kinds[$0], features) } ?? false)
      }, context)
    title = title(context)
    take()
    widen()
    apart = LabelRules.apart(labels, context)
    if let apart { labels[apart] = .standfirst }
    // A text without a headline begins with its first paragraph.
    if isTitleText, let first = labels.firstIndex(where: { $0.isText }) { title = min(title, first) }
  }

  /// The probability from which a line is text. A missing paragraph does more harm than a caption that stays.
  /// A line with a verdict of the lexicon, or that promotes something, must be nearly certain.
  private static let leastSure: (prose: Float, other: Float, ruled: Float) = (0.4, 0.6, 0.9)

  private static let isText: SIMDMask<SIMD16<Int32>> = {
    var mask = SIMDMask<SIMD16<Int32>>(repeating: false)
    for label in Label.allCases where label.isText { mask[Int(label.rawValue)] = true }
    return mask
  }()

  /// Kinds of verdicts that no probability overrules: what the lexicon knows to be a credit is never text.
  private static let certain = [
    "share", "advertisement", "credit", "picture", "picture-count", "comments",
  ].reduce(UInt16(0)) { bits, kind in LineContext.kinds.firstIndex(of: kind).map { bits | 1 << $0 } ?? bits }

  private static let credit = LineContext.kinds.firstIndex(of: "credit").map { UInt8($0) }

  /// `kind` is a number of `LineContext.kindNumbers`. A sentence may begin as a credit does.
  private static func isCertain(_ kind: UInt8, _ features: LineFeatures) -> Bool {
    let isSentence = features.isProse && features.end.isSentence
    return certain >> UInt16(kind & 15) & 1 == 1 && !(isSentence && kind & 15 == credit)
  }

  /// The likeliest label of text where text is likely enough, else the likeliest other one.
  private static func label(
    _ odds: SequenceModel.Scores, _ features: LineFeatures, isCertain: Bool
  ) -> Label {
    let (body, subhead) = (odds[Int(Label.body.rawValue)], odds[Int(Label.subhead.rawValue)])
    let least =
      features.verdict != nil || features.isPromotion
      ? leastSure.ruled : features.isProse ? leastSure.prose : leastSure.other
    if body + subhead > least, !isCertain {
      return body >= subhead ? .body : .subhead
    }
    let rest = odds.replacing(with: 0, where: isText)
    return Label(rawValue: UInt8(SequenceModel.likeliest(rest))) ?? .front
  }

  /// Where a story is shorter, less likely lines are added; in bytes.
  private static let leastText = 250

  private var textLength: Int {
    lineFeatures.indices.reduce(0) { labels[$1].isText ? $0 + lineFeatures[$1].length : $0 }
  }

  /// Adds the likeliest of the other lines where hardly any text was found.
  private mutating func take() {
    for least in [Float(0.3), 0.1, 0.03] where textLength < Self.leastText {
      for line in lineFeatures.indices
      where line != title && lineFeatures[line].verdict == nil && !labels[line].isText {
        let chance = odds[line][Int(Label.body.rawValue)] + odds[line][Int(Label.subhead.rawValue)]
        if chance > least { labels[line] = .body }
      }
    }
  }

  /// Whether the labels left hardly a third of the prose, so that the longest stretch of prose was taken
  /// instead.
  private(set) var isDoubtful = false
  private static let leastPlain = 600

  /// Takes the stretch with the most prose where the story has less than a third of that. Readers' comments
  /// are not part of the stretch.
  private mutating func widen() {
    let (least, all) = (textLength * 3, lineFeatures.reduce(0) { $1.isProse ? $0 + $1.length : $0 })
    guard all >= Self.leastPlain, least < all else { return }
    let end = lineFeatures.indices.first { kind($0) == "comments" } ?? lineFeatures.count
    let prose = lineFeatures.prefix(end).map { $0.isProse && $0.verdict == nil ? $0.length : 0 }
    guard let region = TextRegions.region(prose) else { return }
    let plain = prose[region].reduce(0, +)
    guard plain >= Self.leastPlain, least < plain else { return }
    isDoubtful = true
    for line in region where prose[line] > 0 && line != title && labels[line] != .standfirst {
      labels[line] = .body
    }
  }

  /// Whether the likeliest title is a paragraph: a capture may have no title.
  var isTitleText: Bool {
    let features = lineFeatures[title]
    return features.isProse && features.verdict == nil
      && (features.length >= 220 || labels[title].isText && odds[title][Int(Label.title.rawValue)] < 0.2)
  }

  /// The label of a line. A `Par Anne Le Goff` above the first paragraph is a byline whatever its label.
  func label(_ line: Int) -> Label {
    let isSigned =
      labels[line].isText && lineFeatures[line].marks.contains(.byline) && !lineFeatures[line].isProse
    return isSigned && line < firstProse ? .byline : labels[line]
  }

  /// The kind of the lexicon's verdict on a line.
  func kind(_ line: Int) -> String? { lineFeatures[line].verdict.map { entry.lexicon.verdicts[$0].kind } }

  /// The probability that a line is not part of the story's text.
  func doubt(_ line: Int) -> Double {
    Double(1 - odds[line][Int(Label.body.rawValue)] - odds[line][Int(Label.subhead.rawValue)])
  }

  /// Whether a standfirst may be separated from the text. A line that may as well be the first paragraph
  /// stays there.
  func isSureStandfirst(_ line: Int) -> Bool {
    line == apart || odds[line][Int(Label.standfirst.rawValue)] > 0.5 || !lineFeatures[line].isProse
  }

  /// Removed lines that may be bylines where none is certain, the likeliest first. A name alone, before or
  /// after the story, counts only next to a date or where it occurs twice.
  var likelyBylines: [Int] {
    let lane = Int(Label.byline.rawValue)
    let first = labels.firstIndex { $0 == .body } ?? labels.count
    let last = labels.lastIndex { $0 == .body } ?? labels.count
    let lines = odds.indices.filter { line in
      guard !labels[line].isText, line != title, labels[line] != .related else { return false }
      let chance = odds[line][lane]
      if chance > 0.08 || chance > 0.01 && lineFeatures[line].marks.contains(.byline) { return true }
      let isPlaced = line > title && line <= first || line > last && line <= last + 3
      if isPlaced, line == first - 1, isShoutedName(line), isDated(line - 1) { return true }
      guard lineFeatures[line].isName || line > title && mayBeName(line), isPlaced else { return false }
      return chance > 0.01 || isDated(line - 1) || isDated(line + 1) || isTwice(line)
    }
    return Array(lines.sorted { odds[$0][lane] > odds[$1][lane] }.prefix(3))
  }

  /// Short lines between the title and the story that begin with `By` or the like and have another label.
  var announcedBylines: [Int] {
    let first = labels.firstIndex(of: .body) ?? labels.count
    guard title < first else { return [] }
    return (title + 1..<min(first + 2, labels.count)).filter { line in
      lineFeatures[line].marks.contains(.byline) && lineFeatures[line].length <= 80 && !labels[line].isText
        && labels[line] != .byline && labels[line] != .related
    }
  }

  /// Lines outside the text that name the author where the model found no byline: `Reporting by …` anywhere,
  /// and a name right after the last paragraph.
  var lastBylines: [Int] {
    guard let last = labels.lastIndex(of: .body) else { return [] }
    return lineFeatures.indices.filter { line in
      guard !labels[line].isText, line != title, labels[line] != .related else { return false }
      return lineFeatures[line].marks.contains(.byline)
        || line == last + 1 && lineFeatures[line].isName && lineFeatures[line].verdict == nil
    }
  }

  private func isDated(_ line: Int) -> Bool {
    lineFeatures.indices.contains(line) && lineFeatures[line].length < 80
      && !lineFeatures[line].marks.isDisjoint(with: [.clock, .year])
  }

  /// Whether the line may be a name with particles: `Ann van der Roux`.
  private func mayBeName(_ line: Int) -> Bool {
    let features = lineFeatures[line]
    return (3...5).contains(features.words) && features.capitals >= max(2, features.words - 2)
      && features.digits == 0 && features.length < 48 && features.verdict == nil && !features.end.isSentence
      && features.marks.subtracting(.glued).isEmpty
  }

  /// Whether the line is two or three words in capitals and nothing else.
  private func isShoutedName(_ line: Int) -> Bool {
    let features = lineFeatures[line]
    return features.marks == .shouted && (2...3).contains(features.words) && features.digits == 0
      && features.length < 40 && features.verdict == nil && !features.end.isSentence
  }

  /// Whether a line of a few words with capitals is rather the site's name than an author's: the publisher
  /// has the same letters, or it stands far above the title, as a site's head does.
  func isSite(_ line: Int, _ text: String) -> Bool {
    guard lineFeatures[line].isName else { return false }
    let letters = Fold.key(text).filter { WordHash.isLetter($0) }
    let name = publisher.name.map { Fold.key($0).filter { WordHash.isLetter($0) } } ?? []
    return letters.count > 5 && Bytes.contains(name, letters) || line < title - 3
  }

  private func isTwice(_ line: Int) -> Bool { lineFeatures.count { $0.key == lineFeatures[line].key } > 1 }

  /// The likeliest title; a line with the words of the address takes precedence.
  private func title(_ context: LineContext) -> Int {
    let lane = Int(Label.title.rawValue)
    var best = lineFeatures.firstIndex { $0.verdict == nil } ?? 0
    for line in odds.indices where odds[line][lane] > odds[best][lane] && lineFeatures[line].verdict == nil {
      best = line
    }
    let end = labels.firstIndex { $0 == .body } ?? labels.count
    guard !context.slug.isEmpty, context.slugShare(best) <= 3 else { return best }
    var named: (line: Int, share: Int)?
    for line in labels.indices.prefix(end + 1) where !labels[line].isText && lineFeatures[line].verdict == nil
    {
      let share = context.slugShare(line)
      if share >= 6, share > named?.share ?? 0 { named = (line, share) }
    }
    return named?.line ?? best
  }
}
