/// Which language a text is in, by a vote of its commonest words or by its script.
struct Languages: Sendable {
  /// Bytes of a text that are looked at.
  private static let sample = 1500

  private let tags: [String]
  /// A bit for each language that has the word; words as they are printed, in lower case.
  private var words = WordTable(capacity: 2000)

  init(_ profiles: [Profile]) {
    tags = Set(profiles.flatMap(\.stopWords.keys)).sorted()
    for profile in profiles {
      for (tag, list) in profile.stopWords {
        guard let bit = tags.firstIndex(of: tag), bit < 32 else { continue }
        for word in list { words.add(bytes: Array(word.utf8), 1 << UInt64(bit)) }
      }
    }
  }

  /// Nil where no language has a clear majority.
  func vote(_ texts: some Sequence<String>) -> String? {
    var bytes: [UInt8] = []
    for text in texts where bytes.count < Self.sample {
      bytes += text.utf8.prefix(Self.sample - bytes.count)
      bytes.append(0x20)
    }
    if let language = Scripts(bytes).language { return language }
    let (votes, count) = count(bytes)
    guard count >= 4, let first = votes.indices.max(by: { votes[$0] < votes[$1] }) else { return nil }
    let second = votes.indices.filter { $0 != first }.map { votes[$0] }.max() ?? 0
    let most = votes[first]
    return most >= 2 && most * 100 >= count * 12 && most * 4 >= second * 5 ? tags[first] : nil
  }

  /// Votes for each language, and how many words there were. Letters are ASCII ones and all above ASCII.
  private func count(_ bytes: [UInt8]) -> (votes: [Int], words: Int) {
    var votes = [Int](repeating: 0, count: tags.count)
    var count = 0
    var word = WordHash.start
    var length = 0
    for byte in bytes {
      let lowered = byte | 0x20
      if byte >= 0x80 || (0x61...0x7A).contains(lowered) {
        word = WordHash.add(byte >= 0x80 ? byte : lowered, to: word)
        length += 1
      } else if length > 0 {
        count += 1
        var bits = words.bits(word)
        while bits != 0 {
          votes[bits.trailingZeroBitCount] += 1
          bits &= bits - 1
        }
        word = WordHash.start
        length = 0
      }
    }
    return (votes, count)
  }
}

/// Scripts that give their language away.
private struct Scripts {
  private(set) var language: String?

  init(_ bytes: [UInt8]) {
    var kana = 0
    var han = 0
    var hangul = 0
    var last: UInt8 = 0
    for byte in bytes {
      if last == 0xE3, (0x81...0x83).contains(byte) { kana += 1 }
      if (0xE4...0xE9).contains(byte) { han += 1 }
      if (0xEA...0xED).contains(byte) { hangul += 1 }
      last = byte
    }
    let characters = bytes.count / 3
    if kana * 10 > characters {
      language = "ja"
    } else if hangul * 4 > characters {
      language = "ko"
    } else if han * 4 > characters {
      language = "zh"
    }
  }
}
