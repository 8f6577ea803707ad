/// Weights of a linear-chain conditional random field over lines (Lafferty, McCallum and Pereira, 2001).
package struct SequenceModel: Sendable {
  /// A number for each label, at the lane of its raw value.
  package typealias Scores = SIMD16<Float>

  /// The number of different gaps between two lines: none, one blank line, more.
  package static let gaps = 3

  /// For each feature, its weight for each label.
  package var weights: [Scores]
  /// For each gap and label of the line before, the weight of each label of this line.
  package var steps: [Scores]
  /// What each label scores on the first line of a capture.
  package var first: Scores
  /// What each label scores on the last line of a capture.
  package var last: Scores

  package init(features: Int) {
    weights = Array(repeating: .zero, count: features)
    steps = Array(repeating: .zero, count: Self.gaps * Label.count)
    first = .zero
    last = .zero
  }

  /// The features of the lines of a capture, and the gaps between the lines.
  package struct Lines: Sendable {
    /// Indexes into `weights`, one line after the other.
    package var features: [UInt16] = []
    /// Where each line's features begin; the last one is their count.
    package var starts: [Int32] = [0]
    /// Of each line, the gap to the line before, below `SequenceModel.gaps`; 0 for the first.
    package var gaps: [UInt8] = []

    package init() {}

    /// How many lines there are.
    package var count: Int { gaps.count }

    /// Ends a line, whose features were appended before; greater gaps count as the greatest there is.
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

  /// The weights in a compact form, without the rows of features that have none, which are most of them.
  package struct Rows: Sendable {
    /// The index into `rows` for each feature.
    private let places: [UInt16]
    /// Row 0 is zero, for all features without weights.
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

  /// The probability of each label for each line, given all lines of the capture (the forward-backward
  /// algorithm).
  package func marginals(_ scores: [Scores], gaps: [UInt8], _ odds: Odds) -> [Scores] {
    guard !scores.isEmpty else { return [] }
    let count = scores.count
    let emissions = scores.map { Exponential.of($0 - Self.most($0)) }
    var values = emissions
    var backs = [Scores](repeating: odds.last, count: count)
    var state = emissions[0] * odds.first
    var back = odds.last
    values[0] = state
    // Forward and backward in one loop: neither waits for the other, so the processor overlaps them.
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

  /// The maximum of sixteen numbers, by halves, since comparing them one by one would take sixteen dependent
  /// steps.
  @inline(__always)
  private static func most(_ scores: Scores) -> Float {
    let eight = scores.lowHalf.replacing(with: scores.highHalf, where: scores.highHalf .> scores.lowHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
    return max(max(four[0], four[1]), max(four[2], four[3]))
  }

  /// The exponentials of the step weights, computed once for all captures.
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

  /// One step of the forward algorithm: for each label, the sum over all labels before, weighted by the
  /// steps.
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

  /// The steps transposed, so that `forward` computes the backward step.
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
  /// Computed as 2^x = 2^n · 2^f, with a polynomial of the sixth degree for 2^f.
  @inline(__always)
  package static func of(_ x: SIMD16<Float>) -> SIMD16<Float> {
    let most = SIMD16<Float>(repeating: 126)
    var scaled = x * 1.442_695_04
    scaled.replace(with: most, where: scaled .> most)
    scaled.replace(with: -most, where: scaled .< -most)
    // Adding 1.5 · 2^23 rounds, as no bits are left for a fraction. `rounded` would call the library sixteen
    // times.
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
    // Added to 1.5 · 2^23, a small integer stands in the lowest bits of the sum.
    let bits = unsafeBitCast(whole + 12_582_912, to: SIMD16<Int32>.self) &- 0x4B40_0000
    let power = (bits &+ 127) &<< 23
    return sum * unsafeBitCast(power, to: SIMD16<Float>.self)
  }
}
