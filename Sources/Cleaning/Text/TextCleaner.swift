import Stories

/// Cleans text captures: a sequence model labels each line, and the story is made from the labels. Short
/// captures are labelled by rules, because the model relies on the lines around each line.
struct TextCleaner {
  /// The least number of paragraphs for the model.
  static let leastParagraphs = 3

  /// Numbers of paragraphs and lines from which the model is used even where no line is known as furniture.
  static let plainParagraphs = 5
  static let plainLines = 20

  let library: Library
  let model: SequenceModel?
  let odds: SequenceModel.Odds?
  var templates = Templates.none

  /// Whether the model labels the capture. A short text without known furniture is kept as it is.
  static func isForModel(_ context: LineContext) -> Bool {
    let paragraphs = context.paragraphs
    return paragraphs >= plainParagraphs || context.lineFeatures.count > plainLines
      || paragraphs >= leastParagraphs && context.lineFeatures.contains { $0.verdict != nil }
  }

  /// The date in the text; the date that came with the capture where the text has none, or where that has a
  /// time on the same day.
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
      labelled.readDates(lines, library)
      labelled.keepLists(lines)
      labelled.keepEnd()
      labelled.dropCredits(lines, library)
      labelled.dropOffers()
      let recurring = recurring(lines, context, capture)
      var story = StoryBuilder.story(labelled, bytes, lines, library, corrections, recurring)
      if labelled.isDoubtful { story.doubt = .incomplete }
      return story
    }
  }
}

extension TextCleaner {
  /// The lines that recur in other stories of the source, by its template.
  func recurring(_ lines: TextLines, _ context: LineContext, _ capture: Capture) -> Set<Int> {
    guard let template = template(of: capture, context.publisher) else { return [] }
    let recurring = Recurring.lines(lines.ranges.indices.map { lines.text($0) }, template)
    // In a short text, a sentence that recurs may still be its content.
    let isShort = context.paragraphs < Self.plainParagraphs
    return isShort ? recurring.filter { !context.lineFeatures[$0].isProse } : recurring
  }

  /// The lines that recur in stories of the capture's source from about its time; nil where nothing is known.
  func template(of capture: Capture, _ publisher: Publisher) -> Template? {
    guard !templates.isEmpty else { return nil }
    let source = Templates.source(publisher.name, url: capture.url)
    return templates.template(source: source, time: capture.time)
  }

  /// The line that equals the title which came with the capture; nil where there is none.
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
    DateLine.mark(&lines, title: title, entry.lexicon, library)
    Heads.mark(&lines, title: title, entry)
    Related.part(&lines, title: title, entry.lexicon)
    Related.mark(&lines, title: title, entry.lexicon)
    Recurring.mark(&lines, title: title, template)
    Tails.mark(&lines, title: title)
    Fragments.mark(&lines, title: title)
    var story = StoryBuilder.story(lines, title: title)
    story.source = context.publisher.name
    story.language = library.languages.vote(story)
    story.date = TextDate.date(
      TextDate.candidates(lines, title: title), library.calendar, language: story.language)
    return story
  }
}
