/// Mac OS Roman, the charset of old Macintosh programs.
enum MacRoman {
  /// The characters from 0x80 on.
  static let high = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
      + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars)

  private static let bytes = Dictionary(
    zip(high, 0x80...UInt8.max).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })

  /// The byte of a character that is not ASCII.
  static func byte(_ scalar: Unicode.Scalar) -> UInt8? { bytes[scalar] }

  /// Accented letters of western European languages. In windows-1252, their bytes are no letters of words
  /// except some of Czech, which never occur without other Czech letters. Quotes and dashes are left out.
  private static let letters: Set<UInt8> = [
    0x87, 0x88, 0x89, 0x8A, 0x8D, 0x8E, 0x8F, 0x90, 0x98, 0x9A, 0x9D, 0x9E, 0x9F,
  ]

  /// Whether bytes that are not UTF-8 have such letters inside words, and hardly any letters of windows-1252,
  /// whose bytes from 0xC0 on are symbols in Mac OS Roman.
  static func looks(_ bytes: [UInt8]) -> Bool {
    var (mac, other) = (0, 0)
    for at in bytes.indices where bytes[at] >= 0x80 {
      let before = at > 0 && isLower(bytes[at - 1])
      let behind = at + 1 < bytes.count && isLower(bytes[at + 1])
      if letters.contains(bytes[at]), before || behind { mac += 1 }
      // Symbols of Mac OS Roman touch a word on one side only, the apostrophe on both.
      if bytes[at] >= 0xC0, bytes[at] != 0xD5, before && behind { other += 1 }
    }
    return mac >= 2 && mac > 8 * other
  }

  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
