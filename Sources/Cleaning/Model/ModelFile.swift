import Glibc

/// Weights as a text file: one line for each feature that has weights, with its name, a tab, and sixteen
/// numbers in hundredths in the order of `Label`.
///
/// `step.GAP.LABEL` holds the weights of each label after a line with that label, `first` and `last` those of
/// the first and the last line of a capture.
extension SequenceModel {
  private static let scale: Float = 100

  /// The file's text.
  package func text(_ space: some FeatureNames) -> String {
    var lines = ["# Weights of the line labels: " + Label.allCases.map { "\($0)" }.joined(separator: " ")]
    lines.append(Self.line("first", first))
    lines.append(Self.line("last", last))
    for (index, step) in steps.enumerated() {
      lines.append(Self.line("step.\(index / Label.count).\(index % Label.count)", step))
    }
    for (index, weight) in weights.enumerated() {
      let rounded = (weight * Self.scale).rounded(.toNearestOrEven)
      if rounded != .zero { lines.append(Self.line(space.name(index), weight)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ name: String, _ scores: Scores) -> String {
    let numbers = (0..<Label.count).map { "\(Int((scores[$0] * scale).rounded()))" }
    return name + "\t" + numbers.joined(separator: " ")
  }

  /// Reads a model from a file, with its faults by line; nil where the file cannot be read.
  package static func load(file path: String, _ space: some FeatureNames = FeatureSpace()) -> (
    SequenceModel, faults: [String]
  )? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 1 << 16)
    while case let got = fread(&room, 1, room.count, file), got > 0 { bytes += room[..<got] }
    return parse(bytes, space)
  }

  /// Reads a model from the bytes of its file. A line that cannot be read is reported by number and skipped.
  package static func parse(_ bytes: [UInt8], _ space: some FeatureNames) -> (SequenceModel, faults: [String])
  {
    var model = SequenceModel(features: space.count)
    var faults: [String] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.first == 0x23 { continue }
      guard let tab = line.firstIndex(of: 0x09), let scores = numbers(line[(tab + 1)...]),
        model.set(String(decoding: line[..<tab], as: UTF8.self), scores, space)
      else {
        faults.append("line \(number + 1): not a feature and \(Label.count) numbers")
        continue
      }
    }
    return (model, faults)
  }

  private static func numbers(_ bytes: ArraySlice<UInt8>) -> Scores? {
    var scores = Scores.zero
    var lane = 0
    var value: Float = 0
    var sign: Float = 1
    var isNumber = false
    for byte in bytes {
      switch byte {
      case 0x30...0x39:
        value = value * 10 + Float(byte - 0x30)
        isNumber = true
      case 0x2D where !isNumber: sign = -1
      case 0x20 where isNumber && lane < Label.count - 1:
        scores[lane] = sign * value / scale
        (lane, value, sign, isNumber) = (lane + 1, 0, 1, false)
      default: return nil
      }
    }
    guard isNumber, lane == Label.count - 1 else { return nil }
    scores[lane] = sign * value / scale
    return scores
  }

  private mutating func set(_ name: String, _ scores: Scores, _ space: some FeatureNames) -> Bool {
    if name == "first" {
      first = scores
    } else if name == "last" {
      last = scores
    } else if name.hasPrefix("step.") {
      let places = name.split(separator: ".").dropFirst().compactMap { Int($0) }
      guard places.count == 2, (0..<Self.gaps).contains(places[0]), (0..<Label.count).contains(places[1])
      else {
        return false
      }
      steps[places[0] * Label.count + places[1]] = scores
    } else if let index = space.index(name) {
      weights[index] = scores
    } else {
      return false
    }
    return true
  }
}
