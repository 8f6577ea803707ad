/// What is measured of single lines and of all.
extension LineContext {
  /// Seven shapes, and 7 for no line at all.
  func shape(_ look: LineFeatures) -> UInt8 {
    if look.isProse { return look.length >= 140 ? 6 : 5 }
    if look.verdict != nil { return 0 }
    if look.length <= 25 { return look.words <= 2 ? 1 : 2 }
    return look.end.isSentence ? 4 : 3
  }

  func date(_ look: LineFeatures) -> Int {
    (look.classes & WordTable.month != 0 ? 1 : 0) + (look.classes & WordTable.weekday != 0 ? 2 : 0)
      + (look.marks.contains(.clock) ? 4 : 0) + (look.marks.contains(.year) ? 8 : 0)
      + (look.classes & WordTable.dateWord != 0 ? 16 : 0)
  }

  /// How much of the capture is prose, in five steps.
  func density() -> Int {
    var prose = 0
    var all = 1
    for (at, look) in looks.enumerated() {
      all += look.length
      if shapes[at] >= 5 { prose += look.length }
    }
    return min(4, prose * 5 / all)
  }

  /// How many of the line's words the address has, 0 to 7.
  func slugShare(_ at: Int) -> Int {
    let look = looks[at]
    guard !slug.isEmpty, look.length <= 240, !look.long.isEmpty else { return 0 }
    var found = 0
    for word in look.long where slug.contains(where: { $0.hash == words[word] || $0.plain == words[word] }) {
      found += 1
    }
    guard found > 0 else { return 0 }
    let least = min(look.long.count, slug.count)
    let most = max(look.long.count, slug.count)
    if found == 1 && least > 1 { return 1 }
    let share = found * 10 / most
    return share >= 8 ? 7 : share >= 6 ? 6 : share >= 4 ? 5 : found * 10 / least >= 6 ? 4 : found > 2 ? 3 : 2
  }
}
