import Stories

/// Finds the language of a text, by its script or by a vote of its commonest words.
struct Languages: Sendable {
  /// At most this many bytes of a text are examined.
  private static let sample = 900

  private let tags: [String]
  /// For each known word, printed in lower case, the number of the set of languages that have it.
  private let words: WordTable
  /// The sets of languages by number, one bit for each language. Set 0 is that of unknown words.
  private let sets: [WordTable.Bits]

  init(_ profiles: [Profile]) {
    tags = Set(profiles.flatMap(\.stopWords.keys)).sorted()
    var known: [String: WordTable.Bits] = [:]
    for profile in profiles {
      for (tag, list) in profile.stopWords {
        guard let bit = tags.firstIndex(of: tag), bit < 32 else { continue }
        for word in list { known[word, default: 0] |= 1 << WordTable.Bits(bit) }
      }
    }
    sets = [0] + Set(known.values).sorted()
    var words = WordTable(capacity: 4000)
    for (word, languages) in known.sorted(by: { $0.key < $1.key }) {
      words.add(bytes: Array(word.utf8), WordTable.Bits(sets.firstIndex(of: languages) ?? 0))
    }
    self.words = words
  }

  /// The language of a story's text, else of its title.
  func vote(_ story: Story) -> String? {
    story.blocks.isEmpty ? vote([story.title]) : vote(story.blocks.lazy.map(\.text))
  }

  /// Nil where no language has a clear majority.
  func vote(_ texts: some Sequence<String>) -> String? {
    var ballot = Ballot(sets: sets.count)
    for text in texts where ballot.bytes < Self.sample {
      var text = text
      text.withUTF8 { ballot.add($0.prefix(Self.sample - ballot.bytes), words) }
    }
    if ballot.top >= Scripts.first, let language = Scripts(bytes(of: texts)).language { return language }
    var votes = [Int](repeating: 0, count: tags.count)
    for (number, count) in ballot.counts.enumerated() where count > 0 {
      var languages = sets[number]
      while languages != 0 {
        votes[languages.trailingZeroBitCount] += count
        languages &= languages - 1
      }
    }
    guard ballot.words >= 4, let first = votes.indices.max(by: { votes[$0] < votes[$1] }) else { return nil }
    let second = votes.indices.filter { $0 != first }.map { votes[$0] }.max() ?? 0
    let most = votes[first]
    return most >= 2 && most * 100 >= ballot.words * 12 && most * 4 >= second * 5 ? tags[first] : nil
  }

  private func bytes(of texts: some Sequence<String>) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in texts where bytes.count < Self.sample {
      bytes += text.utf8.prefix(Self.sample - bytes.count)
      bytes.append(0x20)
    }
    return bytes
  }
}

/// Counts the words of a sample.
private struct Ballot {
  /// How many words of the sample belong to each set of languages.
  private(set) var counts: [Int]
  private(set) var words = 0
  /// The size of the sample in bytes, one more for each text.
  private(set) var bytes = 0
  /// The greatest byte of the sample.
  private(set) var top: UInt8 = 0
  private let letters = Ballot.letters

  init(sets: Int) {
    counts = Array(repeating: 0, count: sets)
  }

  mutating func add(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ table: WordTable) {
    bytes += text.count + 1
    guard var at = text.base.baseAddress.map({ $0 + text.startIndex }) else { return }
    let end = at + text.count
    for byte in UnsafeBufferPointer(start: at, count: text.count) { top = max(top, byte) }
    while at < end {
      let start = at
      var word = WordHash.start
      while at < end, case let letter = letters[Int(at.pointee)], letter != 0 {
        word = WordHash.add(letter, to: word)
        at += 1
      }
      if at > start {
        words += 1
        counts[Int(truncatingIfNeeded: table.bits(word))] += 1
      }
      at += 1
    }
  }

  /// What each byte counts as: capitals of ASCII as small letters, small letters and bytes above ASCII as
  /// themselves, all others as 0.
  private static let letters: [UInt8] = (0...255).map { byte in
    byte >= 0x80 || 0x61...0x7A ~= byte ? byte : 0x41...0x5A ~= byte ? byte | 0x20 : 0
  }
}

/// Counts characters of scripts that only one language uses.
private struct Scripts {
  /// The smallest first byte of a character of these scripts in UTF-8.
  static let first: UInt8 = 0xE3

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
