/// Typewriter quotes turned into those of the language, where they pair up within the paragraph.
enum StraightQuotes {
  /// Replaces scalar by scalar, and nothing where one quote is in doubt; `FrenchSpacing` sets the blanks
  /// inside.
  static func curl(_ text: inout [UInt32], sparing guards: Guards, language: String) {
    guard let (open, close) = signs(of: language) else { return }
    let indices = text.indices.filter { text[$0] == 0x22 && !guards[$0] }
    guard !indices.isEmpty, indices.count % 2 == 0 else { return }
    let spaced = language == "fr"
    for (ordinal, index) in indices.enumerated() {
      let fits =
        ordinal % 2 == 0
        ? canOpen(text, index, spaced: spaced) : canClose(text, index, spaced: spaced)
      if !fits { return }
    }
    var depth = 0
    var scanned = 0
    for pair in stride(from: 0, to: indices.count, by: 2) {
      while scanned < indices[pair] {
        if text[scanned] == 0xAB { depth += 1 }
        if text[scanned] == 0xBB { depth = max(0, depth - 1) }
        scanned += 1
      }
      scanned = indices[pair + 1] + 1
      let isInner = spaced && depth > 0
      text[indices[pair]] = isInner ? 0x201C : open
      text[indices[pair + 1]] = isInner ? 0x201D : close
    }
  }

  private static func signs(of language: String) -> (UInt32, UInt32)? {
    switch language {
    case "fr": (0xAB, 0xBB)
    case "en": (0x201C, 0x201D)
    case "de": (0x201E, 0x201C)
    default: nil
    }
  }

  /// `spaced`: a blank may stand inside the quotes, as some French typists put it.
  private static func canOpen(_ text: [UInt32], _ index: Int, spaced: Bool) -> Bool {
    guard index + 1 < text.count, text[index + 1] != 0x22 else { return false }
    guard index == 0 || Letters.opensBehind(text[index - 1]) else { return false }
    guard Letters.isSpace(text[index + 1]) else { return true }
    return spaced && (index == 0 || Letters.isSpace(text[index - 1]))
  }

  private static func canClose(_ text: [UInt32], _ index: Int, spaced: Bool) -> Bool {
    let isFree = index + 1 == text.count || Letters.isSpace(text[index + 1]) || isStop(text[index + 1])
    return isFree && (spaced || !Letters.isSpace(text[index - 1]))
  }

  private static func isStop(_ value: UInt32) -> Bool {
    switch value {
    case 0x21, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D, 0x7D, 0xBB, 0x2019, 0x201D, 0x2026: true
    default: (0x2010...0x2015).contains(value)
    }
  }
}
