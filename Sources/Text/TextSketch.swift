/// Reduces a text to runs of four words, by which copies of it in other newspapers are found.
///
/// Words are folded: case, Latin accents, ligatures, apostrophes and quotes do not count. An ideograph or a
/// kana is a word.
package enum TextSketch {
  /// The number of words in a run.
  package static let width = 4
  /// A text with fewer runs is too short to distinguish a copy from coincidence.
  package static let leastRuns = 40
  /// The number of keys of a text: the smallest hashes of its runs (Broder 1997, bottom-k).
  package static let keyCount = 6

  /// The hashes of all runs of four words, in order.
  package static func runs(of text: String) -> [UInt64] {
    var text = text
    return text.withUTF8 { bytes in
      var reader = RunReader(capacity: bytes.count / 5)
      reader.read(bytes)
      return reader.runs
    }
  }

  /// The six smallest hashes, reduced to 32 bits, in order; none for a text that is too short. If two texts
  /// share a fraction of their runs, they share each key with that probability.
  package static func keys(of text: String) -> [UInt32] {
    let runs = runs(of: text)
    guard runs.count >= leastRuns else { return [] }
    var keys: [UInt32] = []
    for run in runs {
      let key = UInt32(truncatingIfNeeded: run >> 32)
      if keys.count == keyCount, let last = keys.last, key >= last { continue }
      let index = keys.firstIndex { $0 >= key } ?? keys.count
      if index < keys.count, keys[index] == key { continue }
      keys.insert(key, at: index)
      if keys.count > keyCount { keys.removeLast() }
    }
    return keys
  }
}

/// Reads words from UTF-8 and hashes every four consecutive ones, with no further allocation.
private struct RunReader {
  private(set) var runs: [UInt64] = []
  private var word: UInt64 = 0
  private var last: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private var words = 0

  init(capacity: Int) {
    runs.reserveCapacity(capacity)
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0x61...0x7A, 0x30...0x39: mix(byte)
      case 0x41...0x5A: mix(byte | 0x20)
      case 0x00...0x7F: end()
      default:
        let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return end() }
        add(byte, UnsafeBufferPointer(rebasing: bytes[index..<index + length]))
        index += length - 1
      }
      index += 1
    }
    end()
  }

  private mutating func add(_ lead: UInt8, _ letter: UnsafeBufferPointer<UInt8>) {
    switch lead {
    case 0xC3...0xC5:
      let folded = LatinLetters.of(lead, letter[1])
      guard folded != 0 else { return end() }
      mix(UInt8(folded & 0xFF))
      if folded > 0xFF { mix(UInt8(folded >> 8)) }
    // Soft hyphens and combining accents.
    case 0xC2 where letter[1] == 0xAD, 0xCC,
      0xCD where letter[1] < 0xB0:
      break
    case 0xC2, 0xE2, 0xF0...0xFF: end()
    case 0xE3 where letter[1] == 0x80: end()
    case 0xE3...0xE9:
      end()
      for byte in letter { mix(byte) }
      end()
    default: for byte in letter { mix(byte) }
    }
  }

  private mutating func mix(_ byte: UInt8) {
    if word == 0 { word = 0xCBF2_9CE4_8422_2325 }
    word = (word ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private mutating func end() {
    guard word != 0 else { return }
    words += 1
    if words >= TextSketch.width {
      var hash = last.0 &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ last.1) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 29) ^ last.2) &* 0x94D0_49BB_1331_11EB
      hash = (hash ^ (hash >> 32) ^ word) &* 0xFF51_AFD7_ED55_8CCD
      runs.append(hash ^ (hash >> 33))
    }
    last = (last.1, last.2, word)
    word = 0
  }
}

/// How two texts are compared.
package struct TextMatcher: Sendable {
  /// The fraction of the shorter text that the longer one contains, 0 to 1; nil where they are not the same
  /// story.
  package let score: @Sendable (_ one: String, _ other: String) -> Double?

  package init(score: @escaping @Sendable (_ one: String, _ other: String) -> Double?) {
    self.score = score
  }
}
