/// A short extract of a text around the matches of a search, on one line.
package struct Snippet: Equatable, Sendable {
  /// A part of the extract, either a match or the text between matches.
  package struct Run: Equatable, Sendable {
    /// Its text, on one line.
    package var text: String
    /// Whether it is a match.
    package var isMatch: Bool

    package init(_ text: String, isMatch: Bool = false) {
      self.text = text
      self.isMatch = isMatch
    }
  }

  /// The parts in order; none is empty.
  package var runs: [Run]

  package init(_ runs: [Run]) { self.runs = runs }

  /// The whole extract.
  package var text: String { runs.map(\.text).joined() }

  /// The length of an extract in bytes; the first match comes after a third of them.
  private static let length = 160
  private static let mostMatches = 12

  /// The extract around the first match in the texts, which are searched in order; nil where there is no
  /// match.
  package static func around(
    _ finder: WordFinder, in texts: [String], _ parts: TextParts, language: String?
  ) -> Snippet? {
    for var text in texts {
      let snippet = text.withUTF8 { bytes -> Snippet? in
        guard let first = finder.matches(in: bytes, parts, language: language, most: 1).first else {
          return nil
        }
        return cut(bytes, around: first, finder, parts, language)
      }
      if let snippet { return snippet }
    }
    return nil
  }

  /// The beginning of a text.
  package static func beginning(of text: String) -> Snippet {
    var text = text
    return text.withUTF8 { cut($0, around: 0..<0, nil, .body, nil) }
  }

  private static func cut(
    _ bytes: UnsafeBufferPointer<UInt8>, around first: Range<Int>, _ finder: WordFinder?,
    _ parts: TextParts, _ language: String?
  ) -> Snippet {
    let begin = min(edge(bytes, max(0, first.lowerBound - length / 3)), first.lowerBound)
    let end = edge(bytes, min(bytes.count, max(begin + length, first.upperBound)))
    let window = UnsafeBufferPointer(rebasing: bytes[begin..<end])
    var snippet = Snippet([])
    if begin > 0 { snippet.add("…".utf8, isMatch: false) }
    var offset = 0
    for match in finder?.matches(in: window, parts, language: language, most: mostMatches) ?? [] {
      snippet.add(window[offset..<match.lowerBound], isMatch: false)
      snippet.add(window[match], isMatch: true)
      offset = match.upperBound
    }
    snippet.add(window[offset...], isMatch: false)
    if end < bytes.count { snippet.add("…".utf8, isMatch: false) }
    return snippet
  }

  /// Appends text; runs of blanks and line feeds become one space.
  private mutating func add(_ bytes: some Collection<UInt8>, isMatch: Bool) {
    var line: [UInt8] = []
    var isBehindSpace = runs.last?.text.utf8.last == 32
    for byte in bytes {
      let isSpace = byte == 10 || byte == 9 || byte == 32
      if !isSpace { line.append(byte) } else if !isBehindSpace { line.append(32) }
      isBehindSpace = isSpace
    }
    guard !line.isEmpty else { return }
    let text = String(decoding: line, as: UTF8.self)
    if let last = runs.last, last.isMatch == isMatch, !isMatch {
      runs[runs.count - 1].text += text
    } else {
      runs.append(Run(text, isMatch: isMatch))
    }
  }

  /// The next offset from one on where a word begins or ends.
  private static func edge(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    var offset = offset
    // For scripts without spaces, the boundary of a code point is used.
    let limit = min(bytes.count, offset + 40)
    while offset < limit, bytes[offset] != 32, bytes[offset] != 10 { offset += 1 }
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }
}
