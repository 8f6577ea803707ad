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

  /// So likely must a line of the story be part of its text to stay.
  private static let stays: Float = 0.5
  /// Of a story with fewer paragraphs the model sees too little: all stays.
  private static let leastParagraphs = 4
  /// So likely must another paragraph be one to come in, and one that stands among related headlines.
  static let comes: Float = 0.8
  static let returns: Float = 0.6
  /// So likely must a line be a byline where nothing else names anybody.
  static let signs: Float = 0.2
  /// What stands beside the text keeps its place.
  private static let apart: Set<Block.Kind?> = [.caption, .table]
  /// What is surely none of the story, however it reads.
  private static let alien: Set<String> = ["consent", "comments", "share", "advertisement", "newsletter"]
  /// Shorter lines never come in, in bytes.
  static let leastLength = 80

  let rules: PageRules
  let features: SequenceModel.Lines
  /// By line, the probability of each label.
  let odds: [SequenceModel.Scores]
  private let stays: Float

  init(_ rules: PageRules, _ library: Library, _ model: PageModel) {
    self.rules = rules
    let paragraphs = rules.lines.indices.count {
      rules.isRuled[$0] && rules.lines[$0].isOpen && rules.lines[$0].isProse
    }
    stays = paragraphs < Self.leastParagraphs ? 0 : Self.stays
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
    let told = rules.lines.indices.map { self.told($0) }
    guard told.contains(where: { $0?.isOpen ?? false }) else { return (rules.told, rules.rest) }
    let rest = told.indices.filter { told[$0] == nil }.map { rules.lines[$0] }
    return (told.compactMap(\.self) + rules.behind, rest + rules.silent)
  }

  /// What becomes of a line; nil for what is not of the story's element.
  func told(_ at: Int) -> Line? {
    var line = rules.lines[at]
    let sureness = sureness(at)
    let body = odds[at][Int(Label.body.rawValue)]
    if rules.isRuled[at] {
      switch line.label {
      case .open where !Self.apart.contains(line.block) && sureness < stays:
        line.label = .removed(rule: label(at).rule)
        line.probability = Double(1 - sureness)
      case .removed: line.probability = Double(1 - sureness)
      default: break
      }
      return line
    }
    let least = line.dropped == "listed" ? Self.returns : Self.comes
    if body > least, line.length >= Self.leastLength, line.block != .caption,
      !Self.alien.contains(line.dropped ?? "")
    {
      return line
    }
    var left = rules.left(line)
    left?.probability = Double(1 - sureness)
    return left
  }
}
