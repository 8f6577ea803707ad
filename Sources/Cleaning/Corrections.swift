import Stories

/// The reader's word on single lines, which outranks every rule and every guess: by the corrections of this
/// very story, else by the reader's rules for its publisher.
struct Corrections {
  /// The rule of a profile whose lines the reader took out by hand: `[rules.own]`.
  static let ruleName = "own"
  private static let correction = "own.correction"

  /// So many characters of a removed line were shown once, and corrected.
  private static let shown = 300

  private let said: [String: Bool]
  private let rules: [[UInt8]: String?]

  /// Nil where nothing was said.
  init?(_ corrections: [Correction], _ lexicon: Lexicon) {
    guard !corrections.isEmpty || !lexicon.rulings.isEmpty else { return nil }
    said = Dictionary(corrections.map { ($0.key, $0.isStory) }, uniquingKeysWith: { $1 })
    rules = lexicon.rulings
  }

  /// What was said of a line; nil for most.
  func ruling(on text: String) -> Line.Ruling? {
    if !said.isEmpty, let isStory = said[Correction.key(text)] {
      return isStory ? .story : .furniture(rule: Self.correction)
    }
    guard !rules.isEmpty, let rule = rules[Fold.key(text)] else { return nil }
    return rule.map { .furniture(rule: $0) } ?? .story
  }

  /// Sets the lines' rulings.
  static func mark(_ lines: inout [Line], _ corrections: [Correction], _ lexicon: Lexicon) {
    guard let corrections = Corrections(corrections, lexicon) else { return }
    for index in lines.indices {
      let text = lines[index].text
      lines[index].ruling =
        corrections.ruling(on: text)
        ?? (text.utf8.count > shown ? corrections.ruling(on: String(text.prefix(shown))) : nil)
    }
  }

  /// What a line is in the end: a title stays the title, and a headline of another story stays one.
  static func label(_ line: Line) -> Line.Label {
    switch (line.ruling, line.label) {
    case (.story, .removed): .open
    case (.furniture, .title), (.furniture, .related), (.furniture, .relatedHeading): line.label
    case (.furniture(let rule), _): .removed(rule: rule)
    default: line.label
    }
  }

  /// A standfirst that a page tells in its metadata only, or on several lines, stands on no line.
  static func settle(_ story: inout Story, _ corrections: [Correction]) {
    guard !corrections.isEmpty, let standfirst = story.standfirst else { return }
    let key = Correction.key(standfirst)
    guard corrections.last(where: { $0.key == key })?.isStory == false else { return }
    story.standfirst = nil
    story.removed.append(RemovedLine(standfirst, rule: correction))
  }
}
