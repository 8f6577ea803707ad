import Glibc
import Text

/// Repairs character references that were escaped twice: `&amp;rsquo;` for `&rsquo;`.
enum DoubleEscapes {
  private static let mark = Array("&amp;".utf8)

  /// The page with references to letters and typographic characters repaired. Pages that show code stay as
  /// they are, and so does `&amp;lt;`, which may be intended.
  static func mended(_ page: String) -> String {
    var page = page
    let mended: [UInt8]? = page.withUTF8 { bytes in
      guard var found = next(bytes, from: 0) else { return nil }
      let whole = Array(bytes)
      guard !["<code", "<pre"].contains(where: { Markup.contains(whole, Array($0.utf8)) }) else { return nil }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var at = 0
      while true {
        result += bytes[at...found]
        at = found + mark.count
        guard let next = next(bytes, from: at) else { break }
        found = next
      }
      return result + bytes[at...]
    }
    return mended.map { String(decoding: $0, as: UTF8.self) } ?? page
  }

  /// The position of the next `&amp;` that a reference may follow.
  private static func next(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var at = start
    while at < bytes.count, let found = memchr(base + at, 0x26, bytes.count - at) {
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if bytes[at...].starts(with: mark), isReference(bytes[(at + mark.count)...]) { return at }
      at += 1
    }
    return nil
  }

  /// Whether the bytes are a numeric or named reference to a letter or typographic character, and where it
  /// ends. References to characters of markup may be intended and stay.
  private static func isReference(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let name = bytes.prefix(CharacterReference.longest + 1).prefix { $0 != UInt8(ascii: ";") }
    guard (3...CharacterReference.longest).contains(name.count), name.endIndex < bytes.endIndex,
      let meant = CharacterReference.scalar(String(decoding: name, as: UTF8.self))
    else { return false }
    return !"<>&".unicodeScalars.contains(meant)
  }
}
