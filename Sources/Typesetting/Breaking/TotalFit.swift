/// What lines cost, on a scale of its own: 100 is a line whose every gap is doubled, or a ragged one that is
/// short by a tenth of the measure.
enum FitCost {
  static let dash = 10.0
  /// A line that ends amid what is longer than a line.
  static let forced = 5000.0
  static let hyphen = 40.0
  /// What a hyphen costs more in ragged text, where nothing forces one.
  static let raggedHyphen = 160.0
  static let shortStart = 40.0
  static let muteEnd = 100.0
  static let name = 300.0
  static let compound = 300.0
  static let secondInRow = 150.0
  static let thirdInRow = 3000.0
  static let shortEnd = 150.0
  /// A justified line without gaps, beside what it lacks.
  static let noGap = 800.0
  static let hyphenBeforeEnd = 300.0
  /// At most so many columns are a short last line.
  static let shortColumns = 8

  /// A line that is `missing` columns short and has so many gaps.
  @inline(__always)
  static func line(missing: Int, gaps: Int, measure: Int, isJustified: Bool) -> Double {
    if isJustified {
      if gaps == 0 { return noGap * (1 + Double(missing) / Double(measure)) }
      let stretch = Double(missing) / Double(gaps)
      return 100 * stretch * stretch * stretch
    }
    let share = 10 * Double(missing) / Double(measure)
    return 100 * share * share
  }
}

/// Breaks a paragraph where all of its lines together cost least (D. E. Knuth and M. F. Plass, Breaking
/// Paragraphs into Lines, 1981), with gaps of whole columns.
struct TotalFit {
  let chances: [Chance]
  let measure: Int
  let isJustified: Bool

  /// Lines in a row that end in a hyphen are counted up to this.
  private static let most = 3

  /// The chances at which lines end, the last one among them; nil where a line cannot be filled.
  func ends() -> [Int]? {
    let count = chances.count
    guard count > 1 else { return [] }
    var best = [Double](repeating: .infinity, count: count * Self.most)
    var from = [Int32](repeating: -1, count: count * Self.most)
    best[0] = 0
    best.withUnsafeMutableBufferPointer { best in
      from.withUnsafeMutableBufferPointer { from in
        var first = 0
        for end in 1..<count {
          while first < end, chances[end].inkColumn - chances[first].nextColumn > measure { first += 1 }
          reach(end, from: first, best, from)
        }
      }
    }
    return path(best, from)
  }

  /// The cheapest ways to a chance, by how many lines in a row end in a hyphen there. The longest line comes
  /// first: shorter ones cost more by themselves, so that the search ends where they cost more than a whole
  /// way.
  private func reach(
    _ end: Int, from first: Int, _ best: UnsafeMutableBufferPointer<Double>,
    _ from: UnsafeMutableBufferPointer<Int32>
  ) {
    // A line of a single word costs less than one with a very wide gap.
    let ceiling = isJustified ? FitCost.noGap : .infinity
    let least = chances[end].sign == .none ? end * Self.most : end * Self.most + 1
    for start in first..<end where width(start, end) <= measure {
      for run in 0..<Self.most where best[start * Self.most + run] < .infinity {
        let (cost, state) = cost(from: start, run: run, to: end)
        let total = best[start * Self.most + run] + cost
        if total < best[end * Self.most + state] {
          best[end * Self.most + state] = total
          from[end * Self.most + state] = Int32(start * Self.most + run)
        }
      }
      if end < chances.count - 1, best[least] <= ceiling, length(start, end) >= best[least] { return }
    }
  }

  /// What a line costs by its length alone.
  @inline(__always)
  private func length(_ start: Int, _ end: Int) -> Double {
    FitCost.line(
      missing: measure - width(start, end), gaps: chances[end].inkGaps - chances[start].nextGaps,
      measure: measure, isJustified: isJustified)
  }

  private func path(_ best: [Double], _ from: [Int32]) -> [Int]? {
    let last = (best.count - Self.most)..<best.count
    guard var state = last.min(by: { best[$0] < best[$1] }), best[state] < .infinity else { return nil }
    var ends: [Int] = []
    while state >= Self.most {
      ends.append(state / Self.most)
      state = Int(from[state])
    }
    return ends.reversed()
  }

  /// What lines that end at these chances cost together.
  func cost(of ends: [Int]) -> Double {
    var (total, start, run) = (0.0, 0, 0)
    for end in ends {
      let (cost, next) = cost(from: start, run: run, to: end)
      (total, start, run) = (total + cost, end, next)
    }
    return total
  }

  /// Columns of the line between two chances, its hyphen included.
  @inline(__always)
  func width(_ start: Int, _ end: Int) -> Int {
    chances[end].inkColumn - chances[start].nextColumn + (chances[end].sign == .hyphen ? 1 : 0)
  }

  /// The cost of a line, and how many lines in a row end in a hyphen with it, at most two.
  @inline(__always)
  private func cost(from start: Int, run: Int, to end: Int) -> (Double, Int) {
    let width = width(start, end)
    let chance = chances[end]
    if end == chances.count - 1 {
      guard start > 0 else { return (0, 0) }
      return (
        (width <= FitCost.shortColumns ? FitCost.shortEnd : 0)
          + (chances[start].sign == .hyphen ? FitCost.hyphenBeforeEnd : 0), 0
      )
    }
    var cost = chance.cost + length(start, end)
    if chance.sign == .none { return (cost, 0) }
    if chance.sign == .hyphen, !isJustified { cost += FitCost.raggedHyphen }
    if run > 0 { cost += run == 1 ? FitCost.secondInRow : FitCost.thirdInRow }
    return (cost, min(Self.most - 1, run + 1))
  }
}
