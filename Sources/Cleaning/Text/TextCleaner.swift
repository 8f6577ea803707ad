import Stories

/// Cleans text captures: a sequence model labels each line, and the story is told from the labels. Of a
/// capture with few paragraphs the rules know more than the model, which learns from what surrounds many.
struct TextCleaner {
  /// Paragraphs that a capture has at least for the model to label it.
  static let leastParagraphs = 3

  /// Paragraphs and lines above which it labels text without any furniture, too.
  static let plainParagraphs = 5
  static let plainLines = 20

  let library: Library
  let model: SequenceModel?
  let odds: SequenceModel.Odds?
  var templates = Templates.none

  /// Of a short text that has no line of furniture nothing may be lost.
  static func isForModel(_ context: LineContext) -> Bool {
    let paragraphs = context.paragraphs
    return paragraphs >= plainParagraphs || context.lineFeatures.count > plainLines
      || paragraphs >= leastParagraphs && context.lineFeatures.contains { $0.verdict != nil }
  }

  /// The text's own date; what came with the capture where the text has none, or where it has the hour of the
  /// same day.
  private static func date(_ own: StoryDate?, _ given: StoryDate?) -> StoryDate? {
    guard let own, let given, own.precision == .day, given.day == own.day else { return own ?? given }
    return given
  }

  func story(from capture: Capture) -> Story? {
    let reading = TextReading(capture)
    guard var story = story(reading) else { return nil }
    story.blocks = MarkedLines.joined(story.blocks)
    story.removed += reading.removed
    story.url = reading.capture.url
    story.date = Self.date(story.date, reading.capture.date)
    story.doubt = story.doubt ?? PageGuard.doubt(story)
    if story.byline.isEmpty { story.byline = reading.capture.given.byline }
    return story
  }

  private func story(_ reading: TextReading) -> Story? {
    let capture = reading.capture
    let whole = reading.text
    var text = whole
    return text.withUTF8 { bytes -> Story? in
      let lines = TextLines(whole, bytes, reading.marks)
      guard !lines.ranges.isEmpty else { return nil }
      let context = LineContext.text(bytes, lines, capture, library)
      guard let model, let odds, Self.isForModel(context) else {
        let template = template(of: capture, context.publisher)
        return RuleCleaner.story(lines, context, library, capture, template)
      }
      let corrections = Corrections(capture.corrections, context.entry.lexicon)
      var labelled = Labelled(context, library, model, odds)
      if let line = Self.line(capture.given.title, lines) { labelled.title = line }
      if lines.hasMarks { labelled.heed(lines) }
      let recurring = recurring(lines, context, capture)
      var story = Telling.story(labelled, bytes, lines, library, corrections, recurring)
      if labelled.isDoubtful { story.doubt = .incomplete }
      return story
    }
  }
}

extension TextCleaner {
  /// The lines that recur in the source's other stories, as the templates know them.
  func recurring(_ lines: TextLines, _ context: LineContext, _ capture: Capture) -> Set<Int> {
    guard let template = template(of: capture, context.publisher) else { return [] }
    let recurring = Recurring.lines(lines.ranges.indices.map { lines.text($0) }, template)
    // A sentence that recurs may as well be what a short text says.
    let isShort = context.paragraphs < Self.plainParagraphs
    return isShort ? recurring.filter { !context.lineFeatures[$0].isProse } : recurring
  }

  /// The line that is the headline which came beside the text; nil where none is.
  static func line(_ title: String?, _ lines: TextLines) -> Int? {
    guard let key = title.map({ Fold.key($0) }), !key.isEmpty else { return nil }
    return lines.ranges.indices.prefix(40).first { Fold.key(lines.text($0)) == key }
  }
}

/// Labels the lines of short captures by rules alone, in passes.
enum RuleCleaner {
  static func story(
    _ ranges: TextLines, _ context: LineContext, _ library: Library, _ capture: Capture, _ template: Template?
  ) -> Story? {
    let entry = context.entry
    var lines = Lines.lines(ranges)
    Furniture.mark(&lines, context.lineFeatures, entry.lexicon)
    Corrections.mark(&lines, capture.corrections, entry.lexicon)
    let title = Titles.mark(&lines, given: capture.given.title)
    Heads.mark(&lines, title: title, entry)
    Related.part(&lines, title: title, entry.lexicon)
    Related.mark(&lines, title: title, entry.lexicon)
    Recurring.mark(&lines, title: title, template)
    Tails.mark(&lines, title: title)
    Fragments.mark(&lines, title: title)
    var story = Telling.story(lines, title: title)
    story.source = context.publisher.name
    story.language = library.languages.vote(story)
    story.date = TextDate.date(
      TextDate.candidates(lines, title: title), library.calendar, language: story.language)
    return story
  }
}

/// A text capture's lines with what each of them is.
struct Labelled {
  let publisher: Publisher
  let lineFeatures: [LineFeatures]
  var labels: [Label]
  /// By line, the probability of each label.
  let odds: [SequenceModel.Scores]
  var title = 0
  var entry: Library.Entry { publisher.entry }
  private let firstProse: Int
  /// The standfirst, where what stands around it says so.
  private var apart: Int?

  init(_ context: LineContext, _ library: Library, _ model: SequenceModel, _ exponentials: SequenceModel.Odds)
  {
    publisher = context.publisher
    lineFeatures = context.lineFeatures
    firstProse = lineFeatures.firstIndex { $0.isProse } ?? lineFeatures.count
    var context = context
    let scores = context.scores(library.features, exponentials.rows)
    odds = model.marginals(scores, gaps: context.steps, exponentials)
    labels = Settling.settled(zip(odds, lineFeatures).map { Self.label($0, $1) }, context)
    title = title(context)
    take()
    widen()
    apart = Settling.apart(labels, context)
    if let apart { labels[apart] = .standfirst }
    // Without a headline a text begins with its first paragraph.
    if isTitleText, let first = labels.firstIndex(where: { $0.isText }) { title = min(title, first) }
  }

