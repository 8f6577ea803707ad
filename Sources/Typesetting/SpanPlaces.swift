import Stories

/// Where links and words set apart stand in a text once it is repaired and gated.
///
/// Letters and digits stay in their order, whatever happens to the blanks and signs between them: a place is
/// known by the letters before it.
enum SpanPlaces {
  /// The scalars of a text that was set.
  private struct Text {
    var scalars: [UInt32]
    /// The index of each letter or digit.
    var letters: [Int]

    init(_ scalars: [UInt32]) {
      self.scalars = scalars
      letters = scalars.indices.filter { SpanPlaces.isFixed(scalars[$0]) }
    }

    /// What stands between two letters, blanks and marks left out: the indices.
    func signs(behind letter: Int) -> [Int] {
      let start = letter == 0 ? 0 : letters[letter - 1] + 1
      let end = letter < letters.count ? letters[letter] : scalars.count
      return (start..<end).filter { !SpanPlaces.isLoose(scalars[$0]) }
    }
  }

  /// Spans in bytes of a longer text, whose piece from the byte `start` on was set as `text`; in its scalars.
  static func set(_ spans: [Span], in piece: String, from start: Int, as text: String) -> [SetSpan] {
    let ends = spans.flatMap { [$0.range.lowerBound - start, $0.range.upperBound - start] }
    let places = scalars(at: ends.map { max(0, min(piece.utf8.count, $0)) }, in: piece)
    let isSame = piece == text
    let (raw, new) =
      isSame
      ? (Text([]), Text([]))
      : (Text(piece.unicodeScalars.map(\.value)), Text(text.unicodeScalars.map(\.value)))
    // A gate that drops letters leaves no way to know which.
    guard isSame || raw.letters.count == new.letters.count else { return [] }
    return spans.indices.compactMap { index in
      let (lower, upper) = (places[2 * index], places[2 * index + 1])
      let range =
        isSame
        ? (lower, upper) : (place(of: lower, isEnd: false, raw, new), place(of: upper, isEnd: true, raw, new))
      return range.0 < range.1 ? SetSpan(kind: spans[index].kind, range: range.0..<range.1) : nil
    }
  }

  private static func place(of scalar: Int, isEnd: Bool, _ raw: Text, _ new: Text) -> Int {
    var (low, high) = (0, raw.letters.count)
    while low < high {
      let middle = (low + high) / 2
      if raw.letters[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    let (from, to) = (raw.signs(behind: low), new.signs(behind: low))
    let before = from.count { $0 < scalar }
    let count = before == from.count ? to.count : min(before, to.count)
    if isEnd {
      if count > 0 { return to[count - 1] + 1 }
      return low == 0 ? 0 : new.letters[low - 1] + 1
    }
    if count < to.count { return to[count] }
    return low < new.letters.count ? new.letters[low] : new.scalars.count
  }

  /// From bytes to scalars, in any order.
  private static func scalars(at bytes: [Int], in text: String) -> [Int] {
    var text = text
    return text.withUTF8 { buffer in
      var places = [Int](repeating: 0, count: bytes.count)
      var (last, scalars) = (0, 0)
      for index in bytes.indices.sorted(by: { bytes[$0] < bytes[$1] }) {
        scalars += buffer[last..<bytes[index]].count { $0 & 0xC0 != 0x80 }
        last = bytes[index]
        places[index] = scalars
      }
      return places
    }
  }

  private static func isFixed(_ value: UInt32) -> Bool {
    Letters.isDigit(value) || Letters.isLetter(value) && Gated.width(value) > 0
  }

  private static func isLoose(_ value: UInt32) -> Bool {
    value <= 0x20 || Letters.isSpace(value) || Gated.width(value) == 0
  }
}
