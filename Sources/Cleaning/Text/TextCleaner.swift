import Stories

/// Cleans text captures: a sequence model labels each line, and the story is told from the labels. Of a
/// capture with few paragraphs the rules know more than the model, which learns from what surrounds many.
struct TextCleaner {
  /// Paragraphs that a capture has at least for the model to label it.
  static let leastParagraphs = 5

  /// Lines above which it labels any capture.
  static let mostLines = 20

  let library: Library
  let model: SequenceModel?
  let odds: SequenceModel.Odds?
  var templates = Templates.none

  static func isForModel(_ scene: Scene) -> Bool {
    scene.paragraphs >= leastParagraphs || scene.looks.count > mostLines
  }

  func story(from capture: Capture) -> Story? {
    let whole = Wrapped.joined(capture.text)
    var text = whole
    return text.withUTF8 { bytes in
      let lines = TextLines(whole, bytes)
      guard !lines.ranges.isEmpty else { return nil }
      let scene = Scene.text(bytes, lines, capture, library)
      guard let model, let odds, Self.isForModel(scene) else {
        let template = template(of: capture, scene.shelf)
        return RuleCleaner.story(lines, scene, library, capture, template)
      }
      let corrections = Corrections(capture.corrections, scene.shelf.lexicon)
      let recurring = template(of: capture, scene.shelf).map { template in
        Recurring.lines(lines.ranges.indices.map { lines.text($0) }, template)
      }
      var labelled = Labelled(scene, library, model, odds)
      if let line = Self.line(capture.given.title, lines) { labelled.title = line }
      return Telling.story(labelled, bytes, lines, library, corrections, recurring ?? [])
    }
  }
}

extension TextCleaner {
  /// The line that is the headline which came beside the text; nil where none is.
  static func line(_ title: String?, _ lines: TextLines) -> Int? {
    guard let key = title.map({ Fold.key($0) }), !key.isEmpty else { return nil }
    return lines.ranges.indices.prefix(40).first { Fold.key(lines.text($0)) == key }
  }
}

/// Labels the lines of short captures by rules alone, in passes.
enum RuleCleaner {
  static func story(
    _ ranges: TextLines, _ scene: Scene, _ library: Library, _ capture: Capture, _ template: Template?
  ) -> Story? {
    let shelf = scene.shelf
    var lines = Lines.lines(ranges)
    Furniture.mark(&lines, scene.looks, shelf.lexicon)
    Corrections.mark(&lines, capture.corrections, shelf.lexicon)
    let title = Titles.mark(&lines, given: capture.given.title)
    Heads.mark(&lines, title: title, shelf)
    Related.mark(&lines, title: title, shelf.lexicon)
    Recurring.mark(&lines, title: title, template)
    Tails.mark(&lines, title: title)
    Fragments.mark(&lines, title: title)
    var story = Telling.story(lines, title: title)
    story.source = shelf.profile?.name
    story.language = library.languages.vote(story)
    return story
  }
}

/// A text capture's lines with what each of them is.
struct Labelled {
  let shelf: Library.Shelf
  let looks: [LineLook]
  let labels: [Label]
  /// By line, the probability of each label.
  let odds: [SequenceModel.Scores]
  var title = 0

  init(_ scene: Scene, _ library: Library, _ model: SequenceModel, _ exponentials: SequenceModel.Odds) {
    shelf = scene.shelf
    looks = scene.looks
    var scene = scene
    let scores = scene.scores(library.features, exponentials.rows)
    labels = Settling.settled(model.labels(scores, gaps: scene.steps), scene)
    odds = model.marginals(scores, gaps: scene.steps, exponentials)
    title = title(scene)
  }

  /// How likely a line is no part of the story's text.
  func doubt(_ line: Int) -> Double {
    Double(1 - odds[line][Int(Label.body.rawValue)] - odds[line][Int(Label.subhead.rawValue)])
  }

  /// Whether a standfirst may stand apart: what might as well be the story's first paragraph stays there.
  func isSureStandfirst(_ line: Int) -> Bool {
    odds[line][Int(Label.standfirst.rawValue)] > 0.5 || !looks[line].isProse
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
      if chance > 0.08 || chance > 0.01 && looks[line].marks.contains(.byline) { return true }
      guard looks[line].isName, line > title && line <= first || line > last && line <= last + 3 else {
        return false
      }
      return chance > 0.01 || isDated(line - 1) || isDated(line + 1) || isTwice(line)
    }
    return Array(lines.sorted { odds[$0][lane] > odds[$1][lane] }.prefix(3))
  }

  private func isDated(_ line: Int) -> Bool {
    looks.indices.contains(line) && looks[line].length < 80
      && !looks[line].marks.isDisjoint(with: [.clock, .year])
  }

  private func isTwice(_ line: Int) -> Bool { looks.count { $0.key == looks[line].key } > 1 }

  /// The likeliest title; one that the address speaks of goes before one that it does not know.
  private func title(_ scene: Scene) -> Int {
    let lane = Int(Label.title.rawValue)
    var best = 0
    for line in odds.indices where odds[line][lane] > odds[best][lane] { best = line }
    let end = labels.firstIndex { $0 == .body } ?? labels.count
    guard !scene.slug.isEmpty, scene.slugShare(best) <= 3 else { return best }
    var named: (line: Int, share: Int)?
    for line in labels.indices.prefix(end + 1) where !labels[line].isText && looks[line].verdict == nil {
      let share = scene.slugShare(line)
      if share >= 6, share > named?.share ?? 0 { named = (line, share) }
    }
    return named?.line ?? best
  }
}
