/// The rules of several profiles, indexed for look-ups by line. Where two rules match, that of the earlier
/// profile counts.
final class Lexicon: Sendable {
  /// A folded line, as `Fold.key` makes it: bytes of UTF-8.
  typealias Key = UnsafeBufferPointer<UInt8>

  private let tables: Tables
  let popular: Set<[UInt8]>
  let seeAlso: [[UInt8]]
  let bylines: [[UInt8]]

  init(_ profiles: [Profile]) {
    popular = Set(profiles.flatMap(\.popular).map { Fold.key($0) })
    seeAlso = profiles.flatMap(\.seeAlso).map { Fold.key($0) }.sorted { $0.count > $1.count }
    bylines = profiles.flatMap(\.bylines).map { Fold.key($0) }.sorted { $0.count > $1.count }
    var tables = Tables()
    for profile in profiles { tables.add(profile) }
    for (index, phrase) in seeAlso.enumerated() { tables.seeAlso.add(phrase, index) }
    for (index, phrase) in bylines.enumerated() { tables.byline.add(phrase, index) }
    tables.sort()
    self.tables = tables
  }

  var verdicts: [Verdict] { tables.verdicts }
  /// The reader's own rules for whole lines of any length, by folded line: the name of the rule that removes
  /// the line, or nil where the line is kept.
  var rulings: [[UInt8]: String?] { tables.rulings }

  /// What the line with this key is; nil where it may be part of the story.
  func verdict(_ key: [UInt8]) -> Verdict? {
    key.withUnsafeBufferPointer { index($0).map { tables.verdicts[$0] } }
  }

  /// The number of the verdict on the line with this key.
  func index(_ key: Key) -> Int? {
    guard !key.isEmpty, key.count <= Verdict.longestLine else { return nil }
    if !tables.rulings.isEmpty, case .some(nil) = tables.rulings[Array(key)] { return nil }
    if let verdict = tables.whole.whole(key) { return verdict }
    if let verdict = tables.begins.beginning(key) { return verdict }
    if let verdict = tables.ends.ending(key) { return verdict }
    return glued(key) ?? wordy(key) ?? tables.contains.within(key)
  }

  /// The number of the verdict on a long line by the beginning of its key.
  func beginning(_ key: Key) -> Int? { tables.begins.beginning(key) }

  func isRelatedHeading(_ key: [UInt8]) -> Bool {
    key.withUnsafeBufferPointer { isRelatedHeading($0) }
  }

  func isRelatedHeading(_ key: Key) -> Bool { !key.isEmpty && tables.related.whole(key) != nil }

  /// Whether the line begins as one that names another story (`Lire aussi : …`).
  func isSeeAlso(_ key: Key) -> Bool { tables.seeAlso.beginning(key) != nil }

  /// Whether the line begins as one that names its authors.
  func isByline(_ key: Key) -> Bool { tables.byline.beginning(key) != nil }

  /// The longest of the phrases that stand before authors' names with which the line begins.
  func byline(before key: Key) -> [UInt8]? {
    tables.byline.longest(key).map { bylines[$0] }
  }

  /// The longest of those that stand before another story's headline.
  func seeAlso(before key: Key) -> [UInt8]? {
    tables.seeAlso.longest(key).map { seeAlso[$0] }
  }

