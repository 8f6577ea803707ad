import Stories

extension Cleaner {
  /// The title and every line of a page, explained; nil where a publisher's layout or rules alone decide.
  func pageExplanation(of capture: Capture) -> [ExplainedLine]? {
    guard let pageModel, let page = PageReading(capture, library),
      pages.layout(of: page, capture).found == nil, let rules = PageRules(page),
      rules.lines.count <= PageLabels.mostLines
    else { return nil }
    let labels = PageLabels(rules, library, pageModel)
    let title = ExplainedLine(text: rules.title, label: "title")
    return [title] + rules.lines.indices.map { explained($0, labels, pageModel.model) }
  }

  private func explained(_ at: Int, _ labels: PageLabels, _ model: SequenceModel) -> ExplainedLine {
    let line = labels.rules.lines[at]
    var explained = ExplainedLine(text: line.text, label: "", rule: line.dropped.map { "general.\($0)" })
    if case .removed(let rule) = line.label { explained.rule = rule }
    let sureness = Double(labels.sureness(at))
    let told = labels.told(at)?.label
    let label: Label
    switch told {
    case .open where line.block == .caption: label = .credit
    case .open: label = line.block == .heading ? .subhead : .body
    case .byline, .standfirst, .related, .relatedHeading, .caption:
      explained.label = told.map { "\($0)" } ?? ""
      return explained
    default: label = labels.label(at)
    }
    explained.label = "\(label)"
    explained.probability = label.isText ? sureness : 1 - sureness
    explained.reasons = reasons(
      labels.features, at, label, labels.odds[at], model, library.pageFeatures)
    return explained
  }
}
