import Stories
import Text

/// Mends what wrong encodings did to a text.
enum Repair {
  /// Mojibake, C1 controls that were windows-1252, controls, line ends, then NFC; the text itself where
  /// nothing is wrong.
  static func repaired(_ text: String) -> String {
    let signs = Signs(text)
    var text = text
    if signs.mojibake { text = Mojibake.repaired(text) }
    if signs.controls || signs.mojibake { text = withoutControls(text) }
    return signs.marks || signs.mojibake ? NormalForm.composed(text) : text
  }

  /// C0 controls but tab and newline go, `\r\n`, `\r` and form feed become newlines, C1 what windows-1252
  /// has there.
  private static func withoutControls(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var clean: [UInt8] = []
      clean.reserveCapacity(bytes.count)
      var last: UInt8 = 0
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        let next = at + 1 < bytes.count ? bytes[at + 1] : 0
        if byte == 0xC2, next < 0xA0 {
          if let meant = Windows1252.high[Int(next - 0x80)] { clean += String(meant).utf8 }
          at += 1
        } else if byte == 0xEF, next == 0xBB, bytes[at + 2] == 0xBF {
          at += 2
        } else if byte >= 0x20 {
          if byte != 0x7F { clean.append(byte) }
        } else if (0x0A...0x0D).contains(byte) {
          if byte != 0x0A || last != 0x0D { clean.append(0x0A) }
        } else if byte == 0x09 {
          clean.append(byte)
        }
        last = byte
        at += 1
      }
      return String(decoding: clean, as: UTF8.self)
    }
  }

  /// What a look at the bytes shows: most texts need no repair at all.
  private struct Signs {
    var mojibake = false
    var controls = false
    var marks = false

    init(_ text: String) {
      var text = text
      self = text.withUTF8 { Signs($0) }
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
      var last: UInt8 = 0
      var isSuspect = false
      var at = 0
      while at < bytes.count {
        if last < 0x7F, Self.isPlain(bytes, at) {
          at += 8
          continue
        }
        let byte = bytes[at]
        if byte < 0x20 {
          if byte != 0x0A && byte != 0x09 { controls = true }
        } else if byte >= 0x7F {
          if isSuspect && byte >= 0xC2 { mojibake = true }
          note(byte, after: last)
        }
        // Ã Â Ä Å â ï ð: what leads of UTF-8 look like in windows-1252.
        isSuspect = last == 0xC3 && (0x82...0x85 ~= byte || byte == 0xA2 || byte == 0xAF || byte == 0xB0)
        // √ and ‚: what leads of UTF-8 look like in Mac OS Roman.
        if byte == 0x9A, last == 0x88 || last == 0x80 { isSuspect = true }
        last = byte
        at += 1
      }
    }

    /// Whether the next eight bytes are nothing but visible ASCII and spaces.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
      guard at + 8 <= bytes.count else { return false }
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let low: UInt64 = 0x0101_0101_0101_0101
      // A byte below 0x20 borrows, a byte of 0x7F or above carries, into its highest bit.
      return ((word &- (low * 0x20)) | (word &+ low) | word) & (low * 0x80) == 0
    }

    private mutating func note(_ byte: UInt8, after last: UInt8) {
      switch (last, byte) {
      case (_, 0x7F), (0xC2, 0x80...0x9F), (0xEF, 0xBB): controls = true
      case (0xEF, 0xBC), (0xEF, 0xBF): break
      // Marks of Greek, Cyrillic, Hebrew and Arabic, and signs that stand for others; letters are composed.
      case (0xCC, _), (0xCD, 0x80...0xAF), (0xCD, 0xB4), (0xCD, 0xBE), (0xCE, 0x87), (0xD2, 0x83...0x87),
        (0xD6, 0x90...), (0xD7, ...0x87), (0xD8, 0x90...0x9A), (0xD9, 0x8B...0x9F), (0xD9, 0xB0),
        (0xDB, 0x96...0xAD), (0xDC...0xDF, _):
        marks = true
      // Indic and Thai, jamo, polytonic Greek, the ohm sign, forms for compatibility; the marks of kana.
      case (0xE0, _), (0xE1, ...0xB7), (0xE1, 0xBC...), (0xE2, 0x84), (0xE2, 0xAB), (0xEF, _),
        (0x82, 0x99...0x9A):
        marks = true
      // Emoji and Han.
      case (0xF0, 0x9F...0xAE): break
      case (0xF0...0xF4, _): marks = true
      default: break
      }
    }
  }
}
