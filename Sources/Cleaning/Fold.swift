import Text

/// Folds a line for comparison with the phrases of rules.
///
/// Lower case, no accents on Latin letters, one kind of space, apostrophe, quote and dash, a run of digits as
/// one `0`; no bullet before, no closing punctuation behind. Bytes of UTF-8, for speed.
enum Fold {
  static func key(_ text: some StringProtocol) -> [UInt8] {
    withKey(String(text)) { Array($0) }
  }

  /// Calls `body` with the folded line. The buffer is valid only during the call, which saves an allocation.
  static func withKey<Value>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var text = text
    return text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 3) { room in
        let count = room.baseAddress.map { write(bytes, to: $0) } ?? 0
        let key = UnsafeBufferPointer(rebasing: room[..<count])
        return body(UnsafeBufferPointer(rebasing: key[core(key)]))
      }
    }
  }

  /// The folded text with its closing punctuation, for phrases that are searched within a line: `photo:` must
  /// not match the `photo` of `photographe`.
  static func phrase(_ text: String) -> [UInt8] {
    folded(text)
  }

  /// The part of a folded text without bullets in front, and without spaces and closing punctuation at both
  /// ends.
  static func core(_ key: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var from = 0
    var to = key.count
    while from < to {
      if isEdge(key[from]) {
        from += 1
      } else if to - from >= 3, key[from] == 0xE2, key[from + 1] == 0x80, key[from + 2] == 0xA2 {
        from += 3
      } else {
        break
      }
    }
    while to > from, isEdge(key[to - 1]) { to -= 1 }
    return from..<to
  }

  /// Writes the folded bytes to `room` and returns their number, which is never greater than that of `bytes`.
  static func write(_ bytes: UnsafeBufferPointer<UInt8>, to room: UnsafeMutablePointer<UInt8>) -> Int {
    var key = Writer(room: room)
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        key.add(plain: bytes[at])
        at += 1
      } else {
        at += add(bytes, at, to: &key)
      }
    }
    return key.count
  }

  /// Folds the character outside ASCII that begins at `at`, and returns its length in bytes.
  static func add(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, to key: inout Writer) -> Int {
    let lead = bytes[at]
    let second = at + 1 < bytes.count ? bytes[at + 1] : 0x80
    if lead < 0xE0 {
      two(lead, second, to: &key)
      return 2
    }
    if lead < 0xF0 {
      three(lead, second, at + 2 < bytes.count ? bytes[at + 2] : 0x80, to: &key)
      return 3
    }
    for offset in at..<min(at + 4, bytes.count) { key.add(bytes[offset]) }
    return 4
  }

  /// A folded text that is being written.
  struct Writer {
    let room: UnsafeMutablePointer<UInt8>
    var count = 0

    init(room: UnsafeMutablePointer<UInt8>) { self.room = room }

    @inline(__always)
    mutating func add(_ byte: UInt8) {
      room[count] = byte
      count += 1
    }

    @inline(__always)
    mutating func add(plain byte: UInt8) {
      switch byte {
      case 0x61...0x7A: add(byte)
      case 0x41...0x5A: add(byte | 0x20)
      case 0x30...0x39: if count == 0 || room[count - 1] != 0x30 { add(0x30) }
      case 0x09...0x0D, 0x20: if count > 0 && room[count - 1] != 0x20 { add(0x20) }
      case 0x60: add(0x27)
      default: add(byte)
      }
    }

    @inline(__always)
    mutating func add(_ first: UInt8, _ second: UInt8) {
      add(first)
      add(second)
    }
  }

  private static func folded(_ text: some StringProtocol) -> [UInt8] {
    var text = String(text)
    return text.withUTF8 { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count + 3) { room, count in
        count = room.baseAddress.map { write(bytes, to: $0) } ?? 0
      }
    }
  }

  private static func two(_ lead: UInt8, _ next: UInt8, to key: inout Writer) {
    switch (lead, next) {
    case (0xC2, 0xA0): key.add(plain: 0x20)
    case (0xC2, 0xAB), (0xC2, 0xBB): key.add(0x22)
    case (0xC2, 0xB4): key.add(0x27)
    case (0xC2, 0xAD): break
    case (0xC3...0xC5, 0x80...0xBF): letters(LatinLetters.of(lead, next), lead, next, to: &key)
    case (0xCA, 0xBC): key.add(0x27)
    case (0xCE, 0x91...0x9F): key.add(lead, next + 0x20)
    case (0xCE, 0xA0...0xA9): key.add(0xCF, next - 0x20)
    case (0xD0, 0x80...0x8F): key.add(0xD1, next + 0x10)
    case (0xD0, 0x90...0x9F): key.add(lead, next + 0x20)
    case (0xD0, 0xA0...0xAF): key.add(0xD1, next - 0x20)
    default: key.add(lead, next)
    }
  }

  @inline(__always)
  private static func letters(_ letters: UInt16, _ lead: UInt8, _ next: UInt8, to key: inout Writer) {
    if letters == 0 {
      key.add(lead, next)
    } else {
      key.add(UInt8(letters & 0xFF))
      if letters > 0xFF { key.add(UInt8(letters >> 8)) }
    }
  }

  private static func three(_ lead: UInt8, _ second: UInt8, _ third: UInt8, to key: inout Writer) {
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80): key.add(plain: 0x20)
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, 0xA0...0xA4),
      (0xEF, 0xBB, 0xBF):
      break
    case (0xE2, 0x80, 0x90...0x95): key.add(0x2D)
    case (0xE2, 0x80, 0x98...0x9B): key.add(0x27)
    case (0xE2, 0x80, 0x9C...0x9F), (0xE2, 0x80, 0xB9), (0xE2, 0x80, 0xBA): key.add(0x22)
    case (0xE2, 0x80, 0xA6):
      key.add(0x2E, 0x2E)
      key.add(0x2E)
    default:
      key.add(lead, second)
      key.add(third)
    }
  }

  @inline(__always)
  private static func isEdge(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x2E, 0x3A, 0x2C, 0x21, 0x3E, 0x7C, 0x2D, 0x2A: true
    default: false
    }
  }
}
