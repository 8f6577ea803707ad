/// Measures of single lines and of the whole capture.
extension LineContext {
  /// The shape of a line, 0 to 6; 7 stands for a missing neighbour.
  func shape(_ features: LineFeatures) -> UInt8 {
    if features.isProse { return features.length >= 140 ? 6 : 5 }
    if features.verdict != nil { return 0 }
    if features.length <= 25 { return features.words <= 2 ? 1 : 2 }
    return features.end.isSentence ? 4 : 3
  }

  func date(_ features: LineFeatures) -> Int {
    (features.classes & WordTable.month != 0 ? 1 : 0) + (features.classes & WordTable.weekday != 0 ? 2 : 0)
      + (features.marks.contains(.clock) ? 4 : 0) + (features.marks.contains(.year) ? 8 : 0)
      + (features.classes & WordTable.dateWord != 0 ? 16 : 0)
  }

  /// The share of prose in the capture, 0 to 4.
  func density() -> Int {
    var prose = 0
    var all = 1
    for (at, features) in lineFeatures.enumerated() {
      all += features.length
      if shapes[at] >= 5 { prose += features.length }
    }
    return min(4, prose * 5 / all)
  }

  /// How many of the line's words the address has, 0 to 7.
  func slugShare(_ at: Int) -> Int {
    let features = lineFeatures[at]
    guard !slug.isEmpty, features.length <= 240, !features.long.isEmpty else { return 0 }
    var found = 0
    for word in features.long
    where slug.contains(where: { $0.hash == words[word] || $0.plain == words[word] }) {
      found += 1
    }
    guard found > 0 else { return 0 }
    let least = min(features.long.count, slug.count)
    let most = max(features.long.count, slug.count)
    if found == 1 && least > 1 { return 1 }
    let share = found * 10 / most
    return share >= 8 ? 7 : share >= 6 ? 6 : share >= 4 ? 5 : found * 10 / least >= 6 ? 4 : found > 2 ? 3 : 2
  }
}
