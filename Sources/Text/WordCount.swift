/// Counts words.
package enum Words {
  /// The number of runs of letters and digits. An ideograph or a kana counts as half a word, as is usual for
  /// reading speed.
  package static func count(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var counter = Counter()
      var index = 0
      while index < bytes.count {
        let (kind, length) = Self.kind(bytes, at: index)
        counter.add(kind)
        index += length
      }
      return counter.words + (counter.halves + 1) / 2
    }
  }

  /// Minutes to read that many words at 230 a minute; at least 1.
  package static func minutes(_ words: Int) -> Int {
    max(1, (words + 115) / 230)
  }

  private enum Kind {
    case part, ideograph, mark, gap
  }

  private struct Counter {
    var words = 0
    var halves = 0
    private var isInside = false

    mutating func add(_ kind: Kind) {
      switch kind {
      case .part:
        if !isInside { words += 1 }
        isInside = true
      case .ideograph:
        halves += 1
        isInside = false
      case .mark: break
      case .gap: isInside = false
      }
    }
  }

  /// The kind of the scalar at an index of valid UTF-8, and its length. Western letters, dashes and quotation
  /// marks are handled without a look-up in Unicode tables.
  private static func kind(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Kind, Int) {
    let lead = bytes[index]
    switch lead {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: return (.part, 1)
    case 0x00...0x7F: return (.gap, 1)
    case 0xC3: return (bytes[index + 1] == 0x97 || bytes[index + 1] == 0xB7 ? .gap : .part, 2)
    case 0xC4...0xC8: return (.part, 2)
    case 0xE2 where bytes[index + 1] == 0x80: return (.gap, 3)
    default:
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      let tail = bytes[index + 1..<index + length]
      let value = tail.reduce(UInt32(lead) & (0x7F >> UInt32(length))) { $0 << 6 | UInt32($1 & 0x3F) }
      return (Unicode.Scalar(value).map(kind(of:)) ?? .gap, length)
    }
  }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    // An ideograph or a kana.
    case 0x3040...0x30FF, 0x3400...0x9FFF, 0x20000...0x3FFFF: return .ideograph
    default:
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { return .part }
      // A combining accent does not separate words.
      return scalar.properties.generalCategory == .nonspacingMark ? .mark : .gap
    }
  }
}
