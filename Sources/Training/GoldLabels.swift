import Cleaning
import Stories

/// Which labels a line may have, by the gold: a bit for each label.
struct GoldLabels {
  typealias Mask = UInt16

  static let all: Mask = ~0

  static func mask(_ labels: Label...) -> Mask { labels.reduce(0) { $0 | 1 << Mask($1.rawValue) } }

  static func masks(_ sample: TextSample, _ gold: Gold) -> [Mask] {
    var labels = GoldLabels(sample: sample, gold: gold)
    return labels.told()
  }

  private let sample: TextSample
  private let gold: Gold
  private var masks: [Mask]
  private var hasTitle = false

  private init(sample: TextSample, gold: Gold) {
    self.sample = sample
    self.gold = gold
    masks = Array(repeating: 0, count: sample.texts.count)
  }

  private mutating func told() -> [Mask] {
    let body = Grams(gold.body)
    let standfirst = Grams(gold.standfirst.map { [$0] } ?? [])
    let perhaps = Grams(gold.perhapsStandfirst.map { [$0] } ?? [])
    for (at, text) in sample.texts.enumerated() {
      if perhaps.holds(text) {
        masks[at] = Self.mask(.standfirst, .body, .front)
      } else if standfirst.holds(text) {
        masks[at] = Self.mask(.standfirst)
      } else if body.holds(text) {
        if gold.isBodyOnly {
          masks[at] = Self.mask(.body, .subhead)
          continue
        }
        let isSubhead = text.utf8.count < 110 && !(text.last.map { ".!?…:»”\"".contains($0) } ?? false)
        masks[at] = Self.mask(isSubhead ? .subhead : .body)
      } else if body.mayHold(text) {
        masks[at] = Self.all
      }
    }
    let isText = masks.indices.map { at in
      masks[at] & Self.mask(.body) != 0 && masks[at] != Self.all
        && (!gold.isBodyOnly || sample.texts[at].utf8.count >= 40)
    }
    let first = isText.firstIndex(of: true) ?? 0
    let last = isText.lastIndex(of: true) ?? masks.count
    if gold.isBodyOnly { markBodyOnly(first) }
    // A subhead above the first paragraph or below the last is something else that has the same words.
    for at in masks.indices where at < first - 2 || at > last {
      guard masks[at] == Self.mask(.subhead) || masks[at] == Self.mask(.body, .subhead) else { continue }
      masks[at] = Self.all
    }
    if gold.isReckoned, let lead = masks.indices.first(where: { masks[$0] == Self.mask(.body) }) {
      masks[lead] |= Self.mask(.standfirst)
    }
    markTitle(first)
    markByline(first, last)
    markRelated()
    markHeadlines()
    hasTitle = masks.contains(Self.mask(.title))
    for at in masks.indices where masks[at] == 0 { masks[at] = furniture(at, first, last) }
    return masks
  }

  /// Long lines and items are no subheads; the first paragraphs may be a standfirst.
  private mutating func markBodyOnly(_ first: Int) {
    for at in masks.indices where masks[at] == Self.mask(.body, .subhead) {
      if sample.hasBullet[at] || sample.texts[at].utf8.count >= 110 { masks[at] = Self.mask(.body) }
      if at <= first + 1 { masks[at] |= Self.mask(.standfirst) }
    }
  }

  private mutating func markTitle(_ first: Int) {
    let titles = Set(gold.title.map { Words.folded($0) })
    let found = sample.texts.indices.filter { titles.contains(Words.folded(sample.texts[$0])) }
    let best = found.last { $0 <= first } ?? found.first
    for at in found { masks[at] = Self.mask(at == best ? .title : .echo) }
  }

  private mutating func markByline(_ first: Int, _ last: Int) {
    let names = gold.byline.map { Words.folded($0) }.filter { $0.utf8.count > 3 }
    guard !names.isEmpty else { return }
    for at in masks.indices where masks[at] == 0 && sample.texts[at].utf8.count < 200 {
      let line = Words.folded(sample.texts[at])
      guard names.contains(where: { line.contains($0) }), sample.kinds[at] != "credit" else { continue }
      masks[at] =
        at <= first + 3 ? Self.mask(.byline) : at > last ? Self.mask(.byline, .signOff, .tail) : Self.all
    }
  }

