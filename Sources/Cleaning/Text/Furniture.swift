/// Marks what the lexicon knows.
enum Furniture {
  /// What was seen of the same lines is not looked up again.
  static func mark(_ lines: inout [Line], _ lineFeatures: [LineFeatures], _ lexicon: Lexicon) {
    for index in lines.indices where !lines[index].key.isEmpty {
      lines[index].verdict =
        lineFeatures[index].length <= Lexicon.longest
        ? lineFeatures[index].verdict.map { lexicon.verdicts[$0] } : lexicon.verdict(lines[index].key)
    }
  }

  static func mark(_ lines: inout [Line], _ lexicon: Lexicon) {
    for index in lines.indices where !lines[index].key.isEmpty {
      lines[index].verdict = lexicon.verdict(lines[index].key)
    }
  }
}
