import Cleaning

/// Learns the weights: gradient ascent on the likelihood of the labels that the gold allows, with AdaGrad
/// steps (Duchi, Hazan and Singer, 2011). The same input gives the same weights.
struct Trainer {
  typealias Scores = SequenceModel.Scores

  var rounds = 24
  var rate: Float = 0.12
  /// The last rounds, whose weights are averaged: a capture learnt last counts for no more than the others.
  var averaged = 12
  /// Pulls every weight to zero, for each time its feature is seen.
  var decay: Float = 0.001
  /// Pulls those of single words, of which there are thousands, more.
  var wordDecay: Float = 0.2
  /// The numbers of the features that are words.
  var words: [Range<Int>] = []
  /// The number of each feature's family.
  var families: [UInt8]
  /// The share of families that is left out at each look at a sample, so that none is relied on alone
  /// (dropout, Srivastava and others, 2014).
  var absent = 0.2
  /// What taking furniture for text costs beyond its likelihood (softmax-margin, Gimpel and Smith, 2010), and
  /// a wrong title.
  var margin: Float = 4
  var titleMargin: Float = 3
  /// What a lost line of the story costs; as much as a false one where nothing is said.
  var loss: Float?

  struct Sample {
    var lines: SequenceModel.Lines
    var masks: [GoldLabels.Mask]
    var weight: Float
  }

  func model(_ samples: [Sample], features: Int) -> SequenceModel {
    var model = SequenceModel(features: features)
    var squares = SequenceModel(features: features)
    var order = Array(samples.indices)
    var sum = SequenceModel(features: features)
    var generator = SplitMix64(state: 7)
    for round in 0..<rounds {
      order.shuffle(using: &generator)
      let rate = self.rate * (round < rounds / 2 ? 1 : 0.5)
      for index in order { step(thinned(samples[index], &generator), &model, &squares, rate: rate) }
      if round >= rounds - averaged { sum.add(model, share: 1 / Float(averaged)) }
    }
    return sum
  }

  /// A sample without the features of a few families.
  private func thinned(_ sample: Sample, _ generator: inout SplitMix64) -> Sample {
    let isAbsent = (0...Int(families.max() ?? 0)).map { _ in
      Double.random(in: 0..<1, using: &generator) < absent
    }
    var thinned = sample
    thinned.lines = SequenceModel.Lines()
    thinned.lines.features.reserveCapacity(sample.lines.features.count)
    for line in 0..<sample.lines.count {
      for feature in sample.lines.features[
        Int(sample.lines.starts[line])..<Int(sample.lines.starts[line + 1])]
      where !isAbsent[Int(families[Int(feature)])] {
        thinned.lines.features.append(feature)
      }
      thinned.lines.end(gap: Int(sample.lines.gaps[line]))
    }
    return thinned
  }

  /// The scores with the margins on whatever would be wrong.
  private func widened(_ scores: [Scores], _ masks: [GoldLabels.Mask]) -> [Scores] {
    zip(scores, masks).map { score, mask in
      var score = score
      let parts = [(Self.text, margin, loss ?? margin), (Self.title, titleMargin, titleMargin)]
      for (part, margin, loss) in parts {
        guard mask & part == 0 || mask & ~part == 0 else { continue }
        let wrong = mask & part == 0 ? part : ~part
        let margin = mask & part == 0 ? margin : loss
        for label in 0..<Label.count where wrong & 1 << GoldLabels.Mask(label) != 0 { score[label] += margin }
      }
      return score
    }
  }

  private static let text = GoldLabels.mask(.body, .subhead)
  private static let title = GoldLabels.mask(.title)