  private mutating func markRelated() {
    let related = Set(gold.related.map { Words.folded($0) })
    var heading: Int?
    for at in masks.indices where masks[at] == 0 || masks[at] == Self.all {
      if related.contains(Words.folded(sample.texts[at])) {
        masks[at] = Self.mask(.related)
        if let known = heading { masks[known] = Self.mask(.relatedHeading) }
        heading = nil
      } else if sample.isRelatedHeading[at] {
        heading = at
      }
    }
  }

  /// Headlines under a heading that everybody knows, where the gold does not list them.
  private mutating func markHeadlines() {
    guard gold.related.isEmpty else { return }
    for at in masks.indices where masks[at] == 0 && sample.isRelatedHeading[at] {
      var end = at + 1
      while end < masks.count, masks[end] == 0, end - at < 12, isHeadline(end) { end += 1 }
      guard end > at + 1 else { continue }
      masks[at] = Self.mask(.relatedHeading)
      for line in at + 1..<end { masks[line] = Self.mask(.related) }
    }
  }

  private func isHeadline(_ at: Int) -> Bool {
    let text = sample.texts[at]
    return sample.kinds[at] == nil && (24...220).contains(text.utf8.count)
      && text.split(separator: " ").count >= 4
      && !text.hasSuffix(".")
  }

  private func furniture(_ at: Int, _ first: Int, _ last: Int) -> Mask {
    let zone: Mask = at < first ? Self.mask(.front) : at > last ? Self.mask(.tail) : Self.mask(.inset)
    switch sample.kinds[at] {
    case "share": return Self.mask(.share)
    case "advertisement": return Self.mask(.advertisement)
    case "credit", "picture": return Self.mask(.credit)
    case "date": return Self.mask(.date)
    case "source", "translated": return Self.mask(.signOff)
    default: break
    }
    if let boilerplate = gold.boilerplate, !boilerplate.contains(where: { $0.contains(sample.texts[at]) }) {
      return Self.all
    }
    // Nothing says what it is instead.
    if gold.isBodyOnly { return ~Self.mask(.body, .subhead) }
    var mask = zone | Self.mask(.credit)
    if at < first { mask |= Self.mask(.date, .echo) }
    if at > last { mask |= Self.mask(.signOff) }
    if !gold.hasFields || gold.isReckoned && !hasTitle, at < first {
      mask |= Self.mask(.title, .standfirst)
      if sample.isByline[at] { mask |= Self.mask(.byline) }
    }
    if gold.related.isEmpty, sample.isRelatedHeading[..<at].suffix(12).contains(true) {
      mask |= Self.mask(.related)
    }
    if gold.related.isEmpty, sample.isRelatedHeading[at] { mask |= Self.mask(.relatedHeading) }
    return mask
  }
}

/// Runs of four words that a text has.
private struct Grams {
  private var grams: Set<Int> = []
  private var pieces: Set<String> = []

  init(_ texts: [String]) {
    for text in texts {
      grams.formUnion(Self.of(Words.of(text)))
      for line in text.split(separator: "\n") { pieces.insert(Words.folded(String(line))) }
    }
  }

  func holds(_ text: String) -> Bool {
    let words = Words.of(text)
    guard words.count >= 5 else { return pieces.contains(Words.folded(text)) }
    return share(words) >= 0.8
  }

  /// Whether enough of it is there to leave the question open.
  func mayHold(_ text: String) -> Bool {
    let words = Words.of(text)
    guard words.count >= 5 else { return false }
    return share(words) >= 0.35
  }

  private func share(_ words: [Substring]) -> Double {
    let own = Self.of(words)
    return own.isEmpty ? 0 : Double(own.count { grams.contains($0) }) / Double(own.count)
  }

  private static func of(_ words: [Substring]) -> [Int] {
    guard words.count >= 4 else { return [] }
    return (0...words.count - 4).map { at in
      words[at..<at + 4].reduce(0) { hash, word in word.utf8.reduce(hash &* 31 &+ 7) { $0 &* 131 &+ Int($1) }
      }
    }
  }
}

private enum Words {
  static func of(_ text: String) -> [Substring] {
    text.split { !$0.isLetter && !$0.isNumber }
  }

  static func folded(_ text: String) -> String {
    of(text).joined(separator: " ").lowercased()
  }
}
