import Stories

/// The weights of a page's lines, ready for use.
struct PageModel: Sendable {
  let model: SequenceModel
  let odds: SequenceModel.Odds

  init(_ model: SequenceModel) {
    self.model = model
    odds = SequenceModel.Odds(model)
  }
}

/// A page's lines as rules and the model see them together.
struct PageLabels {
  /// Pages of more lines are left to the rules.
  static let mostLines = 20_000

  /// Of a story with fewer paragraphs the model sees too little: all stays.
  private static let leastParagraphs = 4
  /// So likely must a paragraph among related headlines be one to come in.
  static let returns: Float = 0.6
  /// So likely must a line be a byline where nothing else names anybody.
  static let signs: Float = 0.2
  /// What stands beside the text keeps its place.
  private static let apart: Set<Block.Kind?> = [.caption, .table]
  /// What is surely none of the story, however it reads.
  private static let alien: Set<String> = ["consent", "comments", "share", "advertisement", "newsletter"]
  /// What has its place elsewhere in the story.
  private static let placed: Set<String> = ["general.title-copy", "general.standfirst"]

  /// How likely lines must be text, on pages of newspapers and on others: around their stories newspapers
  /// have more that reads like one.
  private struct Thresholds {
    /// For a line of the story to stay.
    var stays: Float
    /// For a paragraph elsewhere to come in, and so long must it be, in bytes.
    var comes: Float
    var leastLength: Int
    /// For a shorter line beside the story's lines to come in.
    var joins: Float
    /// For what a rule for all publishers took to come back.
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

  /// How likely a line is part of the story's text.
  func sureness(_ line: Int) -> Float {
    odds[line][Int(Label.body.rawValue)] + odds[line][Int(Label.subhead.rawValue)]
  }

  /// The likeliest label of a line that is no text.
  func label(_ line: Int) -> Label {
    let rest = Label.allCases.filter { !$0.isText }
    return rest.max { odds[line][Int($0.rawValue)] < odds[line][Int($1.rawValue)] } ?? .inset
  }

  /// The line that most looks like a byline.
  var likelyByline: String? {
    let lane = Int(Label.byline.rawValue)
    let best = odds.indices.max { odds[$0][lane] < odds[$1][lane] }
    return best.flatMap { odds[$0][lane] > Self.signs ? rules.lines[$0].text : nil }
  }

  /// The lines of the story, those of its element that are none, and the rest of the page.
  var told: (lines: [Line], rest: [Line]) {
    var told = rules.lines.indices.map { self.told($0) }
    join(&told)
    keepItems(&told)
    guard told.contains(where: { $0?.isOpen ?? false }) else { return (rules.told, rules.rest) }
    let rest = told.indices.filter { told[$0] == nil }.map { rules.lines[$0] }
    return (told.compactMap(\.self) + rules.behind, rest + rules.silent)
  }

  /// Takes in short lines that stand next to the story's lines elsewhere on the page: subheads, items.
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

  /// A list stays whole: what was taken for a credit or a date beside an item that stays is one.
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

  /// What becomes of a line; nil for what is not of the story's element.
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
