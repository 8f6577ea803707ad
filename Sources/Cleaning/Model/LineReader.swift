/// Looks at lines, with what is known of words and phrases.
struct LineReader {
  /// So much of a line is looked at, and of one that is longer the beginning and the end.
  private static let most = 240
  private static let beginning = 96
  private static let opening = 56
  private static let leastLong = 4

  let lexicon: Lexicon
  let table: WordTable
  /// Hashes of the longer words of all lines, one line after the other.
  private(set) var words: [UInt32] = []
  private let room = UnsafeMutablePointer<UInt8>.allocate(capacity: LineReader.most + 8)

  init(lexicon: Lexicon, table: WordTable) {
    self.lexicon = lexicon
    self.table = table
    words.reserveCapacity(1024)
  }

  func close() { room.deallocate() }

  /// `line` is trimmed and has no bullet.
  mutating func look(at line: UnsafeBufferPointer<UInt8>) -> LineLook {
    var look = LineLook()
    look.length = line.count
    let shown = UnsafeBufferPointer(
      rebasing: line[0..<(line.count <= Self.most ? line.count : Self.beginning)])
    look.bytes = Self.hash(shown) &+ UInt64(line.count)
    scan(shown, &look)
    look.end = Self.end(line)
    let count = Fold.write(shown, to: room)
    let folded = UnsafeBufferPointer(start: UnsafePointer(room), count: count)
    countWords(folded, &look)
    let core = Fold.core(folded)
    let key = UnsafeBufferPointer(rebasing: folded[core])
    if key.count >= Self.opening {
      look.opening = Self.hash(UnsafeBufferPointer(rebasing: key[..<Self.opening]))
    }
    if line.count > Self.most {
      look.key = Self.hash(key) &+ UInt64(line.count)
      look.verdict = lexicon.beginning(key)
      return look
    }
    look.key = key.isEmpty ? 0 : Self.hash(key)
    guard !key.isEmpty else { return look }
    look.verdict = lexicon.index(key)
    if lexicon.isRelatedHeading(key) { look.marks.insert(.relatedHeading) }
    if lexicon.isSeeAlso(key) { look.marks.insert(.seeAlso) }
    if line.count <= 160, lexicon.isByline(key) { look.marks.insert(.byline) }
    return look
  }

