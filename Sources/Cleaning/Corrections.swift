import Stories

/// The reader's corrections of single lines. They outrank every rule and the model. Corrections of this very
/// story come first, then the reader's own rules for the publisher.
struct Corrections {
  private static let correction = "\(Profile.Rule.own).correction"

  /// The reader was shown at most this many characters of a removed line, so a correction may hold only the
  /// beginning of a longer line.
  private static let shown = 300

  private let said: [String: Bool]
  private let rules: [[UInt8]: String?]

  /// Nil where the reader corrected nothing.
  init?(_ corrections: [Correction], _ lexicon: Lexicon) {
    guard !corrections.isEmpty || !lexicon.rulings.isEmpty else { return nil }
    said = Dictionary(corrections.map { ($0.key, $0.isStory) }, uniquingKeysWith: { $1 })
    rules = lexicon.rulings
  }

  /// The reader's ruling on a line; nil for most lines.
  func ruling(on text: String) -> Line.Ruling? {
    if !said.isEmpty, let isStory = said[Correction.key(text)] {
      return isStory ? .story : .furniture(rule: Self.correction)
    }
    guard !rules.isEmpty, let rule = rules[Fold.key(text)] else { return nil }
    return rule.map { .furniture(rule: $0) } ?? .story
  }

  /// Sets `ruling` of each line that the reader corrected.
  static func mark(_ lines: inout [Line], _ corrections: [Correction], _ lexicon: Lexicon) {
    guard let corrections = Corrections(corrections, lexicon) else { return }
    for index in lines.indices {
      let text = lines[index].text
      lines[index].ruling =
        corrections.ruling(on: text)
        ?? (text.utf8.count > shown ? corrections.ruling(on: String(text.prefix(shown))) : nil)
    }
  }

  /// The final label of a line. The reader's ruling wins, except that a title and a related headline keep
  /// their labels.
  static func label(_ line: Line) -> Line.Label {
    switch (line.ruling, line.label) {
    case (.story, .removed): .open
    case (.furniture, .title), (.furniture, .related), (.furniture, .relatedHeading): line.label
    case (.furniture(let rule), _): .removed(rule: rule)
    default: line.label
    }
  }

  /// Removes a standfirst that the reader rejected but that is no line of the page: it comes from the
  /// metadata, or was joined from several lines.
  static func settle(_ story: inout Story, _ corrections: [Correction]) {
    guard !corrections.isEmpty, let standfirst = story.standfirst else { return }
    let key = Correction.key(standfirst)
    guard corrections.last(where: { $0.key == key })?.isStory == false else { return }
    story.standfirst = nil
    story.removed.append(RemovedLine(standfirst, rule: correction))
  }
}
