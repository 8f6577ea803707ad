/// Which language a text is in, by a vote of its commonest words or by its script.
struct Languages: Sendable {
  private var languages: [[UInt8]: [String]] = [:]

  init(_ profiles: [Profile]) {
    for profile in profiles {
      for (language, words) in profile.stopWords {
        for word in words { languages[Array(word.utf8), default: []].append(language) }
      }
    }
  }

  /// Nil where no language has a clear majority.
  func vote(_ texts: some Sequence<String>) -> String? {
    var votes: [String: Int] = [:]
    var words = 0
    var scripts = Scripts()
    var room = 6000
    for text in texts {
      let bytes = Array(text.utf8.prefix(room))
      room -= bytes.count
      for word in bytes.split(whereSeparator: Self.isGap) {
        let lowered = word.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        words += 1
        for language in languages[lowered] ?? [] { votes[language, default: 0] += 1 }
      }
      scripts.count(bytes)
      if room <= 0 { break }
    }
    if let language = scripts.language { return language }
    guard words >= 4 else { return nil }
    let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = ranked.first else { return nil }
    let second = ranked.dropFirst().first?.value ?? 0
    return first.value * 100 >= words * 12 && first.value * 4 >= second * 5 && first.value >= 2 ? first.key : nil
  }

  /// ASCII but letters; everything above is part of a word.
  private static func isGap(_ byte: UInt8) -> Bool {
    byte < 0x80 && !(0x61...0x7A).contains(byte | 0x20)
  }
}

/// Scripts that give their language away.
private struct Scripts {
  private var kana = 0
  private var han = 0
  private var hangul = 0
  private var total = 0

  mutating func count(_ bytes: [UInt8]) {
    for at in bytes.indices.dropLast(2) {
      switch bytes[at] {
      case 0xE3 where (0x81...0x83).contains(bytes[at + 1]): kana += 1
      case 0xE4...0xE9: han += 1
      case 0xEA...0xED: hangul += 1
      default: break
      }
    }
    total += bytes.count
  }

  var language: String? {
    let three = total / 3
    if kana * 10 > three { return "ja" }
    if hangul * 4 > three { return "ko" }
    return han * 4 > three ? "zh" : nil
  }
}
