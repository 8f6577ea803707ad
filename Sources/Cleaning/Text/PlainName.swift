/// Reads bylines that name one author and nothing else, as most do: `Par Anne Le Goff`.
///
/// These need not be split and examined like others; whatever may hold several names, a job title or a date
/// is left to `Bylines`.
enum PlainName {
  /// The name in a line that may begin with `Par`; nil where the line needs closer examination.
  static func name(_ line: String, _ lexicon: Lexicon, _ words: WordTable) -> String? {
    guard isPlain(line) else { return nil }
    let whole = Line.trim(line[...])
    let name = Bylines.behindPrefix(whole, lexicon)
    // Without a `Par`, it must be long enough and look like a name.
    guard name != whole || name.utf8.contains(0x20) && name.utf8.count >= 8 && Bylines.isBare(name) else {
      return nil
    }
    return isName(name, words) ? name : nil
  }

  /// Whether it has no punctuation that separates names.
  private static func isPlain(_ line: String) -> Bool {
    line.utf8.allSatisfy { byte in
      isLetter(byte) || byte == 0x20 || byte == 0x27 || byte == 0x2D || byte == 0x3A
    } && !Bytes.contains(line[...], " - ")
  }

  /// Whether a text is words of Latin letters, separated by one space, hyphen or apostrophe, the first and
  /// the last with a capital; without capitals inside words, and without words that have another meaning.
  private static func isName(_ name: String, _ words: WordTable) -> Bool {
    let bytes = Array(name.utf8)
    guard bytes.count <= 80, let last = bytes.last, isLetter(last), isCapital(bytes, 0),
      bytes.count(where: { $0 == 0x20 }) < 7,
      let space = bytes.lastIndex(of: 0x20).map({ $0 + 1 }) ?? bytes.indices.first, isCapital(bytes, space)
    else { return false }
    var hasSmallWord = false
    for at in bytes.indices.dropFirst() {
      let (before, isLetter) = (bytes[at - 1], isLetter(bytes[at]))
      if bytes[at] == 0x3A || !isLetter && !self.isLetter(before) { return false }
      if before == 0x20, !isCapital(bytes, at) { hasSmallWord = true }
      if isCapital(bytes, at), before &- 0x61 < 26 || before >= 0x80 { return false }
    }
    if hasSmallWord, Bylines.joints.contains(where: { Bytes.contains(name[...], $0) }) { return false }
    return hasNoMeaning(name, words)
  }

  private static func hasNoMeaning(_ name: String, _ words: WordTable) -> Bool {
    let known = WordTable.month | WordTable.weekday
    return Fold.phrase(name).split { !WordHash.isLetter($0) }.allSatisfy { word in
      let hash = WordHash.of(word)
      return words.bits(hash) & known == 0 && meaning.bits(hash) == 0
    }
  }

  /// ASCII, and the bytes of U+00C0 to U+00FF.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 || byte == 0xC3 || 0x80...0xBF ~= byte && byte != 0x97 && byte != 0xB7
  }

  private static func isCapital(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes[at] &- 0x41 < 26 || bytes[at] == 0xC3 && at + 1 < bytes.count && bytes[at + 1] <= 0x9E
  }

  /// Job titles, agencies, and words after which a name may begin.
  private static let meaning: WordTable = {
    var table = WordTable(capacity: 400)
    for word in Bylines.roles.union(Bylines.agencies).union(Bylines.middle) {
      for part in Fold.key(word).split(whereSeparator: { !WordHash.isLetter($0) }) {
        table.add(bytes: part, 1)
      }
    }
    return table
  }()
}
