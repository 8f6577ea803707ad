import CText
import Glibc

/// Text decoded from bytes.
struct Decoded {
  var text: String
  /// The IANA name of the charset, in lower case.
  var encoding: String
  /// Whether the charset is certain and the bytes were valid in it.
  var isValid: Bool
  /// UTF-16 or UTF-32.
  var isWide = false
}

/// Finds the charset of bytes and decodes them.
///
/// In this order: byte order mark, valid UTF-8 with more than ASCII, label, damaged UTF-8, uchardet,
/// windows-1252. UTF-8 comes before the label because other text hardly ever is valid UTF-8 by chance, and
/// labels are often wrong.
enum Decoding {
  static func decode(_ bytes: [UInt8], label: String?, isMarkup: Bool) -> Decoded {
    if let wide = WideText.decode(bytes) { return wide }
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    let declared = (label.flatMap(CharsetLabel.name)) ?? (isMarkup ? CharsetLabel.inMarkup(body) : nil)
    if declared == "iso-2022-jp", body.contains(0x1B), let text = Conversion.text(body, from: "iso-2022-jp") {
      return Decoded(text: text, encoding: "iso-2022-jp", isValid: true)
    }
    if let text = String(validating: body, as: UTF8.self) {
      return Decoded(text: text, encoding: "utf-8", isValid: true)
    }
    let name = guessed(body, declared: declared == "utf-8" ? nil : declared)
    if name == "utf-8" {
      return Decoded(text: Windows1252.mended(body), encoding: name, isValid: false)
    }
    if let text = Conversion.text(body, from: name) {
      return Decoded(text: text, encoding: name, isValid: false)
    }
    return Decoded(text: Windows1252.text(body), encoding: "windows-1252", isValid: false)
  }

  private static func guessed(_ bytes: [UInt8], declared: String?) -> String {
    let (good, bad) = sequences(bytes)
    if let declared { return good >= 8 * bad ? "utf-8" : declared }
    if good >= bad { return "utf-8" }
    if MacRoman.looks(bytes) { return "macintosh" }
    guard bytes.count >= 100 else { return "windows-1252" }
    return CharsetLabel.name(uchardet(bytes)).flatMap { $0 == "utf-8" ? nil : $0 } ?? "windows-1252"
  }

  /// The numbers of valid multi-byte sequences and of runs of invalid bytes; a run of more than six bytes
  /// counts several times.
  private static func sequences(_ bytes: [UInt8]) -> (good: Int, bad: Int) {
    var good = 0
    var bad = 0
    var run = 0
    var at = 0
    while at < bytes.count {
      if bytes[at] < 0x80 {
        bad += (run + 5) / 6
        run = 0
        at += 1
      } else if let length = UTF8Shape.length(bytes, at) {
        bad += (run + 5) / 6
        run = 0
        good += 1
        at += length
      } else {
        run += 1
        at += 1
      }
    }
    return (good, bad + (run + 5) / 6)
  }

  private static func uchardet(_ bytes: [UInt8]) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name in
      guard let base = name.baseAddress else { return "" }
      // One megabyte is enough to guess by, and limits the time.
      bytes.withUnsafeBufferPointer { kq_guess_charset($0.baseAddress, min($0.count, 1 << 20), base, 64) }
      return String(cString: base)
    }
  }
}

/// The shape of a multi-byte sequence (RFC 3629, section 4).
enum UTF8Shape {
  static func length(_ bytes: [UInt8], _ at: Int) -> Int? {
    let lead = bytes[at]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(lead), at + length <= bytes.count else { return nil }
    let second = bytes[at + 1]
    let range: ClosedRange<UInt8> =
      switch lead {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard range.contains(second) else { return nil }
    for next in bytes[at + 2..<at + max(2, length)] where next & 0xC0 != 0x80 { return nil }
    return length
  }
}
