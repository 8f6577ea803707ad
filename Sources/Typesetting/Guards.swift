/// Which scalars belong to web and mail addresses, and must stay as they are.
struct Guards {
  /// Empty where there is no address, as in most texts.
  private var marks: [Bool] = []

  init(_ text: [UInt32]) {
    guard Self.mayHoldAddress(text) else { return }
    marks = [Bool](repeating: false, count: text.count)
    var start = 0
    for index in 0...text.count where index == text.count || Letters.isSpace(text[index]) {
      if Self.isAddress(text[start..<index]) {
        for scalar in start..<index { marks[scalar] = true }
      }
      start = index + 1
    }
  }

  @inline(__always)
  subscript(index: Int) -> Bool {
    !marks.isEmpty && marks[index]
  }

  private static func mayHoldAddress(_ text: [UInt32]) -> Bool {
    var previous: UInt32 = 0
    for value in text {
      if value == 0x2F || value == 0x40 || value == 0x77 && previous == 0x77 { return true }
      previous = value
    }
    return false
  }

  private static func isAddress(_ word: ArraySlice<UInt32>) -> Bool {
    guard word.count > 3 else { return false }
    for index in word.indices {
      switch word[index] {
      case 0x3A where matches(word, at: index, "://"): return true
      case 0x77 where matches(word, at: index, "www."): return true
      case 0x40 where isInner(word, index): return true
      case 0x2F where isHost(word[..<index]): return true
      default: continue
      }
    }
    return false
  }

  private static func matches(_ word: ArraySlice<UInt32>, at index: Int, _ sign: StaticString) -> Bool {
    guard index + sign.utf8CodeUnitCount <= word.endIndex else { return false }
    return sign.withUTF8Buffer { bytes in
      bytes.indices.allSatisfy { UInt32(bytes[$0]) == word[index + $0] }
    }
  }

  private static func isInner(_ word: ArraySlice<UInt32>, _ index: Int) -> Bool {
    index > word.startIndex && index + 1 < word.endIndex && Letters.isLetter(word[index + 1])
  }

  /// `example.fr` before a slash: a dot with two letters or more behind it, and nothing else.
  private static func isHost(_ word: ArraySlice<UInt32>) -> Bool {
    guard let dot = word.suffix(24).lastIndex(of: 0x2E), dot > word.startIndex else { return false }
    let domain = word[(dot + 1)...]
    return domain.count >= 2 && domain.allSatisfy { $0 < 0x80 && Letters.isLetter($0) }
  }
}
