/// Weights of a linear-chain conditional random field over lines (Lafferty, McCallum and Pereira, 2001).
package struct SequenceModel: Sendable {
  package typealias Scores = SIMD16<Float>

  /// How far a line stands from the one before it: in its block, behind a blank line, behind more.
  package static let gaps = 3

  /// By feature.
  package var weights: [Scores]
  /// By gap and label before; the label after is the lane.
  package var steps: [Scores]
  package var first: Scores
  package var last: Scores

  package init(features: Int) {
    weights = Array(repeating: .zero, count: features)
    steps = Array(repeating: .zero, count: Self.gaps * Label.count)
    first = .zero
    last = .zero
  }

  /// A line's features and its gap to the line before.
  package struct Lines: Sendable {
    /// Indexes into `weights`, one line after the other.
    package var features: [UInt16] = []
    /// Where each line's features begin; the last one is their count.
    package var starts: [Int32] = [0]
    package var gaps: [UInt8] = []

    package init() {}

    package var count: Int { gaps.count }

    package mutating func end(gap: Int) {
      starts.append(Int32(features.count))
      gaps.append(UInt8(min(gap, SequenceModel.gaps - 1)))
    }
  }

  /// The scores of each line by itself.
  package func scores(_ lines: Lines) -> [Scores] {
    var scores: [Scores] = []
    scores.reserveCapacity(lines.count)
    weights.withUnsafeBufferPointer { weights in
      lines.features.withUnsafeBufferPointer { features in
        for line in 0..<lines.count {
          var sum = Scores.zero
          for at in Int(lines.starts[line])..<Int(lines.starts[line + 1]) {
            sum += weights[Int(features[at])]
          }
          scores.append(sum)
        }
      }
    }
    return scores
  }

  /// The weights of those features that have any, side by side: most have none, and few are asked for.
  package struct Rows: Sendable {
    /// By feature, where its row stands.
    private let places: [UInt16]
    /// The first one is that of all features without weights.
    private let rows: [Scores]

    package init(_ model: SequenceModel) {
      var places = [UInt16](repeating: 0, count: model.weights.count)
      var rows: [Scores] = [.zero]
      for (feature, weights) in model.weights.enumerated() where weights != .zero {
        places[feature] = UInt16(rows.count)
        rows.append(weights)
      }
      (self.places, self.rows) = (places, rows)
    }

    /// The sum of the features' weights.
    @inline(__always)
    func sum(_ features: UnsafeBufferPointer<UInt16>) -> Scores {
      var sum = Scores.zero
      places.withUnsafeBufferPointer { places in
        rows.withUnsafeBufferPointer { rows in
          for feature in features { sum += rows[Int(places[Int(feature)])] }
        }
      }
      return sum
    }
  }

  /// The probability of each label for each line, all other lines considered (forward and backward sums).
  package func marginals(_ scores: [Scores], gaps: [UInt8], _ odds: Odds) -> [Scores] {
    guard !scores.isEmpty else { return [] }
    let count = scores.count
    let emissions = scores.map { Exponential.of($0 - Self.most($0)) }
    var values = emissions
    var backs = [Scores](repeating: odds.last, count: count)
    var state = emissions[0] * odds.first
    var back = odds.last
    values[0] = state
    // Both ways at once: each step waits for the one before it, and for none of the other way.
    for at in 1..<max(1, count) {
      state = Self.forward(state, odds.steps, Int(gaps[at])) * emissions[at]
      state /= max(state.sum(), .leastNormalMagnitude)
      values[at] = state
      let behind = count - at
      back = Self.forward(back * emissions[behind], odds.turned, Int(gaps[behind]))
      back /= max(back.sum(), .leastNormalMagnitude)
      backs[behind - 1] = back
    }
    for at in 0..<count {
      let both = values[at] * backs[at]
      values[at] = both / max(both.sum(), .leastNormalMagnitude)
    }
    return values
  }

  /// The greatest of sixteen, by halves: one after the other they would wait for each other.
  @inline(__always)
  private static func most(_ scores: Scores) -> Float {
    let eight = scores.lowHalf.replacing(with: scores.highHalf, where: scores.highHalf .> scores.lowHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
    return max(max(four[0], four[1]), max(four[2], four[3]))
  }

  /// The exponentials of a model's steps, which every capture needs.
  package struct Odds: Sendable {
    let rows: Rows
    var steps: [Scores]
    var turned: [Scores]
    var first: Scores
    var last: Scores

    package init(_ model: SequenceModel) {
      rows = Rows(model)
      steps = model.steps.map { Exponential.of($0) }
      turned = SequenceModel.turned(steps)
      first = Exponential.of(model.first)
      last = Exponential.of(model.last)
    }
  }

  /// The sums over all labels before, each times its steps.
  @inline(__always)
  package static func forward(_ state: Scores, _ steps: [Scores], _ gap: Int) -> Scores {
    var next = Scores.zero
    let base = gap * Label.count
    steps.withUnsafeBufferPointer { steps in
      withUnsafeBytes(of: state) { lanes in
        let lanes = lanes.assumingMemoryBound(to: Float.self)
        for label in 0..<Label.count { next += steps[base + label] * lanes[label] }
      }
    }
    return next
  }

  /// Steps by the label after, so that `forward` goes backward.
  package static func turned(_ steps: [Scores]) -> [Scores] {
    var turned = steps
    for gap in 0..<gaps {
      for from in 0..<Label.count {
        for to in 0..<Label.count {
          turned[gap * Label.count + to][from] = steps[gap * Label.count + from][to]
        }
      }
    }
    return turned
  }

  /// The first of the labels with the greatest score.
  static func likeliest(_ scores: Scores) -> Int {
    let most = most(scores)
    return withUnsafeBytes(of: scores) { lanes in
      lanes.bindMemory(to: Float.self).firstIndex(of: most) ?? 0
    }
  }
}

/// e to the x, for sixteen numbers at once, to about six digits.
package enum Exponential {
  /// By 2^x = 2^n · 2^f and a polynomial of the sixth degree.
  @inline(__always)
  package static func of(_ x: SIMD16<Float>) -> SIMD16<Float> {
    let most = SIMD16<Float>(repeating: 126)
    var scaled = x * 1.442_695_04
    scaled.replace(with: most, where: scaled .> most)
    scaled.replace(with: -most, where: scaled .< -most)
    // Adding 1.5 · 2^23 leaves no room behind the point; `rounded` would ask the library sixteen times.
    let near = (scaled + 12_582_912) - 12_582_912
    let whole = near.replacing(with: near - 1, where: near .> scaled)
    let f = scaled - whole
    var sum = SIMD16<Float>(repeating: 1.535_336_18e-4)
    sum = sum * f + 1.339_887_4e-3
    sum = sum * f + 9.618_437e-3
    sum = sum * f + 5.550_332_4e-2
    sum = sum * f + 2.402_264_6e-1
    sum = sum * f + 6.931_472e-1
    sum = sum * f + 1
    // Added to 1.5 * 2^23, a small whole number stands in the lowest bits of the sum.
    let bits = unsafeBitCast(whole + 12_582_912, to: SIMD16<Int32>.self) &- 0x4B40_0000
    let power = (bits &+ 127) &<< 23
    return sum * unsafeBitCast(power, to: SIMD16<Float>.self)
  }
}
