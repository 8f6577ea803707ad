/// What the rules decided about a line of a page, as a number.
enum PageState {
  static let count = 48

  private static let removed = [
    "title-copy", "date", "byline", "link", "head", "credit", "picture", "share", "advertisement", "related",
    "related-copy", "standfirst", "menu", "newsletter",
  ]
  static let reasons = [
    "menu", "aside", "footer", "form", "dialog", "hidden", "consent", "share", "advertisement", "newsletter",
    "comments", "related", "tags", "author", "player", "listed", "outside", "standfirst", "caption", "strip",
  ]

  static func of(_ line: Line, isRuled: Bool) -> Int {
    guard isRuled else {
      guard let reason = line.dropped else { return line.isProse ? 46 : 47 }
      return 24 + (reasons.firstIndex(of: reason) ?? reasons.count)
    }
    switch line.label {
    case .open, .paragraph, .heading, .item: return open(line)
    case .title, .byline: return 6
    case .standfirst: return 7
    case .caption: return 4
    case .related, .relatedHeading: return 8
    case .removed(let rule):
      let kind = rule.split(separator: ".").last ?? ""
      return 9 + (removed.firstIndex { $0 == kind } ?? removed.count)
    }
  }

  private static func open(_ line: Line) -> Int {
    switch line.block {
    case .heading: 2
    case .item: 3
    case .caption: 4
    case .some: 5
    case nil: line.isProse ? 0 : 1
    }
  }

  /// The group of a state: 0 kept, 1 removed by a rule, 2 removed with its element, 3 outside the story's
  /// element.
  static func side(_ state: Int) -> Int {
    switch state {
    case ..<6: 0
    case ..<24: 1
    case ..<46: 2
    default: 3
    }
  }
}
