import Glibc
import Stories

/// Reads a text capture in Markdown (CommonMark 0.31; tables as in GitHub's flavour), as written by reader
/// services and web clippers.
struct Markdown {
  /// The text without the marks that were read.
  private(set) var text = ""
  /// What each line of `text` that is not blank is by its marks; nil for a plain one.
  private(set) var marks: [BlockMark?] = []
  private(set) var removed: [RemovedLine] = []
  private var isCode = false
  /// Whether the line above belongs to a paragraph, so that a row of `=` or `-` makes it a heading.
  private var isBelowText = false

  static func read(_ text: String) -> Markdown {
    var markdown = Markdown()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { markdown.read(line) }
    return markdown
  }

  /// Whether a text seems to be Markdown: it has links and headings, or more links, or several headings.
  static func isMarkdown(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let links = links(bytes)
      let headings = headings(bytes)
      return links >= 3 || links > 0 && headings > 0 || headings >= 2
    }
  }

  /// The number of links, counted up to three.
  private static func links(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var links = 0
    var at = 0
    while at + 2 < bytes.count, links < 3, let found = memchr(base + at, 0x5D, bytes.count - at - 2) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      guard bytes[at] == 0x28 else { continue }
      let isLink =
        [0x2F, 0x23, 0x3C].contains(bytes[at + 1])
        || at + 5 <= bytes.count && memcmp(base + at + 1, "http", 4) == 0
      links += isLink ? 1 : 0
    }
    return links
  }

  /// The number of lines that begin with one to six `#` and a space, counted up to two.
  private static func headings(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var headings = 0
    var at = 0
    while at < bytes.count, headings < 2, let found = memchr(base + at, 0x23, bytes.count - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let from = at
      while at < bytes.count, bytes[at] == 0x23 { at += 1 }
      if from == 0 || bytes[from - 1] == 0x0A, at - from <= 6, at < bytes.count, bytes[at] == 0x20 {
        headings += 1
      }
    }
    return headings
  }

  private mutating func read(_ line: Substring) {
    let trimmed = Substring(Line.trim(line))
    if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
      isCode.toggle()
      return add("")
    }
    if isCode { return add(String(line), trimmed.isEmpty ? nil : BlockMark(.preformatted)) }
    if trimmed.isEmpty || isRule(trimmed) { return add("") }
    if isDefinition(trimmed) { return remove(String(trimmed), "general.links") }
    let (rest, isQuote) = Self.unquoted(trimmed)
    let signs = rest.prefix { $0 == "#" }.count
    if (1...6).contains(signs), rest.dropFirst(signs).first == " " {
      let title = rest.dropFirst(signs).reversed().drop { $0 == "#" || $0 == " " }.reversed()
      return add(inline: String(title), BlockMark(.heading, level: signs))
    }
    if rest.hasPrefix("|") { return row(rest) }
    if let item = Self.item(rest) {
      let mark = BlockMark(.item, ordered: item.isOrdered)
      return add(inline: item.text, mark, bullet: !item.isOrdered)
    }
    add(inline: String(rest), isQuote ? BlockMark(.quote) : nil)
  }

  private mutating func add(_ line: String, _ mark: BlockMark? = nil) {
    text += line + "\n"
    isBelowText = !Line.trim(line[...]).isEmpty && mark == nil
    if !Line.trim(line[...]).isEmpty { marks.append(mark) }
  }

  private mutating func remove(_ line: String, _ rule: String) {
    removed.append(RemovedLine(line, rule: rule))
    add("")
  }

  private mutating func add(inline line: String, _ mark: BlockMark?, bullet: Bool = false) {
    let inline = MarkdownInline.read(line)
    removed += inline.pictures.map { RemovedLine($0, rule: "general.picture") }
    let plain = inline.plain
    if isMenu(plain, inline) { return remove(plain, "general.menu") }
    add(bullet && !plain.isEmpty ? "• " + plain : plain, mark)
  }

  /// Whether a line is a menu: two or more links with only punctuation between them.
  private func isMenu(_ plain: String, _ inline: MarkdownInline) -> Bool {
    guard inline.links >= 2 else { return false }
    let signs = plain.utf8.count { !WordHash.isLetter($0 | 0x20) && !(0x30...0x39).contains($0) }
    return plain.utf8.count - inline.linked <= signs && plain.utf8.count / inline.links < 40
      && !Shape.endsSentence(plain)
  }

  /// Handles a row of `-`, `=` or `*`: a thematic break, or the underline of a heading.
  private mutating func isRule(_ line: Substring) -> Bool {
    guard WrappedLine.isRule(line) || isBelowText && line.utf8.allSatisfy({ $0 == 0x3D }) else {
      return false
    }
    let isUnderline = line.utf8.allSatisfy { $0 == 0x3D } || line.utf8.allSatisfy { $0 == 0x2D }
    if isBelowText, isUnderline, let last = marks.indices.last {
      marks[last] = BlockMark(.heading, level: line.utf8.first == 0x3D ? 1 : 2)
    }
    return true
  }

  private func isDefinition(_ line: Substring) -> Bool {
    guard line.first == "[", let end = line.firstIndex(of: "]") else { return false }
    let rest = line[end...].dropFirst()
    return rest.hasPrefix(": http") || rest.hasPrefix(": /") || rest.hasPrefix(": <")
  }

  private mutating func row(_ line: Substring) {
    let cells = line.split(separator: "|").map { MarkdownInline.read(Line.trim($0)).plain }
    let isSeparator = cells.allSatisfy { $0.utf8.allSatisfy { $0 == 0x2D || $0 == 0x3A } }
    if cells.isEmpty || isSeparator { return }
    add(cells.joined(separator: " | "), BlockMark(.table))
  }

  private static func unquoted(_ line: Substring) -> (Substring, Bool) {
    var rest = line
    while rest.first == ">" { rest = rest.dropFirst().drop { $0 == " " } }
    return (rest, rest.startIndex != line.startIndex)
  }

  private static func item(_ line: Substring) -> (text: String, isOrdered: Bool)? {
    let mark = line.prefix { $0 != " " }
    guard mark.endIndex < line.endIndex else { return nil }
    var rest = line[mark.endIndex...].drop { $0 == " " }
    for box in ["[ ] ", "[x] ", "[X] "] where rest.hasPrefix(box) { rest = rest.dropFirst(4) }
    if ["*", "-", "+", "•"].contains(mark) { return (String(rest), false) }
    let isNumber =
      (mark.hasSuffix(".") || mark.hasSuffix(")")) && mark.utf8.count <= 4
      && mark.dropLast().utf8.allSatisfy { (0x30...0x39).contains($0) } && mark.utf8.count > 1
    return isNumber ? (String(rest), true) : nil
  }
}
