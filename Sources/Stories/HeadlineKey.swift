import CText

/// The form under which two spellings of one headline meet.
package enum HeadlineKey {
  /// Folds case, accents, ligatures, apostrophes, quotes, dashes and spacing; empty where no letter or digit
  /// is left.
  ///
  /// Compatibility decomposition (UAX #15) without marks; what is neither letter nor digit becomes one space.
  package static func of(_ headline: String) -> String {
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

/// Unicode normal forms (UAX #15).
package enum NormalForm {
  /// NFC; the text itself where it has no combining marks.
  package static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0xCC }) { return text }
    return normalised(text, KQ_NFC)
  }

  /// NFKD.
  package static func compatibilityDecomposed(_ text: String) -> String {
    normalised(text, KQ_NFKD)
  }

  private static func normalised(_ text: String, _ form: kq_form) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var length = 0
      guard let result = kq_normalise(bytes.baseAddress, bytes.count, form, &length) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      defer { kq_free(result) }
      return String(decoding: UnsafeBufferPointer(start: result, count: length), as: UTF8.self)
    }
  }
}
