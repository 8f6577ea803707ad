/// Removes control characters, which come from character references (`&#27;`).
enum Controls {
  static func dropped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      if isClean(bytes) { return nil }
      var clean: [UInt8] = []
      append(bytes, to: &clean)
      return String(decoding: clean, as: UTF8.self)
    } ?? text
  }

  /// Appends UTF-8 without control characters; tab and newline stay.
  static func append(_ bytes: UnsafeBufferPointer<UInt8>, to clean: inout [UInt8]) {
    if isClean(bytes) {
      clean.append(contentsOf: bytes)
      return
    }
    for byte in bytes {
      if byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F { continue }
      // C1 controls are C2 80 to C2 9F.
      if (0x80..<0xA0).contains(byte), clean.last == 0xC2 {
        clean.removeLast()
      } else {
        clean.append(byte)
      }
    }
  }

  private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F { return false }
      if last == 0xC2 && byte < 0xA0 { return false }
      last = byte
    }
    return true
  }
}

/// Collapses white space as HTML does; no-break spaces stay.
enum Spaces {
  static func collapsed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { text in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.count)
      append(text[...], to: &bytes)
      return trimmed(bytes)
    }
  }

  /// Appends a text; each run of white space becomes one space, also together with a space at the end of
  /// `bytes`.
  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if bytes.last != 0x20 && !bytes.isEmpty { bytes.append(0x20) }
      } else {
        bytes.append(byte)
      }
    }
  }

  static func trimmed(_ bytes: [UInt8]) -> String {
    Line.trim(Substring(String(decoding: bytes, as: UTF8.self)))
  }
}
