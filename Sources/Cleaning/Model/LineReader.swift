/// Works out the features of a capture's lines, with a table of known words and a lexicon of phrases.
struct LineReader {
  /// Of longer lines only the first and last bytes are examined.
  private static let most = 240
  private static let beginning = 96
  private static let opening = 56

  private let table: WordTable
  /// Hashes of the longer words of all lines, one line after the other.
  private let long: UnsafeMutablePointer<UInt32>
  private var longCount = 0
  /// The folded lines, one behind the other, and the range of each.
  private let room: UnsafeMutablePointer<UInt8>
  private var used = 0
  private var keys: [Range<Int>] = []

  /// Room for `lines` lines of `bytes` bytes together.
  init(_ table: WordTable, lines: Int, bytes: Int) {
    self.table = table
    room = .allocate(capacity: bytes + 8)
    // A long word has at least four bytes; folding may add some at the end of a line that was cut.
    long = .allocate(capacity: bytes / 4 + lines + 2)
    keys.reserveCapacity(lines)
  }

  func close() {
    room.deallocate()
    long.deallocate()
  }

  var words: [UInt32] { Array(UnsafeBufferPointer(start: long, count: longCount)) }

  /// The features of a line that is trimmed and has no bullet; ``judge(_:_:)`` adds the lexicon's.
  mutating func features(of line: UnsafeBufferPointer<UInt8>) -> LineFeatures {
    var features = LineFeatures()
    features.length = line.count
    let isWhole = line.count <= Self.most
    let shown = UnsafeBufferPointer(rebasing: line[0..<(isWhole ? line.count : Self.beginning)])
    features.bytes = Self.hash(shown) &+ UInt64(line.count)
    features.start = Self.start(shown)
    if features.start == .upper, features.length <= 160 { features.lead = Self.lead(shown) }
    if features.length > 60, Self.hasDateline(shown) { features.marks.insert(.dateline) }
    if let first = shown.first, let last = shown.last,
      first == 0x28 && last == 0x29 || first == 0x5B && last == 0x5D
    {
      features.marks.insert(.bracketed)
    }
    features.end = Self.end(line)
    let read = LineScan.read(shown, table, to: room + used, words: long + longCount, &features)
    features.long = longCount..<longCount + read.words
    longCount += read.words
    let core = Fold.core(UnsafeBufferPointer(start: room + used, count: read.bytes))
    let key = UnsafeBufferPointer(start: room + used + core.lowerBound, count: core.count)
    if key.count >= Self.opening {
      features.opening = Self.hash(UnsafeBufferPointer(rebasing: key[..<Self.opening]))
    }
    features.key = key.isEmpty ? 0 : Self.hash(key)
    if !isWhole { features.key = Self.hash(key) &+ UInt64(line.count) }
    keys.append(used + core.lowerBound..<used + core.upperBound)
    used += core.upperBound
    return features
  }

  /// Adds what a lexicon knows of the lines. `lineFeatures` are all those that `features(of:)` returned, in
  /// the same order.
  func judge(_ lineFeatures: inout [LineFeatures], _ lexicon: Lexicon) {
    for (at, range) in keys.enumerated() where !range.isEmpty {
      let key = UnsafeBufferPointer(start: UnsafePointer(room) + range.lowerBound, count: range.count)
      if lineFeatures[at].length > Self.most {
        lineFeatures[at].verdict = lexicon.beginning(key)
        continue
      }
      lineFeatures[at].verdict = lexicon.index(key)
      if lexicon.isRelatedHeading(key) { lineFeatures[at].marks.insert(.relatedHeading) }
      if lexicon.isSeeAlso(key) { lineFeatures[at].marks.insert(.seeAlso) }
      if lineFeatures[at].length <= 160, lexicon.isByline(key) { lineFeatures[at].marks.insert(.byline) }
    }
  }

  /// Whether the line begins with a few words with capitals, numbers or brackets, followed by a dash.
  private static func hasDateline(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isFirst = true
    for at in 0..<min(bytes.count - 3, 48) {
      let byte = bytes[at]
      if byte == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x93 || bytes[at + 2] == 0x94 { return at > 3 }
      if byte == 0x2D, isFirst, bytes[at + 1] == 0x20 { return at > 3 }
      if isFirst, (0x61...0x7A).contains(byte) || byte == 0x22 { return false }
      isFirst = byte == 0x20
    }
    return false
  }

