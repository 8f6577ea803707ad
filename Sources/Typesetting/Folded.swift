import Stories

/// A text blind to case, accents, and the shape of quotes, apostrophes, dashes and blanks.
struct Folded {
  private(set) var text: [UInt32] = []
  /// For each scalar of `text`, the index of the one it came from.
  private var origins: [Int] = []
  /// For each scalar of the source, whether it is a mark: what lights a letter lights its marks.
  private var isMark: [Bool] = []

  init(_ source: String) {
    var folding = Folding()
    isMark.reserveCapacity(source.utf8.count)
    text.reserveCapacity(source.utf8.count)
    origins.reserveCapacity(source.utf8.count)
    var isAfterOpener = false
    for (index, scalar) in source.unicodeScalars.enumerated() {
      let value = scalar.value
      var isMark = false
      if value < 0x80 {
        add(Folding.ascii(value), index, isAfterOpener, isSetOff: Folding.isSetOff(value))
      } else {
        let folded = folding.of(scalar)
        isMark = folded.isEmpty && value >= 0x300
        for part in folded { add(part, index, isAfterOpener, isSetOff: value == 0xBB) }
      }
      self.isMark.append(isMark)
      if value != 0x20 && value != 0xA0 && value != 0x202F { isAfterOpener = value == 0xAB }
    }
    if text.last == 0x20 { drop() }
  }

  /// Blanks come single, and not at all where only French composition puts them.
  private mutating func add(_ value: UInt32, _ origin: Int, _ isAfterOpener: Bool, isSetOff: Bool) {
    if value == 0x20 {
      if text.isEmpty || text.last == 0x20 || isAfterOpener { return }
    } else if isSetOff, text.last == 0x20 {
      drop()
    }
    text.append(value)
    origins.append(origin)
  }

  private mutating func drop() {
    text.removeLast()
    origins.removeLast()
  }

  /// The extent in the source: from the first letter to the last with its marks.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = origins[range.lowerBound]
    var end = origins[range.upperBound - 1] + 1
    while end < isMark.count, isMark[end] { end += 1 }
    return start..<end
  }
}

/// What each scalar folds to, looked up once a text.
struct Folding {
  private var known: [UInt32: [UInt32]] = [:]

  @inline(__always)
  static func ascii(_ value: UInt32) -> UInt32 {
    if (0x41...0x5A).contains(value) { return value | 0x20 }
    if value < 0x20 { return 0x20 }
    return value == 0x60 ? 0x27 : value
  }

  /// Signs that French sets off by a blank.
  static func isSetOff(_ value: UInt32) -> Bool {
    value == 0x3B || value == 0x3A || value == 0x21 || value == 0x3F || value == 0x25
  }

  mutating func of(_ scalar: Unicode.Scalar) -> [UInt32] {
    if let folded = known[scalar.value] { return folded }
    let folded = Self.fold(scalar)
    known[scalar.value] = folded
    return folded
  }

  private static func fold(_ scalar: Unicode.Scalar) -> [UInt32] {
    switch scalar.value {
    case 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return [0x20]
    case 0xB4, 0x2018, 0x2019, 0x201A, 0x201B, 0x2032, 0x02BC: return [0x27]
    case 0xAB, 0xBB, 0x201C...0x201F, 0x2033, 0x2039, 0x203A: return [0x22]
    case 0x2010...0x2015, 0x2212: return [0x2D]
    case 0x152, 0x153: return [0x6F, 0x65]
    case 0xC6, 0xE6: return [0x61, 0x65]
    case 0xDF, 0x1E9E: return [0x73, 0x73]
    case 0xD8, 0xF8: return [0x6F]
    case 0x141, 0x142: return [0x6C]
    case 0x110, 0x111: return [0x64]
    case 0xAD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: return []
    default:
      let plain = NormalForm.compatibilityDecomposed(scalar.properties.lowercaseMapping)
      return plain.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }.map(\.value)
    }
  }
}
