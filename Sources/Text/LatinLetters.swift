import CWords

/// The ASCII letters as which Latin letters are compared.
package enum LatinLetters {
  /// For U+00C0 to U+017F, given as two bytes of UTF-8 (0xC3 to 0xC5 first): one ASCII letter or two, the
  /// second in the high byte; 0 for × and ÷, which stay.
  @inline(__always)
  package static func of(_ lead: UInt8, _ next: UInt8) -> UInt16 {
    kq_latin_letter(UInt32(lead - 0xC3) << 6 | UInt32(next & 0x3F))
  }
}
