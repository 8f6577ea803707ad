/// Finds the words of a paragraph while it is read, and where they may be hyphenated.
///
/// Words in capitals, with digits beside them, and those of addresses stay whole.
struct WordBreaks {
  private let hyphenation: Hyphenation
  private let isFrench: Bool
  /// Whether capital letters within a sentence mean names, as they do in languages other than German.
  private let sparesNames: Bool

  /// The letters of the word that is being read, small, and the bytes of each.
  private var letters: [UInt32] = []
  private var lengths: [Int] = []
  private var start = TextOffset()
  private var column = 0
  private var capitals = 0
  private var beginsWithCapital = false
  /// What stands before the word, 0 for a blank or the beginning.
  private var before: UInt32 = 0
  private var previous: UInt32 = 0
  private var isSentence = true
  private var sentenceBegins = true
  /// Whether the signs since the last blank are an address, or a word with a digit in it.
  private var isSpared = false
  private var firstOfToken = 0

  init(_ hyphenation: Hyphenation, language: String?) {
    self.hyphenation = hyphenation
    let language = (language ?? "").lowercased().prefix { $0 != "-" && $0 != "_" }
    isFrench = language == "fr"
    sparesNames = language != "de"
  }

  /// The next scalar of the text, before the chances at it.
  mutating func see(_ value: UInt32, at offset: TextOffset, column: Int, gaps: Int, _ chances: inout [Chance])
  {
    // Only letters that take a column each and have no marks of their own.
    if value < 0x250, Letters.isLetter(value) {
      if letters.isEmpty { begin(at: offset, column) }
      let isCapital = value < 0x80 ? value < 0x61 : Letters.isCapital(value)
      if isCapital {
        if letters.isEmpty { beginsWithCapital = true }
        capitals += 1
      }
      letters.append(isCapital ? Self.small(value) : value)
      lengths.append(value < 0x80 ? 1 : 2)
      previous = value
      return
    }
    end(before: value, gaps, &chances)
    if value == 0x20 {
      if isSpared { drop(&chances) }
      isSpared = false
      firstOfToken = chances.count
    } else {
      spare(value)
      note(value)
    }
    previous = value == 0x20 ? 0 : value
  }

  /// The text ends.
  mutating func end(at offset: TextOffset, column: Int, gaps: Int, _ chances: inout [Chance]) {
    end(before: 0, gaps, &chances)
    if isSpared { drop(&chances) }
  }

  private mutating func begin(at offset: TextOffset, _ column: Int) {
    (start, self.column, before) = (offset, column, previous)
    (capitals, beginsWithCapital) = (0, false)
    sentenceBegins = isSentence
    isSentence = false
  }

  private mutating func spare(_ value: UInt32) {
    switch value {
    case 0x2F, 0x40, 0x5C, 0x5F, 0x30...0x39, 0x300...0x36F: isSpared = true
    default: break
    }
  }

  /// Whether a sentence begins behind this sign; quotes, dashes and brackets leave that as it was.
  private mutating func note(_ value: UInt32) {
    switch value {
    case 0x21, 0x2E, 0x3A, 0x3F, 0x2026: isSentence = true
    case 0x22, 0x27, 0x28, 0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2018...0x201E, 0x202F: break
    default: isSentence = false
    }
  }

  private mutating func drop(_ chances: inout [Chance]) {
    var kept = firstOfToken
    for index in firstOfToken..<chances.count where chances[index].sign != .hyphen {
      chances[kept] = chances[index]
      kept += 1
    }
    chances.removeLast(chances.count - kept)
  }

  private mutating func end(before value: UInt32, _ gaps: Int, _ chances: inout [Chance]) {
    defer {
      letters.removeAll(keepingCapacity: true)
      lengths.removeAll(keepingCapacity: true)
    }
    guard letters.count >= Hyphenation.leastLetters, capitals < 2, !Self.isBound(before), !Self.isBound(value)
    else { return }
    var cost = FitCost.hyphen
    if before == 0x2D || value == 0x2D { cost += FitCost.compound }
    if sparesNames, beginsWithCapital, !sentenceBegins { cost += FitCost.name }
    let count = chances.count
    var (byte, letter) = (start.byte, 0)
    for place in hyphenation.places(in: letters) {
      byte += lengths[letter..<place].reduce(0, +)
      letter = place
      let here = TextOffset(byte: byte, scalar: start.scalar + place)
      let isMute = isFrench && Self.isMute(letters[place...])
      chances.append(
        Chance(
          ink: here, inkColumn: column + place, inkGaps: gaps, next: here, nextColumn: column + place,
          nextGaps: gaps, sign: .hyphen,
          cost: cost + (place == 2 ? FitCost.shortStart : 0) + (isMute ? FitCost.muteEnd : 0)))
    }
    let inside = chances[..<count].lastIndex { $0.next.byte <= start.byte }.map { $0 + 1 } ?? 0
    // A word longer than a line has chances already.
    if inside < count { chances[inside...].sort { $0.next.byte < $1.next.byte } }
  }

  /// Whether a sign beside a word makes it part of something else: digits, marks, letters of other scripts.
  private static func isBound(_ value: UInt32) -> Bool {
    value >= 0x30 && value <= 0x39 || value >= 0x250 && Letters.isLetter(value)
  }

  private static func small(_ value: UInt32) -> UInt32 {
    if value < 0x80 { return value | 0x20 }
    let small = Unicode.Scalar(value)?.properties.lowercaseMapping.unicodeScalars
    return small?.count == 1 ? small?.first?.value ?? value : value
  }

  /// `-que`, `-bles`, `-tre`: nobody hears a syllable there.
  private static func isMute(_ rest: ArraySlice<UInt32>) -> Bool {
    var rest = rest
    if rest.last == 0x73 { rest.removeLast() }
    guard rest.popLast() == 0x65 else { return false }
    if rest.last == 0x75, rest.count > 1, [0x71, 0x67].contains(rest[rest.endIndex - 2]) {
      rest.removeLast()
    }
    return !rest.contains { vowels.contains($0) }
  }

  /// `aeiouyàâéèêëîïôöùûü`
  private static let vowels: Set<UInt32> = [
    0x61, 0x65, 0x69, 0x6F, 0x75, 0x79, 0xE0, 0xE2, 0xE9, 0xE8, 0xEA, 0xEB, 0xEE, 0xEF, 0xF4, 0xF6, 0xF9,
    0xFB,
    0xFC,
  ]
}
