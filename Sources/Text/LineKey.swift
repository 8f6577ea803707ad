/// Hashes folded lines, so that copies of a line in other stories compare equal.
package enum LineKey {
  /// Longer lines have no key, since templates consist of short ones; in bytes.
  package static let longest = 240

  /// The 64-bit hash of a folded line; 0 where it is too long or has only punctuation.
  ///
  /// Folded as for furniture: lower case, no accents on Latin letters, one kind of space, apostrophe and
  /// quote, a run of digits as one `0`; without bullet and closing punctuation. FNV-1a, without allocation.
  package static func hash(of line: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard line.count <= longest else { return 0 }
    var fold = FoldedHash()
    var index = 0
    while index < line.count {
      let byte = line[index]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      let second = index + 1 < line.count ? line[index + 1] : 0x80
      let third = index + 2 < line.count ? line[index + 2] : 0x80
      switch length {
      case 1: fold.add(byte)
      case 2: fold.add(byte, second)
      case 3: fold.add(byte, second, third)
      default: for at in index..<min(index + 4, line.count) { fold.mix(line[at]) }
      }
      index += length
    }
    return fold.value
  }

  package static func hash(of line: some StringProtocol) -> UInt64 {
    var line = String(line)
    return line.withUTF8 { hash(of: $0) }
  }
}

/// An FNV-1a hash of the folded bytes of a line. Closing punctuation is left out by keeping the state after
/// the last byte that is none.
private struct FoldedHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325
  private var last: UInt8 = 0
  private var isBegun = false
  private var kept: UInt64 = 0

  /// The hash, with the finalizer of MurmurHash3, so that every bit counts.
  var value: UInt64 {
    guard isBegun else { return 0 }
    var hash = kept
    hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return max(1, hash ^ (hash >> 33))
  }

  /// Adds a byte of the folded line.
  mutating func mix(_ byte: UInt8) {
    let isEdge: Bool
    switch byte {
    case 0x20, 0x21, 0x2A, 0x2C, 0x2D, 0x2E, 0x3A, 0x3E, 0x7C: isEdge = true
    default: isEdge = false
    }
    if isEdge && !isBegun { return }
    isBegun = true
    last = byte
    state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    if !isEdge { kept = state }
  }

  /// Adds an ASCII character.
  mutating func add(_ byte: UInt8) {
    switch byte {
    case 0x41...0x5A: mix(byte | 0x20)
    case 0x30...0x39: if last != 0x30 || !isBegun { mix(0x30) }
    case 0x00...0x20: if last != 0x20 { mix(0x20) }
    case 0x60: mix(0x27)
    default: mix(byte)
    }
  }

  /// Adds a character from U+0080 to U+07FF.
  mutating func add(_ lead: UInt8, _ next: UInt8) {
    switch (lead, next) {
    case (0xC2, 0xA0): add(0x20)
    case (0xC2, 0xAB), (0xC2, 0xBB): mix(0x22)
    case (0xC2, 0xB4), (0xCA, 0xBC): mix(0x27)
    case (0xC2, 0xAD), (0xCC, _), (0xCD, 0x80...0xAF): break
    case (0xC2, 0xB7) where !isBegun: break
    case (0xC3...0xC5, 0x80...0xBF): addLatin(lead, next)
    case (0xCE...0xD1, 0x80...0xBF): addLowered(UInt16(lead & 0x1F) << 6 | UInt16(next & 0x3F))
    default:
      mix(lead)
      mix(next)
    }
  }

  private mutating func addLatin(_ lead: UInt8, _ next: UInt8) {
    let letters = LatinLetters.of(lead, next)
    guard letters != 0 else {
      mix(lead)
      return mix(next)
    }
    mix(UInt8(letters & 0xFF))
    if letters > 0xFF { mix(UInt8(letters >> 8)) }
  }

  /// Adds a Greek or Cyrillic capital in lower case.
  private mutating func addLowered(_ scalar: UInt16) {
    let low: UInt16
    switch scalar {
    case 0x391...0x3A9, 0x410...0x42F: low = scalar + 0x20
    case 0x400...0x40F: low = scalar + 0x50
    default: low = scalar
    }
    mix(UInt8(0xC0 | low >> 6))
    mix(UInt8(0x80 | low & 0x3F))
  }

  /// Adds a character from U+0800 to U+FFFF.
  mutating func add(_ lead: UInt8, _ second: UInt8, _ third: UInt8) {
    switch (lead, second, third) {
    case (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80): add(0x20)
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xA8...0xAE), (0xE2, 0x81, 0xA0...0xA4), (0xEF, 0xBB, 0xBF):
      break
    case (0xE2, 0x80, 0x90...0x95): mix(0x2D)
    case (0xE2, 0x80, 0x98...0x9B): mix(0x27)
    case (0xE2, 0x80, 0x9C...0x9F), (0xE2, 0x80, 0xB9), (0xE2, 0x80, 0xBA): mix(0x22)
    case (0xE2, 0x80, 0xA6): for _ in 0..<3 { mix(0x2E) }
    case (0xE2, 0x80, 0xA2...0xA3) where !isBegun, (0xE2, 0x97, 0xA6) where !isBegun,
      (0xE2, 0x96, 0xAA) where !isBegun:
      break
    default:
      mix(lead)
      mix(second)
      mix(third)
    }
  }
}
