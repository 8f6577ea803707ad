import Glibc
import Text

/// Decodes character references that were left in a text when the tags of its page were removed:
/// `Gr&egrave;ve`.
enum CharacterReferences {
  /// A text with fewer references may be about them, and stays as it is.
  private static let least = 3

  /// The text with its references decoded, where it has enough of them.
  static func decoded(_ text: String) -> String {
    var text = text
    let found = text.withUTF8 { count(in: $0) }
    guard found >= least else { return text }
    return text.withUTF8 { bytes in
      var clean: [UInt8] = []
      clean.reserveCapacity(bytes.count)
      var at = 0
      while at < bytes.count {
        if let reference = reference(bytes, at) {
          clean += String(reference.meant).utf8
          at += reference.length
        } else {
          clean.append(bytes[at])
          at += 1
        }
      }
      return String(decoding: clean, as: UTF8.self)
    }
  }

  private static func count(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var found = 0
    var at = 0
    while at < bytes.count, found < least, let next = memchr(base + at, 0x26, bytes.count - at) {
      at = UnsafeRawPointer(next) - UnsafeRawPointer(base)
      if reference(bytes, at) != nil { found += 1 }
      at += 1
    }
    return found
  }

  private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (
    meant: Unicode.Scalar, length: Int
  )? {
    guard bytes[at] == 0x26 else { return nil }
    let end = min(bytes.count, at + 2 + CharacterReference.longest)
    guard let stop = (at + 1..<end).first(where: { bytes[$0] == 0x3B }), stop > at + 1 else { return nil }
    let name = String(decoding: bytes[at + 1..<stop], as: UTF8.self)
    return CharacterReference.scalar(name).map { ($0, stop - at + 1) }
  }
}
