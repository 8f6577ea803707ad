/// Folds headlines, so that different spellings of one compare equal.
package enum HeadlineKey {
  /// Folds case, accents, ligatures, apostrophes, quotes, dashes and spacing; empty where no letter or digit
  /// is left.
  ///
  /// Compatibility decomposition (UAX #15) without combining marks; a run of characters that are neither
  /// letters nor digits becomes one space.
  package static func of(_ headline: String) -> String {
    quick(headline) ?? folded(headline)
  }

  /// A fast version, byte by byte, for ASCII, the letters of western Europe and common punctuation; nil where
  /// there is anything else.
  private static func quick(_ headline: String) -> String? {
    var headline = headline
    return headline.withUTF8 { bytes in
      var key: [UInt8] = []
      key.reserveCapacity(bytes.count + 8)
      var gap = false
      func add(_ byte: UInt8) {
        if gap && !key.isEmpty { key.append(0x20) }
        gap = false
        key.append(byte)
      }
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch (byte, next) {
        case (0x61...0x7A, _), (0x30...0x39, _): add(byte)
        case (0x41...0x5A, _): add(byte | 0x20)
        case (0x00...0x7F, _): gap = true
        case (0xC2, 0xA0), (0xC2, 0xAB), (0xC2, 0xB7), (0xC2, 0xBB), (0xC3, 0x97), (0xC3, 0xB7):
          gap = true
          index += 1
        case (0xC3, 0x90), (0xC3, 0x9E), (0xC3, 0xB0), (0xC3, 0xBE): return nil
        case (0xC3, _), (0xC5, 0x92), (0xC5, 0x93):
          let letters = LatinLetters.of(byte, next)
          add(UInt8(letters & 0xFF))
          if letters > 0xFF { add(UInt8(letters >> 8)) }
          index += 1
        case (0xE2, 0x80) where index + 2 < bytes.count && isSign(bytes[index + 2]):
          gap = true
          index += 2
        default: return nil
        }
        index += 1
      }
      return String(decoding: key, as: UTF8.self)
    }
  }

  /// Whether this is the third byte of a dash, quotation mark, bullet, ellipsis, or thin or narrow space.
  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x89, 0x90...0x95, 0x98...0xA2, 0xA6, 0xAF: true
    default: false
    }
  }

  static func folded(_ headline: String) -> String {
    var key = String.UnicodeScalarView()
    var gap = false
    func add(_ scalar: Unicode.Scalar) {
      if gap && !key.isEmpty { key.append(" ") }
      gap = false
      key.append(scalar)
    }
    for scalar in decomposed(headline.lowercased()).unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": add(scalar)
      case "œ": "oe".unicodeScalars.forEach(add)
      case "æ": "ae".unicodeScalars.forEach(add)
      case "ß": "ss".unicodeScalars.forEach(add)
      case "ø": add("o")
      case "ł": add("l")
      case "đ": add("d")
      case "ı": add("i")
      default:
        if scalar.isASCII {
          gap = true
        } else if isMark(scalar) {
          continue
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
          add(scalar)
        } else {
          gap = true
        }
      }
    }
    return String(key)
  }

  /// Whether the two differ by more than quotes, dashes and spacing: other letters, accents or capitals.
  package static func isAltered(_ printed: String, from stored: String) -> Bool {
    letters(printed) != letters(stored)
  }

  private static func letters(_ text: String) -> [Unicode.Scalar] {
    NormalForm.composed(text).unicodeScalars.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  private static func decomposed(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : NormalForm.compatibilityDecomposed(text)
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
    default: false
    }
  }
}