  private static func lead(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var words = 0
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      guard (0x41...0x5A).contains(byte) || LineScan.isCapital(byte, next) || (0xE3...0xED).contains(byte)
      else {
        guard words >= 2 else { return 0 }
        return (0x61...0x7A).contains(byte) || byte >= 0xC3 ? 3 : 2
      }
      while at < bytes.count {
        let byte = bytes[at]
        let isPart =
          byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 && byte != 0xC2 && byte != 0xE2
          || byte == 0x2D || byte == 0x27 || byte >= 0x80 && byte < 0xC0 && at > 0 && bytes[at - 1] >= 0xC3
        if !isPart { break }
        at += 1
      }
      words += 1
      if at == bytes.count { return words >= 2 && words <= 4 ? 1 : 0 }
      if bytes[at] != 0x20 { return words >= 2 && words <= 4 ? 2 : 0 }
      if words == 4 { return 3 }
      at += 1
    }
    return words >= 2 ? 1 : 0
  }

  private static func start(_ bytes: UnsafeBufferPointer<UInt8>) -> LineFeatures.Start {
    guard let first = bytes.first else { return .other }
    switch first {
    case 0x61...0x7A: return .lower
    case 0x41...0x5A: return .upper
    case 0x30...0x39: return .digit
    case 0x22, 0x27: return .quote
    case 0xC2: return bytes.count > 1 && bytes[1] == 0xAB ? .quote : .other
    case 0xE2:
      return bytes.count > 2 && bytes[1] == 0x80 && (0x98...0x9F).contains(bytes[2]) ? .quote : .other
    case 0xC3...0xD1:
      return LineScan.isCapital(first, bytes.count > 1 ? bytes[1] : 0) ? .upper : .lower
    case 0xE3...0xED: return .upper
    default: return .other
    }
  }

  private static func end(_ bytes: UnsafeBufferPointer<UInt8>) -> LineFeatures.End {
    var at = bytes.count - 1
    let least = max(0, bytes.count - 24)
    while at >= least {
      switch bytes[at] {
      case 0x22, 0x27, 0x29, 0x5D, 0x20, 0x2A: at -= 1
      case 0x2E: return at > 0 && bytes[at - 1] == 0x2E ? .dots : .full
      case 0x21, 0x3F: return .asking
      case 0x3A: return .colon
      case 0x2C, 0x3B: return .comma
      case 0x80...0xBF where at >= 2 && bytes[at - 2] == 0xE2 && bytes[at - 1] == 0x80:
        switch bytes[at] {
        case 0x99, 0x9D, 0x9C, 0x9B, 0xBA, 0xAF: at -= 3
        case 0xA6: return .dots
        default: return .none
        }
      case 0xBB, 0xA0:
        guard at >= 1, bytes[at - 1] == 0xC2 else { return .none }
        at -= 2
      case 0x80...0xBF where at >= 2 && bytes[at - 2] == 0xE3 && bytes[at - 1] == 0x80:
        if bytes[at] == 0x82 { return .full }
        guard bytes[at] == 0x8D || bytes[at] == 0x8F else { return .none }
        at -= 3
      case 0x81, 0x9F, 0xA4, 0xA5:
        guard at >= 2 else { return .none }
        let (lead, middle) = (bytes[at - 2], bytes[at - 1])
        if lead == 0xEF && middle == 0xBC { return .asking }
        return lead == 0xE0 && middle == 0xA5 ? .full : .none
      default: return .none
      }
    }
    return .none
  }

  /// The key of a single line, as `features(of:)` sets it.
  static func key(of text: String) -> UInt64 {
    let key = Fold.key(text)
    return key.isEmpty ? 0 : key.withUnsafeBufferPointer { hash($0) }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
    var at = 0
    let base = UnsafeRawPointer(bytes.baseAddress)
    while at + 8 <= bytes.count {
      let part = base?.loadUnaligned(fromByteOffset: at, as: UInt64.self) ?? 0
      hash = (hash ^ part) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 29
      at += 8
    }
    while at < bytes.count {
      hash = (hash ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01B3
      at += 1
    }
    hash ^= hash >> 32
    return hash == 0 ? 1 : hash
  }
}