  /// What the bytes as they are say: capitals, digits, marks.
  private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ look: inout LineLook) {
    var upper = 0
    var lower = 0
    var wide = 0
    var isInWord = false
    var before: UInt8 = 0x20
    var run = 0
    for at in 0..<bytes.count {
      let byte = bytes[at]
      var isLetter = true
      switch byte {
      case 0x61...0x7A:
        lower += 1
      case 0x41...0x5A:
        upper += 1
        if !isInWord {
          look.capitals += 1
        } else if before >= 0x61 && before <= 0x7A {
          look.marks.insert(.glued)
        }
      case 0x30...0x39:
        look.digits += 1
        run += 1
        if run == 4, Self.isYear(bytes, at) { look.marks.insert(.year) }
        isLetter = false
      case 0x80...0xFF:
        if byte >= 0xC0 {
          if Self.isCapital(byte, at + 1 < bytes.count ? bytes[at + 1] : 0) {
            upper += 1
            if !isInWord { look.capitals += 1 }
          }
          if byte >= 0xE3 && byte <= 0xED { wide += 1 }
          if byte == 0xE2 || byte == 0xC2 { isLetter = false }
          if byte == 0xC2, at + 1 < bytes.count {
            if bytes[at + 1] == 0xA9 { look.marks.insert(.copyright) }
            if bytes[at + 1] == 0xAB || bytes[at + 1] == 0xBB { look.marks.insert(.quote) }
          }
          if byte == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80 {
            switch bytes[at + 2] {
            case 0x93, 0x94: look.marks.insert(.dash)
            case 0x9C, 0x9D, 0x9E: look.marks.insert(.quote)
            case 0xA2: look.marks.insert(.dot)
            default: break
            }
          }
        } else {
          isLetter = isInWord
        }
      default:
        isLetter = false
        mark(byte, bytes, at, before, &look)
      }
      if !(0x30...0x39).contains(byte) { run = 0 }
      isInWord = isLetter || isInWord && byte == 0x27
      before = byte
    }
    if upper > 2 && upper > lower * 4 { look.marks.insert(.shouted) }
    if wide * 6 > bytes.count { look.marks.insert(.wide) }
    look.start = start(bytes)
    if look.start == .upper, look.length <= 160 { look.lead = Self.lead(bytes) }
    if look.length > 60, Self.hasDateline(bytes) { look.marks.insert(.dateline) }
    if let first = bytes.first, let last = bytes.last,
      first == 0x28 && last == 0x29 || first == 0x5B && last == 0x5D
    {
      look.marks.insert(.bracketed)
    }
  }

  @inline(__always)
  private func mark(
    _ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ before: UInt8, _ look: inout LineLook
  ) {
    switch byte {
    case 0x2C: look.commas += 1
    case 0x7C: look.marks.insert(.pipe)
    case 0x2F:
      look.marks.insert(before == 0x2F ? .address : .slash)
    case 0x40: look.marks.insert(.at)
    case 0x23: look.marks.insert(.hash)
    case 0x22: look.marks.insert(.quote)
    case 0x2D: if before == 0x20 { look.marks.insert(.dash) }
    case 0x3A:
      let isClock =
        (0x30...0x39).contains(before) && at + 1 < bytes.count && (0x30...0x39).contains(bytes[at + 1])
      look.marks.insert(isClock ? .clock : .colon)
    default: break
    }
  }

  /// Whether a few words with capitals, numbers or brackets and then a dash come first.
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
      guard (0x41...0x5A).contains(byte) || isCapital(byte, next) || (0xE3...0xED).contains(byte) else {
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

  private static func isYear(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at >= 3 else { return false }
    let isAlone = at + 1 >= bytes.count || !(0x30...0x39).contains(bytes[at + 1])
    return isAlone
      && (bytes[at - 3] == 0x32 && bytes[at - 2] == 0x30 || bytes[at - 3] == 0x31 && bytes[at - 2] == 0x39)
  }

  @inline(__always)
  private static func isCapital(_ lead: UInt8, _ next: UInt8) -> Bool {
    switch lead {
    case 0xC3: (0x80...0x9E).contains(next)
    case 0xC4, 0xC5: next & 1 == 0
    case 0xCE: (0x86...0xA9).contains(next)
    case 0xD0: (0x80...0xAF).contains(next)
    default: false
    }
  }

  private func start(_ bytes: UnsafeBufferPointer<UInt8>) -> LineLook.Start {
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
      return Self.isCapital(first, bytes.count > 1 ? bytes[1] : 0) ? .upper : .lower
    case 0xE3...0xED: return .upper
    default: return .other
    }
  }

  private static func end(_ bytes: UnsafeBufferPointer<UInt8>) -> LineLook.End {
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

  /// Words of the folded line, one by one.
  private mutating func countWords(_ folded: UnsafeBufferPointer<UInt8>, _ look: inout LineLook) {
    let from = words.count
    var hash = WordHash.start
    var length = 0
    for at in 0...folded.count {
      let byte: UInt8 = at < folded.count ? folded[at] : 0x20
      if WordHash.isLetter(byte) {
        hash = WordHash.add(byte, to: hash)
        length += 1
        continue
      }
      if length > 0 {
        look.words += 1
        let bits = table.bits(hash)
        if bits & WordTable.languages != 0 { look.stops += 1 }
        look.classes |= bits
        var kinds = bits >> WordTable.firstKind
        while kinds != 0 {
          look.kinds &+= 1 << UInt64(kinds.trailingZeroBitCount * 8)
          kinds &= kinds - 1
        }
        if length >= Self.leastLong { words.append(UInt32(truncatingIfNeeded: hash >> 16)) }
        hash = WordHash.start
        length = 0
      }
    }
    look.long = from..<words.count
  }

  /// The key of a line by itself.
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
