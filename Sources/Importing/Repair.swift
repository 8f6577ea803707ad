import Stories

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
    var view = String.UnicodeScalarView()
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A:
        if !isAfterReturn { view.append(scalar) }
      case 0x0D, 0x0B, 0x0C: view.append("\n")
      case 0x80...0x9F:
        if let meant = Windows1252.high[Int(scalar.value - 0x80)] { view.append(meant) }
      case 0x09, 0x20..<0x7F: view.append(scalar)
      case 0..<0x20, 0x7F, 0xFEFF: break
      default: view.append(scalar)
      }
      isAfterReturn = scalar.value == 0x0D
    }
    return String(view)
  }

  /// What a look at the bytes shows: most texts need no repair at all.
  private struct Signs {
    var mojibake = false
    var controls = false
    var marks = false

    init(_ text: String) {
      var text = text
      (mojibake, controls, marks) = text.withUTF8 { bytes in
        var found = (mojibake: false, controls: false, marks: false)
        var last: UInt8 = 0
        var isSuspect = false
        for byte in bytes {
          if byte < 0x20 {
            if byte != 0x0A && byte != 0x09 { found.controls = true }
          } else if byte >= 0x7F {
            if isSuspect && byte >= 0xC2 { found.mojibake = true }
            Self.note(byte, after: last, &found)
          }
          // Ã Â Ä Å â ï ð: what leads of UTF-8 look like in windows-1252.
          isSuspect = last == 0xC3 && (0x82...0x85 ~= byte || byte == 0xA2 || byte == 0xAF || byte == 0xB0)
          last = byte
        }
        return found
      }
    }

    private static func note(
      _ byte: UInt8, after last: UInt8, _ found: inout (mojibake: Bool, controls: Bool, marks: Bool)
    ) {
      switch (last, byte) {
      case (_, 0x7F), (0xC2, 0x80...0x9F), (0xEF, 0xBB): found.controls = true
      // Punctuation, currency and arrows have nothing to compose; nor have Han, Hangul and most kana.
      case (0xE2, 0x80): break
      default:
        let isPlain = byte < 0xCC || byte == 0xE2 || (0xE4...0xEC).contains(byte) || byte == 0xEF
        if !isPlain { found.marks = true }
        if last == 0xE2 && (byte == 0x84 || byte == 0xAB) { found.marks = true }
        if last == 0xEF && byte != 0xBF && byte != 0xBC { found.marks = true }
      }
    }
  }
}
