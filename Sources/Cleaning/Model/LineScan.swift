/// One pass over the bytes of a line, which finds its features, its folded form and its words.
struct LineScan {
  /// Shorter words do not help to distinguish lines.
  private static let leastLong = 4

  private let bytes: UnsafeBufferPointer<UInt8>
  /// The folded line, as `Fold` has it.
  private var folded: Fold.Writer
  private var at = 0

  private var upper = 0
  private var lower = 0
  private var wide = 0
  private var isInWord = false
  private var before: UInt8 = 0x20
  /// The length of the current run of digits.
  private var run = 0
  /// The hash of the current word of the folded line.
  private var hash = WordHash.start
  private var length = 0
  /// Hashes of the longer words, and how many there are.
  private let words: UnsafeMutablePointer<UInt32>
  private var long = 0

  /// Scans a line. Writes the folded bytes to `room` and the hashes of long words to `words`, and returns how
  /// many of each there are.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ table: WordTable, to room: UnsafeMutablePointer<UInt8>,
    words: UnsafeMutablePointer<UInt32>, _ features: inout LineFeatures
  ) -> (bytes: Int, words: Int) {
    var scan = LineScan(bytes: bytes, room: room, words: words)
    scan.read(&features, table)
    return (scan.folded.count, scan.long)
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, room: UnsafeMutablePointer<UInt8>, words: UnsafeMutablePointer<UInt32>
  ) {
    self.bytes = bytes
    self.words = words
    folded = Fold.Writer(room: room)
  }

  @inline(__always)
  private mutating func read(_ features: inout LineFeatures, _ table: WordTable) {
    while at < bytes.count {
      let byte = bytes[at]
      if byte &- 0x61 < 26 {
        letters()
        continue
      }
      if byte == 0x20 {
        space(&features, table)
        continue
      }
      if byte >= 0x80 {
        sign(byte, &features, table)
        continue
      }
      plain(byte, &features, table)
      before = byte
      at += 1
    }
    endWord(&features, table)
    if upper > 2 && upper > lower * 4 { features.marks.insert(.shouted) }
    if wide * 6 > bytes.count { features.marks.insert(.wide) }
  }

  /// Skips quickly over a run of small ASCII letters, which is most of any line.
  @inline(__always)
  private mutating func letters() {
    guard let base = bytes.baseAddress else { return }
    let (start, end) = (base + at, base + bytes.count)
    var from = start
    var to = folded.room + folded.count
    var hash = hash
    repeat {
      to.pointee = from.pointee
      hash = WordHash.add(from.pointee, to: hash)
      from += 1
      to += 1
    } while from < end && from.pointee &- 0x61 < 26
    self.hash = hash
    folded.count += from - start
    at += from - start
    lower += from - start
    length += from - start
    before = bytes[at - 1]
    isInWord = true
    run = 0
  }

  @inline(__always)
  private mutating func space(_ features: inout LineFeatures, _ table: WordTable) {
    endWord(&features, table)
    folded.add(plain: 0x20)
    before = 0x20
    isInWord = false
    run = 0
    at += 1
  }

  /// Handles any other ASCII character.
  @inline(__always)
  private mutating func plain(_ byte: UInt8, _ features: inout LineFeatures, _ table: WordTable) {
    if byte &- 0x41 < 26 {
      capital(&features)
      if isInWord, before &- 0x61 < 26 { features.marks.insert(.glued) }
      folded.add(byte | 0x20)
      hash = WordHash.add(byte | 0x20, to: hash)
      length += 1
      isInWord = true
      run = 0
      return
    }
    endWord(&features, table)
    folded.add(plain: byte)
    if byte &- 0x30 < 10 {
      features.digits += 1
      run += 1
      if run == 4, isYear { features.marks.insert(.year) }
      isInWord = false
      return
    }
    run = 0
    mark(byte, &features)
    isInWord = isInWord && byte == 0x27
  }

  /// Handles a character outside ASCII. Letters with accents continue a word.
  private mutating func sign(_ lead: UInt8, _ features: inout LineFeatures, _ table: WordTable) {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    if Self.isCapital(lead, next) { capital(&features) }
    if lead >= 0xE3 && lead <= 0xED { wide += 1 }
    isInWord = lead != 0xE2 && lead != 0xC2
    if !isInWord { mark(lead, next, at + 2 < bytes.count ? bytes[at + 2] : 0, &features) }
    let from = folded.count
    at += Fold.add(bytes, at, to: &folded)
    for place in from..<folded.count {
      let byte = folded.room[place]
      if WordHash.isLetter(byte) {
        hash = WordHash.add(byte, to: hash)
        length += 1
      } else {
        endWord(&features, table)
      }
    }
    before = lead
    run = 0
  }

  @inline(__always)
  private mutating func capital(_ features: inout LineFeatures) {
    upper += 1
    if !isInWord { features.capitals += 1 }
  }

  @inline(__always)
  private mutating func endWord(_ features: inout LineFeatures, _ table: WordTable) {
    guard length > 0 else { return }
    features.words += 1
    let bits = table.bits(hash)
    if bits & WordTable.languages != 0 { features.stops += 1 }
    features.classes |= bits
    if bits >> WordTable.firstKind != 0 { features.count(kinds: bits >> WordTable.firstKind) }
    words[long] = UInt32(truncatingIfNeeded: hash >> 16)
    if length >= Self.leastLong { long += 1 }
    hash = WordHash.start
    length = 0
  }

  @inline(__always)
  private func mark(_ byte: UInt8, _ features: inout LineFeatures) {
    switch byte {
    case 0x2C: features.commas += 1
    case 0x7C: features.marks.insert(.pipe)
    case 0x2F: features.marks.insert(before == 0x2F ? .address : .slash)
    case 0x40: features.marks.insert(.at)
    case 0x23: features.marks.insert(.hash)
    case 0x22: features.marks.insert(.quote)
    case 0x2D: if before == 0x20 { features.marks.insert(.dash) }
    case 0x3A:
      let isClock = before &- 0x30 < 10 && at + 1 < bytes.count && bytes[at + 1] &- 0x30 < 10
      features.marks.insert(isClock ? .clock : .colon)
    default: break
    }
  }

  /// `©`, guillemets, dashes, quotes, `•`.
  private func mark(_ lead: UInt8, _ second: UInt8, _ third: UInt8, _ features: inout LineFeatures) {
    switch (lead, second, third) {
    case (0xC2, 0xA9, _): features.marks.insert(.copyright)
    case (0xC2, 0xAB, _), (0xC2, 0xBB, _): features.marks.insert(.quote)
    case (0xE2, 0x80, 0x93...0x94): features.marks.insert(.dash)
    case (0xE2, 0x80, 0x9C...0x9E): features.marks.insert(.quote)
    case (0xE2, 0x80, 0xA2): features.marks.insert(.dot)
    default: break
    }
  }

  /// Whether four digits that end here are a year of the last century or this one.
  private var isYear: Bool {
    guard at >= 3, at + 1 >= bytes.count || bytes[at + 1] &- 0x30 >= 10 else { return false }
    return bytes[at - 3] == 0x32 && bytes[at - 2] == 0x30 || bytes[at - 3] == 0x31 && bytes[at - 2] == 0x39
  }

  @inline(__always)
  static func isCapital(_ lead: UInt8, _ next: UInt8) -> Bool {
    switch lead {
    case 0xC3: (0x80...0x9E).contains(next)
    case 0xC4, 0xC5: next & 1 == 0
    case 0xCE: (0x86...0xA9).contains(next)
    case 0xD0: (0x80...0xAF).contains(next)
    default: false
    }
  }
}
