/// Where a justified line gets its extra columns, so that wide gaps do not stand above one another.
struct GapSetter {
  /// A gap that was widened: its columns in its line, and in how many lines above it another one is touched.
  private struct Wide {
    var columns: Range<Int>
    var run: Int
  }

  /// More columns than this are added to no gap: the line stays short.
  static let most = 2

  private var above: [Wide] = []

  /// Columns to be added to each gap of a line, in their order; empty where it stays as it is.
  ///
  /// `gaps` are the columns at which its gaps stand, and what comes before each.
  mutating func extras(missing: Int, gaps: [(column: Int, before: UInt32)]) -> [UInt8] {
    let count = gaps.count
    guard missing > 0, count > 0, missing <= count * Self.most else {
      above = []
      return []
    }
    let (base, wider) = (missing / count, missing % count)
    let chosen = choose(wider, of: gaps, base: base)
    var extras: [UInt8] = []
    var wide: [Wide] = []
    var shift = 0
    for (index, gap) in gaps.enumerated() {
      let extra = base + (chosen[index] ? 1 : 0)
      let columns = gap.column + shift..<gap.column + shift + 1 + extra
      if extra > 0 { wide.append(Wide(columns: columns, run: 1 + (run(above: columns) ?? 0))) }
      shift += extra
      extras.append(UInt8(extra))
    }
    above = wide
    return extras
  }

  /// A line that is not justified stands between: nothing runs on through it.
  mutating func reset() { above = [] }

  private func run(above columns: Range<Int>) -> Int? {
    above.lazy.filter { $0.columns.overlaps(columns) }.map(\.run).max()
  }

  /// Chooses so many gaps, spread evenly, behind stops rather than elsewhere, and not below wide ones.
  private func choose(_ wider: Int, of gaps: [(column: Int, before: UInt32)], base: Int) -> [Bool] {
    let count = gaps.count
    guard wider > 0 else { return Array(repeating: false, count: count) }
    var best = [Double](repeating: .infinity, count: wider + 1)
    best[0] = 0
    var taken = [Bool](repeating: false, count: (wider + 1) * count)
    for (index, gap) in gaps.enumerated() {
      let ideal = Double(wider) * Double(index + 1) / Double(count)
      for used in stride(from: min(wider, index + 1), through: 0, by: -1) {
        let stays = best[used] + distance(used, ideal)
        var takes = Double.infinity
        if used > 0, best[used - 1] < .infinity {
          let start = gap.column + base * index + used - 1
          takes = best[used - 1] + distance(used, ideal) + cost(start..<start + 2 + base, behind: gap.before)
        }
        taken[used * count + index] = takes < stays
        best[used] = min(stays, takes)
      }
    }
    var chosen = [Bool](repeating: false, count: count)
    var used = wider
    for index in stride(from: count - 1, through: 0, by: -1) where taken[used * count + index] {
      chosen[index] = true
      used -= 1
    }
    return chosen
  }

  private func distance(_ used: Int, _ ideal: Double) -> Double {
    0.5 * (Double(used) - ideal) * (Double(used) - ideal)
  }

  private func cost(_ columns: Range<Int>, behind sign: UInt32) -> Double {
    var cost = 0.0
    for wide in above {
      if wide.columns.overlaps(columns) {
        cost += 3 * Double(wide.run)
      } else if wide.columns.overlaps(columns.lowerBound - 1..<columns.upperBound + 1) {
        cost += 1
      }
    }
    switch sign {
    case 0x21, 0x2E, 0x3F, 0x2026: return cost - 1
    case 0x3A, 0x3B, 0xBB, 0x201D: return cost - 0.6
    case 0x2C, 0x2014: return cost - 0.4
    default: return cost
    }
  }
}
