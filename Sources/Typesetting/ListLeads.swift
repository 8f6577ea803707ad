import Cells
import Stories

/// What stands before a passage's lines.
struct Lead: Equatable, Sendable {
  /// The sign and the blank behind it.
  var sign: String
  /// Columns before the text; the sign stands at their end.
  var indent: Int
  /// Whether every line has the sign, not only the first.
  var isRepeated: Bool

  static let none = Lead(sign: "", indent: 0, isRepeated: false)

  /// As much of the indent as leaves room to read; nothing on the narrowest screens.
  func fitted(to measure: Int) -> Lead {
    if measure - indent >= 12 { return self }
    let own = Gated.width(of: sign)
    return measure - own >= 4 ? Lead(sign: sign, indent: own, isRepeated: isRepeated) : .none
  }
}

/// Bullets and numbers of lists.
enum ListLeads {
  /// The leads of the items that follow one another from a passage on; none where it is no item.
  static func run(from start: Int, in source: PassageSource) -> [Lead] {
    var items: [(level: Int, ordered: Bool)] = []
    while start + items.count < source.count, let item = item(source.kind(of: start + items.count)) {
      items.append(item)
    }
    return list(items)
  }

  private static func item(_ kind: Passage.Kind) -> (level: Int, ordered: Bool)? {
    guard case .block(.item, let level, let ordered) = kind else { return nil }
    return (min(max(1, level), 9), ordered)
  }

  private static func list(_ items: [(level: Int, ordered: Bool)]) -> [Lead] {
    let signs = self.signs(items)
    var widths = [Int](repeating: 2, count: 10)
    for (item, sign) in zip(items, signs) {
      widths[item.level] = max(widths[item.level], Gated.width(of: sign))
    }
    let shallowest = items.map(\.level).min() ?? 1
    return zip(items, signs).map { item, sign in
      Lead(sign: sign, indent: widths[shallowest...item.level].reduce(0, +), isRepeated: false)
    }
  }

  /// Numbers count on within a level, and begin anew under each shallower item.
  private static func signs(_ items: [(level: Int, ordered: Bool)]) -> [String] {
    var counters = [Int](repeating: 0, count: 11)
    return items.map { item in
      for deeper in (item.level + 1)..<counters.count { counters[deeper] = 0 }
      guard item.ordered else {
        counters[item.level] = 0
        return item.level % 2 == 1 ? "• " : "◦ "
      }
      counters[item.level] += 1
      return "\(counters[item.level]). "
    }
  }
}
