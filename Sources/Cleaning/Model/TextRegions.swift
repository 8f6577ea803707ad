/// Where the story of a text capture seems to be: the position of each line relative to the longest stretch
/// of prose.
struct TextRegions {
  /// The cost of a line without prose in a stretch of prose, in bytes.
  private static let price = 60
  /// Lines before and behind a line that count as near it.
  private static let (near, far) = (5, 12)

  /// The position relative to that stretch: 0 there is none, 1 to 4 before it, 5 inside, 6 to 9 behind it.
  private(set) var places: [UInt8] = []
  /// For each line's block, the mean length of its lines in six steps, times 5, plus a step for their number.
  private(set) var blocks: [UInt8] = []
  /// The share of prose among the lines near it, in six steps.
  private(set) var nearby: [UInt8] = []
  private(set) var around: [UInt8] = []
  /// The length of the run of lines without prose, in six steps; 0 for prose.
  private(set) var runs: [UInt8] = []
  /// The share of the capture's prose before the line, in six steps.
  private(set) var told: [UInt8] = []
  /// Steps for the number of lines, the mean length of paragraphs and the share of list items of the capture.
  let size: Int
  let paragraph: Int
  let items: Int

  init(_ lineFeatures: [LineFeatures], gaps: [UInt8], shapes: [UInt8]) {
    let prose = zip(lineFeatures, shapes).map { $1 >= 5 ? $0.length : 0 }
    let paragraphs = prose.count { $0 > 0 }
    let whole = prose.reduce(0, +)
    size = Self.step(lineFeatures.count, [13, 26, 51, 101, 201])
    paragraph = paragraphs == 0 ? 0 : Self.step(whole / paragraphs, [130, 200, 300, 450])
    items = Self.step(
      lineFeatures.count { $0.marks.contains(.bullet) } * 100 / max(1, lineFeatures.count), [1, 8, 25, 50])
    let region = Self.region(prose)
    places = lineFeatures.indices.map { Self.place($0, region) }
    markBlocks(lineFeatures, gaps)
    nearby = Self.shares(prose, Self.near)
    around = Self.shares(prose, Self.far)
    markRuns(prose)
    var sum = 0
    told = prose.map { length in
      defer { sum += length }
      return UInt8(whole == 0 ? 0 : min(5, sum * 6 / whole))
    }
  }

  /// How many of the limits a number has reached.
  private static func step(_ number: Int, _ limits: [Int]) -> Int { limits.count { number >= $0 } }

  /// The stretch with the greatest sum of prose, each line without prose costing `price` (Kadane's algorithm
  /// for the maximum subarray).
  static func region(_ prose: [Int]) -> Range<Int>? {
    var best = (sum: 0, range: 0..<0)
    var (sum, from) = (0, 0)
    for (at, length) in prose.enumerated() {
      if sum <= 0 { (sum, from) = (0, at) }
      sum += length > 0 ? length : -price
      if sum > best.sum { best = (sum, from..<at + 1) }
    }
    return best.sum > 0 ? best.range : nil
  }

  private static func place(_ at: Int, _ region: Range<Int>?) -> UInt8 {
    guard let region else { return 0 }
    if region.contains(at) { return 5 }
    let distance = at < region.lowerBound ? region.lowerBound - at : at - region.upperBound + 1
    let step = UInt8(step(distance, [2, 5, 13]))
    return at < region.lowerBound ? 4 - step : 6 + step
  }

  private mutating func markBlocks(_ lineFeatures: [LineFeatures], _ gaps: [UInt8]) {
    blocks = Array(repeating: 0, count: lineFeatures.count)
    var from = 0
    while from < lineFeatures.count {
      var to = from + 1
      var length = lineFeatures[from].length
      while to < lineFeatures.count, gaps[to] == 0 {
        length += lineFeatures[to].length
        to += 1
      }
      let mean = Self.step(length / (to - from), [16, 31, 61, 121, 241])
      let block = UInt8(mean * 5 + Self.step(to - from, [2, 3, 5, 10]))
      for line in from..<to { blocks[line] = block }
      from = to
    }
  }

  private static func shares(_ prose: [Int], _ reach: Int) -> [UInt8] {
    var count = prose.prefix(reach).count { $0 > 0 }
    return prose.indices.map { at in
      if at + reach < prose.count, prose[at + reach] > 0 { count += 1 }
      if at > reach, prose[at - reach - 1] > 0 { count -= 1 }
      let lines = min(at, reach) + min(prose.count - 1 - at, reach) + 1
      return UInt8(count == 0 ? 0 : min(5, 1 + count * 5 / lines))
    }
  }

  private mutating func markRuns(_ prose: [Int]) {
    runs = Array(repeating: 0, count: prose.count)
    var from = 0
    while from < prose.count {
      guard prose[from] == 0 else {
        from += 1
        continue
      }
      let to = prose[from...].firstIndex { $0 > 0 } ?? prose.count
      let run = UInt8(1 + Self.step(to - from, [2, 3, 6, 13]))
      for line in from..<to { runs[line] = run }
      from = to
    }
  }
}
