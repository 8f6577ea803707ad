/// Finds the headline in an element that also holds the section or a breadcrumb trail.
enum GluedTitle {
  private static let leastWords = 4

  /// `Le titre` from `Accueil Société Le titre` where a line near it repeats it; the part from the capital on
  /// in `ParteitagZwei Wörter …`; `Le dossier: Le titre` from `Le dossier:Le titre`.
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

  /// A quick test by lengths and last bytes: whether a title may end with the text of a line.
  static func mayEnd(_ title: Slice<UnsafeBufferPointer<UInt8>>, in line: Slice<UnsafeBufferPointer<UInt8>>)
    -> Bool
  {
    guard let end = title.last, let last = line.last, line.count + 4 < title.count else { return false }
    return end == last || end >= 0x80 || last >= 0x80
  }

  /// The part that begins with a capital right after a small letter inside a long word, where there are words
  /// on both sides. `HarperCollins` by itself in a short headline stays whole.
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

  /// A quick test by bytes: whether a letter that may be a capital follows one that may be small.
  private static func mayHaveSeam(_ title: String) -> Bool {
    var (before, lead): (UInt8, UInt8) = (0, 0)
    for byte in title.utf8 {
      if byte >= 0xC0 {
        lead = byte
        continue
      }
      // The first half of U+00C0 to U+00FF are capitals; characters below, and from U+2000 to U+203F, are
      // none.
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
    // Most colons are followed by a space; only others are of interest.
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
