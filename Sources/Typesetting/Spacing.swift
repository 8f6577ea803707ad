import Stories

/// Blank lines between passages: one, none within a list, two before a heading amid the text.
enum Spacing {
  static func blanks(between above: Passage.Kind, and below: Passage.Kind) -> Int {
    guard case .block(let lower, _, _) = below else { return 1 }
    guard case .block(let upper, _, _) = above else { return 1 }
    if upper == .item && lower == .item { return 0 }
    return lower == .heading && upper != .heading ? 2 : 1
  }
}
