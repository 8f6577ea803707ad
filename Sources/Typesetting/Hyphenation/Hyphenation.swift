/// Where words of a language may be hyphenated, by a dictionary in the format of libhyphen (`hyph_*.dic`, as
/// LibreOffice and Debian's `hyphen-*` packages have them).
///
/// Patterns that change the spelling of a word are left out. Two dictionaries are equal where they are the
/// same.
package struct Hyphenation: Equatable, Sendable {
  private final class Dictionary: Sendable {
    let levels: [HyphenationPatterns]
    let left: Int
    let right: Int

    init(levels: [HyphenationPatterns], left: Int, right: Int) {
      (self.levels, self.left, self.right) = (levels, left, right)
    }
  }

  /// Shorter words stay whole.
  static let leastLetters = 5

  private let dictionary: Dictionary

  /// Reads a dictionary; nil where it has no patterns, or letters in a character set other than UTF-8,
  /// ISO 8859-1 and ISO 8859-15.
  package init?(dictionary bytes: [UInt8]) {
    guard var reader = HyphenationReader(bytes) else { return nil }
    reader.read()
    let levels = reader.levels.filter { !$0.isEmpty }
    guard !levels.isEmpty else { return nil }
    dictionary = Dictionary(levels: levels, left: max(2, reader.left), right: max(3, reader.right))
  }

  /// How many letters of a word may stand before a hyphen, in rising order: two before it and three behind it
  /// at least, and more where the language wants more. The letters are Unicode scalars, small ones.
  package func places(in word: [UInt32]) -> [Int] {
    guard word.count >= Self.leastLetters else { return [] }
    var (places, digits) = ([Int](), [UInt8]())
    find(in: word[...], level: 0, &places, &digits)
    places.removeAll { $0 < dictionary.left || word.count - $0 < dictionary.right }
    return places
  }

  /// The first level splits compounds, the next one their parts. Places count from the word's beginning.
  private func find(
    in word: ArraySlice<UInt32>, level: Int, _ places: inout [Int], _ digits: inout [UInt8]
  ) {
    dictionary.levels[level].rate(word, &digits)
    guard level + 1 < dictionary.levels.count else {
      for place in 1..<max(1, word.count) where digits[place] % 2 == 1 {
        places.append(word.startIndex + place)
      }
      return
    }
    let found = digits.indices.filter { $0 > 0 && $0 < word.count && digits[$0] % 2 == 1 }
    var part = word.startIndex
    for end in found.map({ word.startIndex + $0 }) + [word.endIndex] {
      let first = places.count
      find(in: word[part..<end], level: level + 1, &places, &digits)
      if part != word.startIndex || end != word.endIndex {
        let inner = places[first...].filter { $0 - part >= 2 && end - $0 >= 2 }
        places.replaceSubrange(first..., with: inner)
      }
      if end < word.endIndex { places.append(end) }
      part = end
    }
  }

  package static func == (left: Hyphenation, right: Hyphenation) -> Bool {
    left.dictionary === right.dictionary
  }
}

/// Reads the lines of a dictionary.
struct HyphenationReader {
  private enum Encoding {
    case utf8, latin1
  }

  private(set) var levels: [HyphenationPatterns]
  private(set) var left = 0
  private(set) var right = 0
  private let bytes: [UInt8]
  private let encoding: Encoding
  private var next: Int

  /// Nil where the first line names a character set that is not read here.
  init?(_ bytes: [UInt8]) {
    let end = bytes.firstIndex(of: 0x0A) ?? bytes.count
    let name = String(decoding: bytes[..<end], as: UTF8.self).uppercased().filter {
      $0.isLetter || $0.isNumber
    }
    switch name {
    case "UTF8": encoding = .utf8
    case "ISO88591", "ISO885915": encoding = .latin1
    default: return nil
    }
    self.bytes = bytes
    next = min(bytes.count, end + 1)
    levels = [HyphenationPatterns(expecting: bytes.count / 2)]
  }

  mutating func read() {
    while next < bytes.count {
      let end = bytes[next...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[next..<end]
      next = end + 1
      guard let first = line.first, first != 0x25, first != 0x23 else { continue }
      if (0x41...0x5A).contains(first), option(line) { continue }
      pattern(line)
    }
  }

  /// Whether a line is an option and no pattern.
  private mutating func option(_ line: ArraySlice<UInt8>) -> Bool {
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" || $0 == "\r" }
    switch words.first {
    case "LEFTHYPHENMIN": left = words.last.flatMap { Int($0) } ?? 0
    case "RIGHTHYPHENMIN": right = words.last.flatMap { Int($0) } ?? 0
    case "NEXTLEVEL": levels.append(HyphenationPatterns(expecting: (bytes.count - next) / 2))
    case "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN", "NOHYPHEN": break
    default: return false
    }
    return true
  }

  private mutating func pattern(_ line: ArraySlice<UInt8>) {
    var letters: [UInt32] = []
    var digits: [UInt8] = [0]
    func take(_ value: UInt32) {
      if (0x30...0x39).contains(value) {
        digits[digits.count - 1] = UInt8(value - 0x30)
      } else if value > 0x20 {
        letters.append(value)
        digits.append(0)
      }
    }
    guard !line.contains(0x2F) else { return }
    switch encoding {
    case .latin1: for byte in line { take(UInt32(byte)) }
    case .utf8: for scalar in String(decoding: line, as: UTF8.self).unicodeScalars { take(scalar.value) }
    }
    levels[levels.count - 1].add(letters: letters, digits: digits)
  }
}
