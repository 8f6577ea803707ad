import Stories

/// A line of a capture with what it was taken for, and why.
package struct ExplainedLine: Equatable, Sendable {
  /// The line as it stands in the capture, trimmed.
  package var text: String
  /// `body`, `byline`, `share`, … .
  package var label: String
  /// 0 to 1; nil where a rule decided.
  package var probability: Double?
  /// The rule that knows the line by its words, if one does.
  package var rule: String?
  /// The features that count most for this label against the second likeliest, the strongest first:
  /// `shapes.211 +0.84`.
  package var reasons: [String] = []

  package init(
    text: String, label: String, probability: Double? = nil, rule: String? = nil, reasons: [String] = []
  ) {
    (self.text, self.label, self.probability) = (text, label, probability)
    (self.rule, self.reasons) = (rule, reasons)
  }
}

extension Cleaner {
  /// Every line of a capture, explained; empty where the capture has no text. Lines that recur in other
  /// stories of the source, as `templates` know them, are furniture, as in `story(from:templates:)`.
  package func explanation(of capture: Capture, templates: Templates = .none) -> [ExplainedLine] {
    if capture.format == .html { return pageExplanation(of: capture) ?? told(capture, templates) }
    guard let model, let odds else { return told(capture, templates) }
    let cleaner = TextCleaner(library: library, model: model, odds: odds, templates: templates)
    let reading = TextReading(capture)
    let (whole, capture) = (reading.text, reading.capture)
    var text = whole
    let labelled: [ExplainedLine]? = text.withUTF8 { bytes in
      let lines = TextLines(whole, bytes, reading.marks)
      var context = LineContext.text(bytes, lines, capture, library)
      guard TextCleaner.isForModel(context) else { return nil }
      let labelled = Labelled(context, library, model, odds)
      let features = context.features(library.features)
      let recurring = cleaner.recurring(lines, context, capture)
      return lines.ranges.indices.map { line in
        let label = line == labelled.title ? .title : labelled.labels[line]
        if line != labelled.title, label.isText, recurring.contains(line) {
          return ExplainedLine(text: lines.text(line), label: "removed", rule: "template")
        }
        let verdict = labelled.lineFeatures[line].verdict.map { context.entry.lexicon.verdicts[$0].rule }
        return ExplainedLine(
          text: lines.text(line), label: "\(label)",
          probability: Double(labelled.odds[line][Int(label.rawValue)]), rule: verdict,
          reasons: reasons(features, line, label, labelled.odds[line], model, library.features))
      }
    }
    return labelled ?? told(capture, templates)
  }

  func reasons(
    _ lines: SequenceModel.Lines, _ line: Int, _ label: Label, _ odds: SequenceModel.Scores,
    _ model: SequenceModel, _ names: some FeatureNames
  ) -> [String] {
    let lane = Int(label.rawValue)
    let rivals = (0..<Label.count).filter { $0 != lane }
    guard let rival = rivals.max(by: { odds[$0] < odds[$1] }) else { return [] }
    let range = Int(lines.starts[line])..<Int(lines.starts[line + 1])
    let gains = lines.features[range].map { feature in
      let weights = model.weights[Int(feature)]
      return (name: names.name(Int(feature)), gain: weights[lane] - weights[rival])
    }
    return gains.sorted { ($1.gain, $0.name) < ($0.gain, $1.name) }.prefix(3).filter { $0.gain > 0 }.map {
      let hundredths = Int(($0.gain * 100).rounded())
      return "\($0.name) +\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
  }

  /// The lines of a story that no model labelled: short captures, and pages that a publisher's layout fits.
  private func told(_ capture: Capture, _ templates: Templates) -> [ExplainedLine] {
    guard case .success(let story) = story(from: capture, templates: templates) else { return [] }
    var lines = [ExplainedLine(text: story.title, label: "title")]
    if !story.byline.isEmpty {
      lines.append(.init(text: story.byline.joined(separator: ", "), label: "byline"))
    }
    if let standfirst = story.standfirst { lines.append(.init(text: standfirst, label: "standfirst")) }
    lines += story.blocks.map { ExplainedLine(text: $0.text, label: $0.kind.rawValue) }
    lines += story.related.map { ExplainedLine(text: $0.title, label: "related") }
    return lines + story.removed.map { ExplainedLine(text: $0.text, label: "removed", rule: $0.rule) }
  }
}