  private func step(
    _ sample: Sample, _ model: inout SequenceModel, _ squares: inout SequenceModel, rate: Float
  ) {
    guard sample.lines.count > 0 else { return }
    let scores = model.scores(sample.lines)
    let allowed = zip(scores, sample.masks).map { score, mask in
      var score = score
      for label in 0..<Label.count where mask & 1 << GoldLabels.Mask(label) == 0 { score[label] -= 80 }
      return score
    }
    let free = Expectation(model, widened(scores, sample.masks), sample.lines.gaps)
    let told = Expectation(model, allowed, sample.lines.gaps)
    for line in 0..<sample.lines.count {
      let slope = (told.labels[line] - free.labels[line]) * sample.weight
      if slope.max() < 1e-4 && slope.min() > -1e-4 { continue }
      for at in Int(sample.lines.starts[line])..<Int(sample.lines.starts[line + 1]) {
        let feature = Int(sample.lines.features[at])
        let isWord = !words.isEmpty && words.contains { $0.contains(feature) }
        climb(&model.weights[feature], &squares.weights[feature], slope, rate, isWord ? wordDecay : decay)
      }
    }
    for index in model.steps.indices {
      climb(
        &model.steps[index], &squares.steps[index], (told.steps[index] - free.steps[index]) * sample.weight,
        rate, decay)
    }
    climb(&model.first, &squares.first, (told.labels[0] - free.labels[0]) * sample.weight, rate, decay)
    let end = sample.lines.count - 1
    climb(&model.last, &squares.last, (told.labels[end] - free.labels[end]) * sample.weight, rate, decay)
  }

  @inline(__always)
  private func climb(
    _ weight: inout Scores, _ square: inout Scores, _ slope: Scores, _ rate: Float, _ decay: Float
  ) {
    let slope = slope - weight * decay
    square += slope * slope
    weight += rate * slope / (square + 1e-6).squareRoot()
  }
}

extension SequenceModel {
  fileprivate mutating func add(_ model: SequenceModel, share: Float) {
    for index in weights.indices { weights[index] += model.weights[index] * share }
    for index in steps.indices { steps[index] += model.steps[index] * share }
    first += model.first * share
    last += model.last * share
  }
}

/// How often each label and each step is expected.
private struct Expectation {
  var labels: [Trainer.Scores]
  var steps: [Trainer.Scores]

  init(_ model: SequenceModel, _ scores: [Trainer.Scores], _ gaps: [UInt8]) {
    let count = scores.count
    let weights = model.steps.map { Exponential.of($0) }
    let turned = SequenceModel.turned(weights)
    let emissions = scores.map { Exponential.of($0 - $0.max()) }
    var forward = [Trainer.Scores](repeating: .zero, count: count)
    var state = emissions[0] * Exponential.of(model.first)
    state /= max(state.sum(), .leastNormalMagnitude)
    forward[0] = state
    for at in 1..<max(1, count) {
      state = SequenceModel.forward(state, weights, Int(gaps[at])) * emissions[at]
      state /= max(state.sum(), .leastNormalMagnitude)
      forward[at] = state
    }
    labels = forward
    steps = Array(repeating: .zero, count: weights.count)
    var back = Exponential.of(model.last)
    for at in stride(from: count - 1, through: 0, by: -1) {
      var both = forward[at] * back
      both /= max(both.sum(), .leastNormalMagnitude)
      labels[at] = both
      guard at > 0 else { break }
      let ahead = back * emissions[at]
      let base = Int(gaps[at]) * Label.count
      var sum: Float = 0
      var parts = [Trainer.Scores](repeating: .zero, count: Label.count)
      for label in 0..<Label.count {
        parts[label] = weights[base + label] * ahead * forward[at - 1][label]
        sum += parts[label].sum()
      }
      for label in 0..<Label.count { steps[base + label] += parts[label] / max(sum, .leastNormalMagnitude) }
      back = SequenceModel.forward(ahead, turned, Int(gaps[at]))
      back /= max(back.sum(), .leastNormalMagnitude)
    }
  }
}

/// A generator of random numbers that is seeded, so that every run gives the same ones (SplitMix64).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
