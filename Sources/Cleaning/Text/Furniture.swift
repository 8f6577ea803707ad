/// Marks the lines for which the lexicon has a verdict.
enum Furniture {
  /// Takes the verdicts from the features of the same lines where they are known.
  static func mark(_ lines: inout [Line], _ lineFeatures: [LineFeatures], _ lexicon: Lexicon) {
    for index in lines.indices where !lines[index].key.isEmpty {
      lines[index].verdict =
        lineFeatures[index].length <= Verdict.longestLine
        ? lineFeatures[index].verdict.map { lexicon.verdicts[$0] } : lexicon.verdict(lines[index].key)
    }
  }

  static func mark(_ lines: inout [Line], _ lexicon: Lexicon) {
    for index in lines.indices where !lines[index].key.isEmpty {
      lines[index].verdict = lexicon.verdict(lines[index].key)
    }
  }
}
