import Stories

/// Uses the marks of Markdown and the bars of tables to label and join lines of a text capture.
enum MarkedLines {
  /// Joins neighbouring rows of a table, and neighbouring lines of code, into one block each.
  static func joined(_ blocks: [Block]) -> [Block] {
    guard blocks.contains(where: { isJoined($0.kind) }) else { return blocks }
    var joined: [Block] = []
    for var block in blocks {
      if block.kind == .table { block.text = cells(block.text) }
      if isJoined(block.kind), let last = joined.indices.last, joined[last].kind == block.kind {
        joined[last].text += "\n" + block.text
      } else {
        joined.append(block)
      }
    }
    return joined
  }

  private static func isJoined(_ kind: Block.Kind) -> Bool { kind == .table || kind == .preformatted }

  private static func cells(_ row: String) -> String {
    if row.utf8.contains(0x09) { return row }
    return row.split(separator: "|").map { Line.trim($0) }.joined(separator: "\t")
  }
}

extension Labelled {
  /// Keeps lines inside the story that are marked as a heading, an item, a quotation, a table or code, and a
  /// table directly below it.
  mutating func heed(_ lines: TextLines) {
    guard let first = labels.firstIndex(of: .body), var last = labels.lastIndex(of: .body) else { return }
    while last + 1 < labels.count, lines.mark(last + 1)?.kind == .table { last += 1 }
    for line in first...last where line != title && !labels[line].isText && lineFeatures[line].verdict == nil
    {
      guard let mark = lines.mark(line), labels[line] != .related, labels[line] != .relatedHeading else {
        continue
      }
      labels[line] = mark.kind == .heading ? .subhead : .body
    }
  }
}
