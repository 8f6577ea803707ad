/// Reads a line of Markdown (CommonMark 0.31, section 6): links and emphasis become their text; pictures and
/// HTML tags are removed.
struct MarkdownInline {
  /// The greatest nesting; deeper markup is left as it is.
  private static let deepest = 8

  private let scalars: [Unicode.Scalar]
  private var text = String.UnicodeScalarView()
  /// The alternative texts of pictures.
  private(set) var pictures: [String] = []
  /// The number of links, and the length of their texts.
  private(set) var links = 0
  private(set) var linked = 0
  private let depth: Int
  /// How many more positions may be examined for the ends of links and tags, since in lines of unclosed
  /// brackets no search succeeds.
  private var budget: Int

  static func read(_ line: some StringProtocol) -> MarkdownInline {
    var inline = MarkdownInline(Array(line.unicodeScalars), depth: 0)
    inline.read()
    return inline
  }

  private init(_ scalars: [Unicode.Scalar], depth: Int) {
    self.scalars = scalars
    self.depth = depth
    budget = 8 * scalars.count + 10_000
  }

  var plain: String { Line.trim(Substring(String(text))) }

  private mutating func read() {
    let dropped = Emphasis.marks(scalars)
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      if scalar == "\\", at + 1 < scalars.count, Self.isMark(scalars[at + 1]) {
        text.append(scalars[at + 1])
        at += 2
      } else if scalar == "!", at + 1 < scalars.count, scalars[at + 1] == "[", let link = link(at + 1) {
        let picture = nested(link.text).plain
        if !picture.isEmpty { pictures.append(picture) }
        at = link.end
      } else if scalar == "[", let link = link(at) {
        let inner = nested(link.text)
        text.append(contentsOf: inner.plain.unicodeScalars)
        pictures += inner.pictures
        links += 1
        linked += inner.plain.utf8.count
        at = link.end
      } else if scalar == "<", let end = tag(at) {
        if let address = address(at, end) { text.append(contentsOf: address) }
        at = end
      } else {
        if !dropped.contains(at) { text.append(scalar) }
        at += 1
      }
    }
  }

  private func nested(_ range: Range<Int>) -> MarkdownInline {
    var inner = MarkdownInline(Array(scalars[range]), depth: depth + 1)
    if depth < Self.deepest { inner.read() } else { inner.text.append(contentsOf: scalars[range]) }
    return inner
  }

  /// The text of the link whose bracket is at a position, and where the link ends.
  private mutating func link(_ at: Int) -> (text: Range<Int>, end: Int)? {
    guard let close = closing(at, "[", "]"), close + 1 < scalars.count, scalars[close + 1] == "(",
      let end = closing(close + 1, "(", ")")
    else { return nil }
    return (at + 1..<close, end + 1)
  }

  /// The position of the bracket that closes the one at a position.
  private mutating func closing(_ at: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Int? {
    var deep = 0
    var place = at
    defer { budget -= place - at }
    while place < min(scalars.count, at + 4000, at + max(0, budget)) {
      if scalars[place] == "\\" {
        place += 1
      } else if scalars[place] == open {
        deep += 1
      } else if scalars[place] == close {
        deep -= 1
        if deep == 0 { return place }
      }
      place += 1
    }
    return nil
  }

  /// The end of an HTML tag or an address in angle brackets.
  private mutating func tag(_ at: Int) -> Int? {
    guard at + 2 < scalars.count, scalars[at + 1].properties.isAlphabetic || scalars[at + 1] == "/",
      budget > 0
    else { return nil }
    let reach = min(scalars.count, at + 2000)
    let end = scalars[at..<reach].firstIndex(of: ">")
    budget -= (end ?? reach) - at
    return end.map { $0 + 1 }
  }

  private func address(_ at: Int, _ end: Int) -> ArraySlice<Unicode.Scalar>? {
    let inner = scalars[at + 1..<end - 1]
    guard !inner.contains(" "), inner.contains("@") || inner.starts(with: "http".unicodeScalars) else {
      return inner.starts(with: "br".unicodeScalars) ? [" "] : nil
    }
    return inner
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar) && scalar != " "
  }
}

/// Finds the delimiters of emphasis and code in a line.
private enum Emphasis {
  /// A run of one and the same mark (CommonMark 0.31, section 6.2: a delimiter run).
  private struct Run {
    var mark: Unicode.Scalar
    var range: Range<Int>
  }

  /// The greatest number of open delimiters, more than in any line that a person writes.
  private static let mostOpen = 64

  /// The positions of the delimiters to remove, which are those that have a partner.
  static func marks(_ scalars: [Unicode.Scalar]) -> Set<Int> {
    var open: [Run] = []
    var found: Set<Int> = []
    var at = 0
    while at < scalars.count {
      let mark = scalars[at]
      if mark == "\\" { at += 1 }
      guard ["*", "_", "~", "`"].contains(mark) else {
        at += 1
        continue
      }
      let end = scalars[at...].firstIndex { $0 != mark } ?? scalars.count
      let before = at > 0 ? scalars[at - 1] : " "
      let behind = end < scalars.count ? scalars[end] : " "
      let run = Run(mark: mark, range: at..<end)
      if closes(mark, before, behind),
        let partner = open.lastIndex(where: { $0.mark == mark && $0.range.count == run.range.count })
      {
        found.formUnion(open[partner].range)
        found.formUnion(run.range)
        open.removeSubrange(partner...)
      } else if opens(mark, before, behind), mark != "~" || end - at == 2 {
        if open.count == mostOpen { open.removeFirst() }
        open.append(run)
      }
      at = end
    }
    return found
  }

  private static func opens(_ mark: Unicode.Scalar, _ before: Unicode.Scalar, _ behind: Unicode.Scalar)
    -> Bool
  {
    !Line.isSpace(behind) && (mark != "_" || !isWord(before))
  }

  private static func closes(_ mark: Unicode.Scalar, _ before: Unicode.Scalar, _ behind: Unicode.Scalar)
    -> Bool
  {
    !Line.isSpace(before) && (mark != "_" || !isWord(behind))
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