  /// The verdict on a line that consists of nothing but known pieces, as pages run them together
  /// (`ShareTweetPrint`). The first piece that is a rule's line by itself names the rule.
  private func glued(_ key: Key) -> Int? {
    guard tables.pieces.longest(key) != nil else { return nil }
    let unreached: Int32 = -2
    // For each position: the verdict of a split that ends there, -1 where all its pieces are glue.
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: key.count + 1) { reached in
      reached.initialize(repeating: unreached)
      reached[0] = Int32(PhraseTable.glue)
      var last = 0
      for at in 0..<key.count {
        if at > last { return nil }
        let before = reached[at]
        guard before != unreached else { continue }
        if at > 0, Self.isJoint(key[at]) {
          reached[at + 1] = max(reached[at + 1], before)
          last = max(last, at + 1)
        }
        tables.pieces.forEach(key, at: at) { length, verdict in
          reached[at + length] = max(reached[at + length], before >= 0 ? before : Int32(verdict))
          last = max(last, at + length)
        }
      }
      let end = reached[key.count]
      return end >= 0 ? Int(end) : nil
    }
  }

  /// The verdict on a line of nothing but one rule's words and at least one number: dates, reading times.
  private func wordy(_ key: Key) -> Int? {
    guard key.count <= 100, key.contains(0x30) else { return nil }
    var fits = ~UInt64(0)
    var hash = WordHash.start
    var isWord = false
    for at in 0...key.count {
      if at == key.count || key[at] == 0x30 || Self.isBreak(key[at]) {
        if isWord { fits &= tables.words.bits(hash) }
        if fits == 0 { return nil }
        hash = WordHash.start
        isWord = false
      } else {
        hash = WordHash.add(key[at], to: hash)
        isWord = true
      }
    }
    let group = fits.trailingZeroBitCount
    return group < tables.wordRules.count ? tables.wordRules[group] : nil
  }

  fileprivate static func isBreak(_ byte: UInt8) -> Bool {
    isJoint(byte) || byte == 0x2E || byte == 0x28 || byte == 0x29 || byte == 0x5B || byte == 0x5D
  }

  /// What may stand between two pieces: a space, `|`, `/`, `-`, `,`, `:`, `+`.
  private static func isJoint(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x7C, 0x2F, 0x2D, 0x2C, 0x3A, 0x2B: true
    default: false
    }
  }
}

/// The tables in which a lexicon looks lines up.
private struct Tables: Sendable {
  var verdicts: [Verdict] = []
  var whole = PhraseTable()
  var pieces = PhraseTable()
  var begins = PhraseTable()
  var ends = PhraseTable()
  var contains = PhraseTable()
  var words = WordTable(capacity: 1500)
  var wordRules: [Int] = []
  var related = PhraseTable()
  var seeAlso = PhraseTable()
  var byline = PhraseTable()
  var rulings: [[UInt8]: String?] = [:]

  mutating func add(_ profile: Profile) {
    for line in profile.keep { rule(Fold.key(line), nil) }
    for rule in profile.rules { add(rule, of: profile) }
    for heading in profile.related { related.add(Fold.key(heading), 0) }
  }

  mutating func sort() {
    whole.sort()
    pieces.sort()
    begins.sort()
    ends.sort()
    contains.sort()
    related.sort()
    seeAlso.sort()
    byline.sort()
  }

  private mutating func add(_ rule: Profile.Rule, of profile: Profile) {
    let index = verdicts.count
    verdicts.append(
      Verdict(
        rule: "\(profile.id).\(rule.name)", kind: rule.name, isEnd: rule.isEnd, isCaption: rule.isCaption,
        isOwn: profile.name != nil))
    for line in rule.lines.map({ Fold.key($0) }) {
      if rule.name == Profile.Rule.own { self.rule(line, verdicts[index].rule) }
      whole.add(line, index)
      pieces.add(line, index)
    }
    for piece in rule.glued { pieces.add(Fold.key(piece), PhraseTable.glue) }
    for phrase in rule.begins { begins.add(Fold.phrase(phrase), index) }
    for phrase in rule.ends { ends.add(Fold.key(phrase).reversed(), index) }
    for phrase in rule.contains { contains.add(Fold.phrase(phrase), index) }
    guard !rule.words.isEmpty, wordRules.count < 60 else { return }
    for word in rule.words {
      for part in Fold.key(word).split(whereSeparator: { Lexicon.isBreak($0) || $0 == 0x30 }) {
        words.add(bytes: part, 1 << UInt64(wordRules.count))
      }
    }
    wordRules.append(index)
  }

  /// Only the first profile that has a rule for a line counts.
  private mutating func rule(_ line: [UInt8], _ rule: String?) {
    if rulings[line] == nil { rulings.updateValue(rule, forKey: line) }
  }
}
