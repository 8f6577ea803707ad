import Cells

/// Text that has passed the gate, where every scalar is either a glyph of known width or a mark upon one.
enum Gated {
  /// `Gate.line`, at no cost for the text of most stories.
  static func line(_ text: String) -> String {
    isPlain(text) ? text : Gate.line(text)
  }

  /// Whether each scalar passes the gate unchanged and takes one column: Latin and common punctuation.
  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let length = plainLength(bytes, index)
        if length == 0 { return false }
        index += length
      }
      return true
    }
  }

  /// Columns of a scalar of gated text; 0 for a mark.
  @inline(__always)
  static func width(_ value: UInt32) -> Int {
    if value < 0x300 || (0x2010...0x2027).contains(value) { return 1 }
    guard let scalar = Unicode.Scalar(value) else { return 1 }
    return max(0, Int(Width.ofScalar(scalar)))
  }

  /// Columns of gated text.
  static func width(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1.value) }
  }

  /// Bytes of the plain scalar that begins here; 0 where another stands.
  @inline(__always)
  private static func plainLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    switch bytes[index] {
    case 0x20...0x7E: 1
    case 0xC2: bytes[index + 1] >= 0xA0 && bytes[index + 1] != 0xAD ? 2 : 0
    case 0xC3...0xCB: 2
    case 0xE2:
      // U+2010–U+2027 (dashes, quotes, ellipsis), U+202F, U+2030–U+203A, and the euro sign.
      switch (bytes[index + 1], bytes[index + 2]) {
      case (0x80, 0x90...0xA7), (0x80, 0xAF...0xBA), (0x82, 0xAC): 3
      default: 0
      }
    default: 0
    }
  }
}