  /// So likely must a line be to be text: a missing paragraph does more harm than a caption that stays. One
  /// that begins as furniture does, by its words, must be all but sure.
  private static let leastSure: (prose: Float, other: Float, ruled: Float) = (0.4, 0.6, 0.9)

  private static let isText: SIMDMask<SIMD16<Int32>> = {
    var mask = SIMDMask<SIMD16<Int32>>(repeating: false)
    for label in Label.allCases where label.isText { mask[Int(label.rawValue)] = true }
    return mask
  }()

  /// The likeliest label, of text or of all else.
  private static func label(_ odds: SequenceModel.Scores, _ features: LineFeatures) -> Label {
    let (body, subhead) = (odds[Int(Label.body.rawValue)], odds[Int(Label.subhead.rawValue)])
    let least =
      features.verdict != nil ? leastSure.ruled : features.isProse ? leastSure.prose : leastSure.other
    if body + subhead > least {
      return body >= subhead ? .body : .subhead
    }
    let rest = odds.replacing(with: 0, where: isText)
    return Label(rawValue: UInt8(SequenceModel.likeliest(rest))) ?? .front
  }

  /// A story has so many bytes, or is looked for among less likely lines.
  private static let leastText = 250

  private var textLength: Int {
    lineFeatures.indices.reduce(0) { labels[$1].isText ? $0 + lineFeatures[$1].length : $0 }
  }

  /// Where hardly anything was found to be the story, the likeliest of the other lines are.
  private mutating func take() {
    for least in [Float(0.3), 0.1, 0.03] where textLength < Self.leastText {
      for line in lineFeatures.indices
      where line != title && lineFeatures[line].verdict == nil && !labels[line].isText {
        let chance = odds[line][Int(Label.body.rawValue)] + odds[line][Int(Label.subhead.rawValue)]
        if chance > least { labels[line] = .body }
      }
    }
  }

  /// Whether a plain reading was taken, as the labels left hardly a third of it.
  private(set) var isDoubtful = false
  private static let leastPlain = 600

  /// Takes the stretch with the most prose where the story is less than a third of it. Readers' comments are
  /// no part of such a stretch.
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

  /// Whether the line that comes nearest to a title is a paragraph: a capture may have none.
  var isTitleText: Bool {
    let features = lineFeatures[title]
    return features.isProse && features.verdict == nil
      && (features.length >= 220 || labels[title].isText && odds[title][Int(Label.title.rawValue)] < 0.2)
  }

  /// A line's label; a `Par Anne Le Goff` above the first paragraph is a byline whatever stands around it.
  func label(_ line: Int) -> Label {
    let isSigned =
      labels[line].isText && lineFeatures[line].marks.contains(.byline) && !lineFeatures[line].isProse
    return isSigned && line < firstProse ? .byline : labels[line]
  }

  /// What the lexicon takes a line for.
  func kind(_ line: Int) -> String? { lineFeatures[line].verdict.map { entry.lexicon.verdicts[$0].kind } }

  /// How likely a line is no part of the story's text.
  func doubt(_ line: Int) -> Double {
    Double(1 - odds[line][Int(Label.body.rawValue)] - odds[line][Int(Label.subhead.rawValue)])
  }

  /// Whether a standfirst may stand apart: what might as well be the story's first paragraph stays there.
  func isSureStandfirst(_ line: Int) -> Bool {
    line == apart || odds[line][Int(Label.standfirst.rawValue)] > 0.5 || !lineFeatures[line].isProse
  }

  /// Lines left out that may be bylines where none is sure, the likeliest first. A bare name at either end of
  /// the story needs a date beside it, or to stand there twice.
  var likelyBylines: [Int] {
    let lane = Int(Label.byline.rawValue)
    let first = labels.firstIndex { $0 == .body } ?? labels.count
    let last = labels.lastIndex { $0 == .body } ?? labels.count
    let lines = odds.indices.filter { line in
      guard !labels[line].isText, line != title, labels[line] != .related else { return false }
      let chance = odds[line][lane]
      if chance > 0.08 || chance > 0.01 && lineFeatures[line].marks.contains(.byline) { return true }
      guard lineFeatures[line].isName, line > title && line <= first || line > last && line <= last + 3 else {
        return false
      }
      return chance > 0.01 || isDated(line - 1) || isDated(line + 1) || isTwice(line)
    }
    return Array(lines.sorted { odds[$0][lane] > odds[$1][lane] }.prefix(3))
  }

  /// Short lines between the title and the story that say `By` and are taken for something else.
  var announcedBylines: [Int] {
    let first = labels.firstIndex(of: .body) ?? labels.count
    guard title < first else { return [] }
    return (title + 1..<min(first + 2, labels.count)).filter { line in
      lineFeatures[line].marks.contains(.byline) && lineFeatures[line].length <= 80 && !labels[line].isText
        && labels[line] != .byline && labels[line] != .related
    }
  }

  /// Lines that are no text and say who wrote the story where the model sees none: `Reporting by …` anywhere,
  /// and a name right behind the last paragraph.
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

  private func isTwice(_ line: Int) -> Bool { lineFeatures.count { $0.key == lineFeatures[line].key } > 1 }

  /// The likeliest title; one that the address speaks of goes before one that it does not know.
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
