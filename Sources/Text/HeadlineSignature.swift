/// Keys that similar headlines have in common; an index of them gives the candidates for a match.
package enum HeadlineSignature {
  /// At most four numbers of 31 bits: for the first words, those after a rubric, the last words, and the two
  /// longest words. Headlines that differ in one word share at least one key. None for headlines of fewer
  /// than four words; a headline that was cut off has a key for its first words only.
  package static func keys(of headline: String) -> [Int64] {
    keys(of: headline, folded: HeadlineKey.of(headline))
  }

  /// The keys of a headline whose folded form is known.
  package static func keys(of headline: String, folded: String) -> [Int64] {
    var folded = folded
    return folded.withUTF8 { bytes in
      let words = words(in: bytes)
      guard words.count >= 4 else { return [] }
      var keys = [key(1, run(words))]
      if let end = Rubric.ends(in: headline).last {
        var rest = HeadlineKey.of(String(headline[end...]))
        keys.append(rest.withUTF8 { key(1, run(self.words(in: $0))) })
      }
      guard !Rubric.isCut(headline) else { return keys }
      keys.append(key(2, run(words.reversed())))
      keys.append(key(3, longest(words)))
      return keys
    }
  }

  private typealias Word = Slice<UnsafeBufferPointer<UInt8>>

  private static func words(in bytes: UnsafeBufferPointer<UInt8>) -> [Word] {
    bytes.split(separator: UInt8(ascii: " "))
  }

  /// At least three words, and fifteen bytes where there are so many.
  private static func run(_ words: [Word]) -> ArraySlice<Word> {
    var count = 0
    var bytes = 0
    for word in words where count < 3 || bytes < 15 {
      count += 1
      bytes += word.count
    }
    return words.prefix(count)
  }

  /// The two longest different words, in their order; of words of equal length, those that sort last.
  private static func longest(_ words: [Word]) -> ArraySlice<Word> {
    var longest: [Word] = []
    for word in words where !longest.contains(where: { $0.elementsEqual(word) }) {
      let index = longest.firstIndex { $0.count < word.count || $0.count == word.count && isLess($0, word) }
      longest.insert(word, at: index ?? longest.count)
      if longest.count > 2 { longest.removeLast() }
    }
    return longest.sorted(by: isLess)[...]
  }

  private static func isLess(_ one: Word, _ other: Word) -> Bool { one.lexicographicallyPrecedes(other) }

  /// An FNV-1a hash, folded to 31 bits.
  private static func key(_ kind: UInt8, _ words: ArraySlice<Word>) -> Int64 {
    var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(kind)) &* 0x100_0000_01B3
    for word in words {
      for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0x20) &* 0x100_0000_01B3
    }
    return Int64(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7FFF_FFFF)
  }
}

/// The parts around a headline proper: `Vidéo :`, `[Live]`, `EXCLUSIF -` before it, `…` where it was cut off.
package enum Rubric {
  /// The positions after each rubric of the headline, as long as four words are left.
  package static func ends(in headline: String) -> [String.Index] {
    guard mayEnd(in: headline) else { return [] }
    var ends: [String.Index] = []
    let scalars = headline.unicodeScalars
    var before: Unicode.Scalar = " "
    for index in scalars.indices {
      let next = scalars.index(after: index)
      let scalar = scalars[index]
      var isBeforeSpace: Bool { next < scalars.endIndex && isSpace(scalars[next]) }
      let isSeparator =
        switch scalar {
        case ":", "：", "]", "】", "|": true
        case "-", "–", "—", "•", "·", "/": isSpace(before) && isBeforeSpace
        default: false
        }
      before = scalar
      guard isSeparator, isBeforeSpace || scalar == "]" || scalar == "】" || scalar == "：" else { continue }
      guard hasFourWords(scalars[next...]) else { break }
      ends.append(next)
    }
    return ends
  }

  /// A quick test: whether some byte may belong to a separator.
  private static func mayEnd(in headline: String) -> Bool {
    var headline = headline
    return headline.withUTF8 { bytes in
      bytes.indices.contains { index in
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        return switch bytes[index] {
        case UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: "|"): true
        case UInt8(ascii: "-"), UInt8(ascii: "/"): next <= 0x20 || next >= 0x80
        // · and the separators of General Punctuation; 】 and ：.
        case 0xC2: next == 0xB7
        case 0xE2: next != 0x80 || index + 2 < bytes.count && !(0x98...0x9F).contains(bytes[index + 2])
        case 0xE3, 0xEF: true
        default: false
        }
      }
    }
  }

  /// Whether it ends in an ellipsis.
  package static func isCut(_ headline: String) -> Bool {
    let end = headline.trimmingSpaces().utf8.suffix(3)
    return end.elementsEqual("…".utf8) || end.elementsEqual("...".utf8)
  }

  private static func hasFourWords(_ scalars: Substring.UnicodeScalarView) -> Bool {
    var words = 0
    var isInside = false
    for scalar in scalars {
      let isLetter = isLetter(scalar)
      if isLetter && !isInside { words += 1 }
      isInside = isLetter
      if words == 4 { return true }
    }
    return false
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x61...0x7A).contains(scalar.value | 0x20) || (0x30...0x39).contains(scalar.value)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " || (0x09...0x0D).contains(scalar.value) }
    return scalar.properties.isWhitespace
  }
}

/// How two headlines are compared.
package struct HeadlineMatcher: Sendable {
  /// The similarity of a stored headline to the printed one, 0 to 1; nil where they are not those of one
  /// story.
  package typealias Score = (_ stored: String) -> Double?

  /// What scores stored headlines against a printed one, which is read once.
  package let scoring: @Sendable (_ printed: String) -> Score

  package init(scoring: @escaping @Sendable (_ printed: String) -> Score) {
    self.scoring = scoring
  }
}
