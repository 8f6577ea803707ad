import Stories

/// A story's text as its columns hold it: one text that is searched and shown, and the shapes of its blocks.
package struct StoredText: Equatable, Sendable {
  /// The blocks' texts, a blank line between; an empty line inside a block is a space. Pictures have none.
  package var text: String
  /// A word for each block: its letter, its level where that is not 1, `#` where it is numbered; behind these
  /// what `StoredSpans` writes.
  package var shapes: String
  /// `rule`, tab, text, and where it is known tab, probability; a line each.
  package var removed: String
  /// One name on each line.
  package var byline: String

  /// As cleaning made it.
  package init(_ story: Story) {
    let texts = story.blocks.filter { $0.kind != .picture }
    text = texts.map { Self.withoutBlankLines($0.text) }.joined(separator: "\n\n")
    shapes = story.blocks.map(Self.shape).joined(separator: " ")
    removed = story.removed.map(Self.removed).joined(separator: "\n")
    byline = story.byline.map(\.oneLine).joined(separator: "\n")
  }

  /// The blocks that a text and its shapes stand for.
  package static func blocks(text: String, shapes: String) -> [Block] {
    let shapes = shapes.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    guard !shapes.isEmpty else { return [] }
    var texts = paragraphs(text)[...]
    return shapes.compactMap { shape in
      if shape.first == "m" { return block(shape: shape, text: "") }
      return texts.popFirst().map { block(shape: shape, text: $0) }
    }
  }

  /// The texts between blank lines; split by bytes, since splitting by characters would delay a preview.
  private static func paragraphs(_ text: String) -> [String] {
    let lineFeed = UInt8(ascii: "\n")
    let bytes = Array(text.utf8)
    var paragraphs: [String] = []
    var start = 0
    var index = 0
    while index + 1 < bytes.count {
      if bytes[index] == lineFeed && bytes[index + 1] == lineFeed {
        paragraphs.append(String(decoding: bytes[start..<index], as: UTF8.self))
        start = index + 2
        index += 1
      }
      index += 1
    }
    paragraphs.append(String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self))
    return paragraphs
  }

  /// The lines that were removed, as their column has them.
  package static func removed(_ lines: String) -> [RemovedLine] {
    lines.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 2, omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
      return RemovedLine(
        parts.count > 1 ? parts[1] : "", rule: parts[0],
        probability: parts.count > 2 ? Double(parts[2]) : nil)
    }
  }

  private static func removed(_ line: RemovedLine) -> String {
    let probability = line.probability.map { "\t\(($0 * 10000).rounded() / 10000)" }
    return line.rule.oneLine + "\t" + line.text.oneLine + (probability ?? "")
  }

  private static let letters: [(Block.Kind, Character)] = [
    (.paragraph, "p"), (.heading, "h"), (.quote, "q"), (.item, "i"), (.caption, "c"), (.table, "t"),
    (.preformatted, "x"), (.embed, "e"), (.rule, "r"), (.picture, "m"),
  ]

  private static func shape(_ block: Block) -> String {
    let letter = letters.first { $0.0 == block.kind }?.1 ?? "p"
    return String(letter) + (block.level == 1 ? "" : String(block.level)) + (block.ordered ? "#" : "")
      + StoredSpans.written(block)
  }

  private static func block(shape: Substring, text: String) -> Block {
    let kind = letters.first { $0.1 == shape.first }?.0 ?? .paragraph
    let digits = shape.dropFirst().prefix { $0.isNumber }
    let isOrdered = shape.dropFirst(1 + digits.count).first == "#"
    var block = Block(kind, text, level: Int(digits) ?? 1, ordered: isOrdered)
    StoredSpans.read(shape, into: &block)
    return block
  }

  private static func withoutBlankLines(_ text: String) -> String {
    var text = text
    guard text.withUTF8({ $0.contains(UInt8(ascii: "\n")) }) else { return text }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.isEmpty ? " " : $0 }.joined(separator: "\n")
  }
}

extension String {
  /// Nil where it is empty.
  package var nonEmpty: String? { isEmpty ? nil : self }

  /// The text with a space in the place of each line feed and tab.
  package var oneLine: String {
    utf8.contains { $0 == 10 || $0 == 9 }
      ? String(map { $0 == "\n" || $0 == "\t" || $0 == "\r\n" ? " " : $0 }) : self
  }
}
