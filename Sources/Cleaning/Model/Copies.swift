/// Finds lines that occur several times in a capture.
enum Copies {
  /// For each line: 0 the only one of its kind, 1 the first of two, 2 the second, 3 one of more.
  static func of(_ lineFeatures: [LineFeatures]) -> [UInt8] {
    var firsts = Array(0..<lineFeatures.count)
    var counts = [UInt8](repeating: 1, count: lineFeatures.count)
    var size = 16
    while size < lineFeatures.count * 2 { size *= 2 }
    // A hash table with open addressing: the index of the first line with a key, or -1.
    var table = [Int](repeating: -1, count: size)
    for (at, features) in lineFeatures.enumerated() where features.key != 0 {
      var place = Int(truncatingIfNeeded: features.sameness) & (size - 1)
      while table[place] >= 0, lineFeatures[table[place]].sameness != features.sameness {
        place = (place + 1) & (size - 1)
      }
      if table[place] < 0 {
        table[place] = at
      } else {
        firsts[at] = table[place]
        counts[table[place]] = min(3, counts[table[place]] + 1)
      }
    }
    return firsts.enumerated().map { at, first in
      counts[first] == 1 ? 0 : counts[first] == 3 ? 3 : first == at ? 1 : 2
    }
  }
}
