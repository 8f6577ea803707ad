import Glibc

/// Finds other stories that are announced with `Lire aussi`, on a line of their own or run into a paragraph.
enum SeeAlso {
  private static let longest = 220

  /// The headline after the phrase with which a line begins.
  static func headline(_ line: String, _ lexicon: Lexicon) -> String? {
    guard let phrase = Fold.withKey(line, { lexicon.seeAlso(before: $0) }),
      let headline = Prefix.rest(of: line, after: phrase), (12...longest).contains(headline.utf8.count),
      Shape.words(headline, atLeast: 3)
    else { return nil }
    return headline
  }

  /// Splits a paragraph from a headline that runs into its last sentence: `… la rue.À lire aussi : Un quai`.
  static func parted(_ paragraph: String, _ lexicon: Lexicon) -> (paragraph: String, headline: String)? {
    var text = paragraph
    let seams = text.withUTF8 { Self.seams($0) }
    for seam in seams {
      let place = paragraph.utf8.index(paragraph.startIndex, offsetBy: seam)
      guard let headline = Self.headline(String(paragraph[place...]), lexicon) else { continue }
      return (String(paragraph[..<place]), headline)
    }
    return nil
  }

  /// Positions near the end where a capital follows a full stop without a space.
  private static func seams(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    guard let base = bytes.baseAddress, bytes.count > 60 else { return [] }
    var seams: [Int] = []
    var at = max(30, bytes.count - longest - 60)
    while at + 1 < bytes.count, let found = memchr(base + at, 0x2E, bytes.count - at - 1) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      if bytes[at] &- 0x41 < 26 || bytes[at] == 0xC3, seams.count < 8 { seams.append(at) }
    }
    return seams
  }
}
