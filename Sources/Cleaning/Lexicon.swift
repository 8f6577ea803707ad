/// What a line is by its words alone.
struct Verdict: Equatable, Sendable {
  /// `euronews.share`.
  var rule: String
  /// The second half of the rule's name.
  var kind: String
  var isEnd: Bool
  var isCaption: Bool
}

/// The rules of some profiles, ready to be asked about a line; those of the first profile go first.
struct Lexicon: Sendable {
  /// Longer lines are no furniture by their words; in bytes.
  static let longest = 240

  private typealias Phrase = (bytes: [UInt8], verdict: Int)

  private var verdicts: [Verdict] = []
  private var whole: [[UInt8]: Int] = [:]
  /// Pieces of glued lines by their first byte, longest first; those with a verdict may stand alone.
  private var pieces: [UInt8: [(bytes: [UInt8], verdict: Int?)]] = [:]
  private var begins: [UInt8: [Phrase]] = [:]
  private var ends: [UInt8: [Phrase]] = [:]
  private var contains: [Phrase] = []
  private var words: [(words: Set<[UInt8]>, verdict: Int)] = []
  private(set) var related: Set<[UInt8]> = []
  private(set) var seeAlso: [[UInt8]] = []
  private(set) var bylines: [[UInt8]] = []

  init(_ profiles: [Profile]) {
    for profile in profiles {
      for rule in profile.rules { add(rule, of: profile.id) }
      related.formUnion(profile.related.map { Fold.key($0) })
      seeAlso += profile.seeAlso.map { Fold.key($0) }
      bylines += profile.bylines.map { Fold.key($0) }
    }
    seeAlso.sort { $0.count > $1.count }
    bylines.sort { $0.count > $1.count }
    for key in pieces.keys { pieces[key]?.sort { $0.bytes.count > $1.bytes.count } }
  }

  /// What the line with this key is; nil where it may be part of the story.
  func verdict(_ key: [UInt8]) -> Verdict? {
    guard let first = key.first, let last = key.last, key.count <= Self.longest else { return nil }
    if let verdict = whole[key] { return verdicts[verdict] }
    for phrase in begins[first] ?? [] where Bytes.begins(key, phrase.bytes) {
      return verdicts[phrase.verdict]
    }
    for phrase in ends[last] ?? [] where key.suffix(phrase.bytes.count).elementsEqual(phrase.bytes) {
      return verdicts[phrase.verdict]
    }
    if let verdict = glued(key) ?? wordy(key) { return verdicts[verdict] }
    for phrase in contains where Bytes.contains(key, phrase.bytes) { return verdicts[phrase.verdict] }
    return nil
  }

  private mutating func add(_ rule: Profile.Rule, of profile: String) {
    let index = verdicts.count
    verdicts.append(
      Verdict(
        rule: "\(profile).\(rule.name)", kind: rule.name, isEnd: rule.isEnd, isCaption: rule.isCaption))
    for line in rule.lines.map({ Fold.key($0) }) {
      whole[line] = whole[line] ?? index
      if let first = line.first { pieces[first, default: []].append((line, index)) }
    }
    for piece in rule.glued.map({ Fold.key($0) }) {
      if let first = piece.first { pieces[first, default: []].append((piece, nil)) }
    }
    for phrase in rule.begins.map({ Fold.phrase($0) }) {
      if let first = phrase.first { begins[first, default: []].append((phrase, index)) }
    }
    for phrase in rule.ends.map({ Fold.key($0) }) {
      if let last = phrase.last { ends[last, default: []].append((phrase, index)) }
    }
    contains += rule.contains.map { (Fold.phrase($0), index) }
    if !rule.words.isEmpty { words.append((Set(rule.words.map { Fold.key($0) }), index)) }
  }

  /// A line that is nothing but pieces, glued as the page glued them; the first piece that may stand alone
  /// names the rule.
  private func glued(_ key: [UInt8]) -> Int? {
    // For each place in the line: the verdict of a way to get there, -1 where only glue led there.
    var reached = [Int?](repeating: nil, count: key.count + 1)
    reached[0] = -1
    for at in key.indices {
      guard let before = reached[at] else { continue }
      if at > 0, Self.isJoint(key[at]), reached[at + 1] == nil { reached[at + 1] = before }
      for piece in pieces[key[at]] ?? [] where key[at...].starts(with: piece.bytes) {
        let verdict = before >= 0 ? before : piece.verdict ?? -1
        let end = at + piece.bytes.count
        reached[end] = max(reached[end] ?? -1, verdict)
      }
    }
    return reached[key.count].flatMap { $0 >= 0 ? $0 : nil }
  }

  /// A line of nothing but known words, a number among them: dates, reading times, counts.
  private func wordy(_ key: [UInt8]) -> Int? {
    guard !words.isEmpty, key.contains(0x30), key.count <= 100 else { return nil }
    let parts = key.split { Self.isJoint($0) || [0x2E, 0x28, 0x29, 0x5B, 0x5D].contains($0) }
    for (known, verdict) in words {
      let fits = parts.allSatisfy { part in
        // `10h24`, `12th`: what is left beside the numbers must be known.
        known.contains(Array(part)) || part.split(separator: 0x30).allSatisfy { known.contains(Array($0)) }
      }
      if fits { return verdict }
    }
    return nil
  }

  /// What may stand between two pieces: a space, `|`, `/`, `-`, `,`, `:`, `+`.
  private static func isJoint(_ byte: UInt8) -> Bool {
    [0x20, 0x7C, 0x2F, 0x2D, 0x2C, 0x3A, 0x2B].contains(byte)
  }
}

/// Plain searches in bytes.
enum Bytes {
  /// Whether a line begins with a phrase, and not in the middle of a word.
  static func begins(_ bytes: [UInt8], _ phrase: [UInt8]) -> Bool {
    guard bytes.starts(with: phrase) else { return false }
    guard let last = phrase.last, isLetter(last), bytes.count > phrase.count else { return true }
    return !isLetter(bytes[phrase.count])
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || byte >= 0x80
  }

  static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
    guard let first = needle.first, bytes.count >= needle.count else { return false }
    for at in 0...bytes.count - needle.count where bytes[at] == first {
      if bytes[at..<at + needle.count].elementsEqual(needle) { return true }
    }
    return false
  }
}
