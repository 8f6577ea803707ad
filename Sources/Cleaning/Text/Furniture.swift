/// Marks what the lexicon knows.
enum Furniture {
  static func mark(_ lines: inout [Line], _ lexicon: Lexicon) {
    for index in lines.indices where !lines[index].key.isEmpty {
      lines[index].verdict = lexicon.verdict(lines[index].key)
    }
  }
}
