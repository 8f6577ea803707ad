import Stories

/// The model for lines of pages, ready for use.
struct PageModel: Sendable {
  let model: SequenceModel
  let odds: SequenceModel.Odds

  init(_ model: SequenceModel) {
    self.model = model
    odds = SequenceModel.Odds(model)
  }
}

/// The lines of a page as labelled by the rules and the model together.
struct PageLabels {
  /// Pages with more lines are labelled by rules alone.
  static let mostLines = 20_000

  /// A story with fewer paragraphs keeps all of its lines, since the model has too little context.
  private static let leastParagraphs = 4
  /// The probability from which a paragraph in a list of related headlines is added to the story.
  static let returns: Float = 0.6
  /// The probability from which a line is a byline where nothing else names an author.
  static let signs: Float = 0.2
  /// Captions and tables keep their places whatever the model says.
  private static let apart: Set<Block.Kind?> = [.caption, .table]
  /// What never belongs to a story, however much it looks like one.
  private static let alien: Set<String> = ["consent", "comments", "share", "advertisement", "newsletter"]
  /// What is shown elsewhere in the story, or is surely no part of it.
  private static let placed: Set<String> = ["general.title-copy", "general.standfirst", PageOffers.rule]

  /// Probabilities from which lines are text, for newspapers and for other sites. On pages of newspapers,
  /// more of what surrounds a story looks like it.
  private struct Thresholds {
    /// From which a line of the story stays.
    var stays: Float
    /// From which a paragraph elsewhere is added; and its least length, in bytes.
    var comes: Float
    var leastLength: Int
    /// From which a shorter line next to lines of the story is added.
    var joins: Float
    /// From which a line that a general rule removed is restored.
    var returns: Float

    static let news = Thresholds(stays: 0.6, comes: 0.8, leastLength: 80, joins: 1, returns: 0.8)
    static let others = Thresholds(stays: 0.5, comes: 0.6, leastLength: 60, joins: 0.6, returns: 0.7)
  }

  let rules: PageRules
  let features: SequenceModel.Lines
  /// By line, the probability of each label.
  let odds: [SequenceModel.Scores]
  private let thresholds: Thresholds

  init(_ rules: PageRules, _ library: Library, _ model: PageModel) {
    self.rules = rules
    let paragraphs = rules.lines.indices.count {
      rules.isRuled[$0] && rules.lines[$0].isOpen && rules.lines[$0].isProse
    }
    var thresholds = PageGenre.of(rules.reading.meta) == .news ? Thresholds.news : .others
    if paragraphs < Self.leastParagraphs { thresholds.stays = 0 }
    self.thresholds = thresholds
    var context = PageContext(rules, library)
    features = context.features(library.pageFeatures)
    let scores = model.model.scores(features)
    odds = model.model.marginals(scores, gaps: features.gaps, model.odds)
  }

  /// The probability that a line is part of the story's text.
  func sureness(_ line: Int) -> Float {
    odds[line][Int(Label.body.rawValue)] + odds[line][Int(Label.subhead.rawValue)]
  }

  /// The likeliest label other than those of text.
  func label(_ line: Int) -> Label {
    let rest = Label.allCases.filter { !$0.isText }
    return rest.max { odds[line][Int($0.rawValue)] < odds[line][Int($1.rawValue)] } ?? .inset
  }

  /// The line that is a byline with the greatest probability; nil where that is too small.
  var likelyByline: String? {
    let lane = Int(Label.byline.rawValue)
    let best = odds.indices.max { odds[$0][lane] < odds[$1][lane] }
    return best.flatMap { odds[$0][lane] > Self.signs ? rules.lines[$0].text : nil }
  }

  /// The lines of the story, with those that were removed from its element, and the rest of the page.
  var told: (lines: [Line], rest: [Line]) {
    var told = rules.lines.indices.map { self.told($0) }
    join(&told)
    keepItems(&told)
    guard told.contains(where: { $0?.isOpen ?? false }) else { return (rules.told, rules.rest) }
    let rest = told.indices.filter { told[$0] == nil }.map { rules.lines[$0] }
    return (told.compactMap(\.self) + rules.behind, rest + rules.silent)
  }

  /// Adds short lines elsewhere on the page that stand next to lines of the story: subheads, items.
  private func join(_ told: inout [Line?]) {
    for order in [Array(told.indices), told.indices.reversed()] {
      for at in order where !(told[at]?.isOpen ?? false) && sureness(at) > thresholds.joins {
        let line = rules.lines[at]
        let isBeside = [at - 1, at + 1].contains { told.indices.contains($0) && told[$0]?.isOpen ?? false }
        guard !rules.isRuled[at], isBeside, mayCome(line) else { continue }
        told[at] = line
      }
    }
  }

  /// Keeps lists whole: a line that was taken for a credit or a date is an item where the line beside it is
  /// one.
  private func keepItems(_ told: inout [Line?]) {
    for order in [Array(told.indices), told.indices.reversed()] {
      for at in order {
        guard let line = told[at], case .removed(let rule) = line.label, line.block == .item,
          line.linked < 50,
          rules.isRuled[at], rule == "general.date" || rule.hasPrefix("line."),
          [at - 1, at + 1].contains(where: { told.indices.contains($0) && isItem(told[$0], of: line) })
        else { continue }
        told[at]?.label = .open
      }
    }
  }

  private func isItem(_ other: Line?, of list: Line) -> Bool {
    guard let other, let home = other.home else { return false }
    return other.isOpen && other.block == .item && home.parent == list.home?.parent
  }

  private func mayCome(_ line: Line) -> Bool {
    line.block != .caption && !Self.alien.contains(line.dropped ?? "")
  }

  /// The line with its final label; nil where it is not part of the story's element.
  func told(_ at: Int) -> Line? {
    var line = rules.lines[at]
    let sureness = sureness(at)
    let body = odds[at][Int(Label.body.rawValue)]
    if rules.isRuled[at] {
      switch line.label {
      case .open where !Self.apart.contains(line.block) && sureness < thresholds.stays:
        line.label = .removed(rule: label(at).rule)
        line.probability = Double(1 - sureness)
      case .removed(let rule):
        line.probability = Double(1 - sureness)
        if rule.hasPrefix("general."), !Self.placed.contains(rule), sureness > thresholds.returns {
          line.label = .open
        }
      default: break
      }
      return line
    }
    let least = line.dropped == PageRest.listed ? Self.returns : thresholds.comes
    if body > least, line.length >= thresholds.leastLength, mayCome(line) { return line }
    var left = rules.left(line)
    left?.probability = Double(1 - sureness)
    return left
  }
}
