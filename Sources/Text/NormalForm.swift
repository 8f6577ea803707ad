import CText

/// Unicode normal forms (UAX #15).
package enum NormalForm {
  /// The text in NFC; unchanged where it has no combining marks.
  package static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0xCC }) { return text }
    return normalised(text, KQ_NFC)
  }

  /// The text in NFKD.
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
