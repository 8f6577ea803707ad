/// For each line, how far away the next prose is and how much prose there is before and after.
struct ProseDistances {
  var zones: [UInt8]
  var sinceProse: [Int]
  var untilProse: [Int]

  init(lineFeatures: [LineFeatures], shapes: [UInt8]) {
    let count = lineFeatures.count
    zones = Array(repeating: 0, count: count)
    sinceProse = Array(repeating: 99, count: count)
    untilProse = Array(repeating: 99, count: count)
    var prose = 0
    var since = 99
    for at in 0..<count {
      zones[at] = UInt8(Bucket.few(prose)) * 4
      sinceProse[at] = since
      since += 1
      if shapes[at] >= 5 {
        prose += 1
        since = 0
      }
    }
    prose = 0
    since = 99
    for at in stride(from: count - 1, through: 0, by: -1) {
      zones[at] += UInt8(Bucket.few(prose))
      untilProse[at] = since
      since += 1
      if shapes[at] >= 5 {
        prose += 1
        since = 0
      }
    }
  }
}

/// Words that occur in several paragraphs of a capture. Paragraphs of one story share words, other text does
/// not.
struct SharedWords {
  /// In how many paragraphs a word occurs, at most 2; by twelve bits of its hash.
  private var counts: [UInt8] = Array(repeating: 0, count: 4096)

  init(_ lineFeatures: [LineFeatures], _ words: [UInt32]) {
    for features in lineFeatures where features.isProse {
      for at in features.long where counts[Int(words[at] >> 4) & 4095] < 2 {
        counts[Int(words[at] >> 4) & 4095] += 1
      }
    }
  }

  /// 0 for a line without long words, else 1 to 5 by the share of them that occur in another paragraph.
  func share(_ features: LineFeatures, _ words: [UInt32]) -> Int {
    guard !features.long.isEmpty else { return 0 }
    var found = 0
    for at in features.long where counts[Int(words[at] >> 4) & 4095] > 1 { found += 1 }
    return 1 + found * 4 / features.long.count
  }
}

/// Sorts counts, lengths and distances into the few steps that features have.
enum Bucket {
  static func length(_ length: Int) -> Int {
    switch length {
    case ..<4: 0
    case ..<9: 1
    case ..<16: 2
    case ..<26: 3
    case ..<41: 4
    case ..<61: 5
    case ..<91: 6
    case ..<141: 7
    case ..<221: 8
    case ..<401: 9
    case ..<801: 10
    default: 11
    }
  }

  static func words(_ words: Int) -> Int {
    switch words {
    case ...1: 0
    case 2: 1
    case 3: 2
    case 4...5: 3
    case 6...8: 4
    case 9...13: 5
    case 14...25: 6
    default: 7
    }
  }

  /// 0 for none, else 1 to 5 by share.
  static func share(_ part: Int, _ whole: Int) -> Int {
    part == 0 || whole == 0 ? 0 : min(5, 1 + part * 5 / whole)
  }

  /// Steps for the distance behind a place; 0 and 1 stand for lines before it.
  static func since(_ lines: Int) -> Int {
    switch lines {
    case ..<(-3): 0
    case ..<0: 1
    case 0...4: lines + 2
    case 5...7: 7
    case 8...14: 8
    default: 9
    }
  }

  static func few(_ count: Int) -> Int { count < 2 ? count : count < 4 ? 2 : 3 }

  static func distance(_ lines: Int) -> Int {
    lines == 0 ? 0 : lines == 1 ? 1 : lines < 4 ? 2 : lines < 9 ? 3 : lines < 99 ? 4 : 5
  }

  static func place(_ lines: Int) -> Int {
    switch lines {
    case ...3: lines
    case ...5: 4
    case ...8: 5
    case ...13: 6
    case ...24: 7
    case ...60: 8
    default: 9
    }
  }
}
