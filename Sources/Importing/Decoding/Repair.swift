import Stories
import Text

/// Repairs text that was damaged by wrong encodings.
enum Repair {
  /// Repairs mojibake and C1 controls that were windows-1252, removes control characters, unifies line ends,
  /// and composes (NFC). A text without such faults is returned as it is.
  static func repaired(_ text: String) -> String {
    let signs = Signs(text)
    var text = text
    if signs.mojibake { text = Mojibake.repaired(text) }
    if signs.controls || signs.mojibake { text = withoutControls(text) }
    return signs.marks || signs.mojibake ? NormalForm.composed(text) : text
  }

  /// Removes C0 controls except tab and newline; `\r\n`, `\r` and form feed become newlines, C1 controls the
  /// characters of windows-1252.
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

  /// A quick test by bytes of which repairs are needed; most texts need none.
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
        // Ã Â Ä Å â ï ð: first bytes of UTF-8 decoded as windows-1252.
        isSuspect = last == 0xC3 && (0x82...0x85 ~= byte || byte == 0xA2 || byte == 0xAF || byte == 0xB0)
        // √ and ‚: first bytes of UTF-8 decoded as Mac OS Roman.
        if byte == 0x9A, last == 0x88 || last == 0x80 { isSuspect = true }
        last = byte
        at += 1
      }
    }

    /// Whether the next eight bytes are printable ASCII and spaces only.
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
      guard at + 8 <= bytes.count else { return false }
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let low: UInt64 = 0x0101_0101_0101_0101
      // Subtraction borrows from the highest bit of a byte below 0x20, addition carries into that of 0x7F;
      // bytes from 0x80 on have it set.
      return ((word &- (low * 0x20)) | (word &+ low) | word) & (low * 0x80) == 0
    }

    private mutating func note(_ byte: UInt8, after last: UInt8) {
      switch (last, byte) {
      case (_, 0x7F), (0xC2, 0x80...0x9F), (0xEF, 0xBB): controls = true
      case (0xEF, 0xBC), (0xEF, 0xBF): break
      // Combining marks of Greek, Cyrillic, Hebrew and Arabic, and characters that are equivalent to others.
      case (0xCC, _), (0xCD, 0x80...0xAF), (0xCD, 0xB4), (0xCD, 0xBE), (0xCE, 0x87), (0xD2, 0x83...0x87),
        (0xD6, 0x90...), (0xD7, ...0x87), (0xD8, 0x90...0x9A), (0xD9, 0x8B...0x9F), (0xD9, 0xB0),
        (0xDB, 0x96...0xAD), (0xDC...0xDF, _):
        marks = true
      // Indic scripts and Thai, jamo, polytonic Greek, the ohm sign, compatibility forms, and the marks of
      // kana.
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
