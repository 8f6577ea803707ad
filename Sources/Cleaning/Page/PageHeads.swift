/// Labels the lines between a page's headline and its first paragraph: further headlines, dates, bylines
/// without a name.
enum PageHeads {
  static func mark(_ lines: inout [Line], _ titles: [String], _ lexicon: Lexicon) {
    let titles = Set(titles.map { Fold.key($0) })
    for index in lines.indices.dropFirst() where lines[index].isOpen && lines[index].block != .caption {
      let line = lines[index]
      let isLong = line.key.isEmpty && line.block == .heading
      if titles.contains(isLong ? Fold.key(line.text) : line.key) {
        lines[index].label = .removed(rule: "general.title-copy")
      } else if line.isProse {
        return
      } else if line.block != .heading, line.length <= 120 {
        if hasDate(line.key) {
          lines[index].label = .removed(rule: "general.date")
        } else if lexicon.bylines.contains(where: { isByline(line, $0) }) {
          lines[index].label = .removed(rule: "general.byline")
        }
      }
    }
  }

  private static func isByline(_ line: Line, _ prefix: [UInt8]) -> Bool {
    line.key.starts(with: prefix) && Prefix.rest(of: line.text, after: prefix) != nil && !line.endsSentence
      && Bylines.names(in: line, [prefix]) == nil
  }

  /// Whether a folded line has a time, or a day, month and year in any order. A folded number is one `0`.
  private static func hasDate(_ key: [UInt8]) -> Bool {
    if ["0:0", "0.0.0", "0/0/0", "0-0-0"].contains(where: { Bytes.contains(key, Array($0.utf8)) }) {
      return true
    }
    let isNumber = key.split(separator: 0x20).map { $0.first == 0x30 && $0.count <= 3 }
    guard isNumber.count >= 3, isNumber.count <= 8 else { return false }
    return (2..<isNumber.count).contains {
      isNumber[$0] && isNumber[$0 - 2] || isNumber[$0] && isNumber[$0 - 1]
    }
  }
}
