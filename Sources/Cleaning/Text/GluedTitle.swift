/// A headline that a page has in one element with its rubric or its way through the site.
enum GluedTitle {
  private static let leastWords = 4

  /// `Accueil Société Le titre` where `Le titre` stands on a line near it; `ParteitagZwei Wörter …` from its
  /// capital on; `Le dossier:Le titre` with its space.
  static func parted(_ title: String, around lines: some Sequence<String>) -> String {
    for line in lines where line.utf8.count + 4 < title.utf8.count && title.hasSuffix(line) {
      let front = title.dropLast(line.count)
      if Shape.words(line, atLeast: leastWords), front.last?.isWhitespace ?? false,
        !front.contains(where: { ":–—|«»\"“”".contains($0) })
      {
        return line
      }
    }
    return spaced(withoutRubric(title))
  }

  /// Whether a title may end in a line, by their lengths and last bytes: most lines need no longer look.
  static func mayEnd(_ title: Slice<UnsafeBufferPointer<UInt8>>, in line: Slice<UnsafeBufferPointer<UInt8>>)
    -> Bool
  {
    guard let end = title.last, let last = line.last, line.count + 4 < title.count else { return false }
    return end == last || end >= 0x80 || last >= 0x80
  }

  /// The part behind a seam of a small letter and a capital inside a long word, where words stand on both
  /// sides; `HarperCollins` by itself in a short headline stays whole.
  private static func withoutRubric(_ title: String) -> String {
    guard mayHaveSeam(title) else { return title }
    let scalars = Array(title.unicodeScalars)
    var wordStart = 0
    var words = 0
    for at in scalars.indices.dropFirst() {
      if scalars[at] == " " || scalars[at] == "\u{A0}" {
        words += 1
        wordStart = at + 1
        continue
      }
      guard words >= 1, at - wordStart >= 5, isUpper(scalars[at]), isLower(scalars[at - 1]) else { continue }
      let rest = scalars[at...]
      let next = rest.firstIndex(of: " ") ?? scalars.count
      guard next - at >= 5, rest.count(where: { $0 == " " }) >= leastWords else { continue }
      var text = String.UnicodeScalarView()
      text.append(contentsOf: rest)
      return String(text)
    }
    return title
  }

  /// Whether some letter that may be a capital follows one that may be small, by their bytes.
  private static func mayHaveSeam(_ title: String) -> Bool {
    var (before, lead): (UInt8, UInt8) = (0, 0)
    for byte in title.utf8 {
      if byte >= 0xC0 {
        lead = byte
        continue
      }
      // Of U+00C0 to U+00FF the first half are capitals; below, and from U+2000 to U+203F, none are.
      let mayBeCapital =
        lead == 0
        ? byte &- 0x41 < 26 : lead == 0xC3 ? byte <= 0x9E : lead != 0xC2 && (lead, byte) != (0xE2, 0x80)
      if mayBeCapital, before &- 0x61 < 26 || before >= 0x80 { return true }
      (before, lead) = (byte, 0)
    }
    return false
  }

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
  }

  private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
  }

  private static func spaced(_ title: String) -> String {
    // Most colons have a space behind them.
    guard let place = title.utf8.firstIndex(of: 0x3A),
      let behind = title.utf8[place...].dropFirst().first, behind &- 0x41 < 26 || behind >= 0x80,
      let colon = title.firstIndex(of: ":"), colon != title.startIndex
    else { return title }
    let next = title.index(after: colon)
    guard next < title.endIndex, title[next].isUppercase, title[title.index(before: colon)].isLowercase else {
      return title
    }
    return title[...colon] + " " + title[next...]
  }
}
