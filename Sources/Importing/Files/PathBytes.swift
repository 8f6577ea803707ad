/// Paths as strings without loss of bytes.
///
/// A file name may have any bytes, a string only Unicode. A byte that is not valid UTF-8 becomes U+10FE00 +
/// byte (private use), and is converted back when the file is opened.
package enum PathBytes {
  private static let escape: UInt32 = 0x10FE00

  /// The path as a string.
  package static func string(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: { isEscape($0) })
    {
      return text
    }
    var view = String.UnicodeScalarView()
    var iterator = bytes.makeIterator()
    var decoder = UTF8Pieces()
    while let byte = iterator.next() { decoder.take(byte, into: &view) }
    decoder.flush(into: &view)
    return String(view)
  }

  /// The path's bytes, without a final NUL.
  package static func bytes(_ path: String) -> [UInt8] {
    guard path.unicodeScalars.contains(where: { isEscape($0) }) else { return Array(path.utf8) }
    return path.unicodeScalars.flatMap { scalar -> [UInt8] in
      isEscape(scalar) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(UTF8.encode(scalar) ?? .init())
    }
  }

  /// Passes the path to a system call. A path with NUL would name another file, so the empty path is passed
  /// instead.
  package static func withBytes<Value>(of path: String, _ body: (UnsafePointer<CChar>) -> Value) -> Value {
    var bytes = Self.bytes(path)
    if bytes.contains(0) { bytes = [] }
    return (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { rebound in
        // The array always has its final NUL.
        rebound.baseAddress.map(body) ?? "".withCString(body)
      }
    }
  }

  static func escaped(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(escape + UInt32(byte)) ?? "\u{FFFD}"
  }

  /// The invalid byte that a scalar stands for; nil for other scalars.
  package static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    isEscape(scalar) ? UInt8(truncatingIfNeeded: scalar.value) : nil
  }

  static func isEscape(_ scalar: Unicode.Scalar) -> Bool {
    (escape + 0x80...escape + 0xFF).contains(scalar.value)
  }
}

/// Collects a UTF-8 sequence, and escapes its bytes where it is invalid.
private struct UTF8Pieces {
  private var pending: [UInt8] = []

  mutating func take(_ byte: UInt8, into view: inout String.UnicodeScalarView) {
    if !(0x80...0xBF).contains(byte) || pending.isEmpty { flush(into: &view) }
    pending.append(byte)
    if let text = String(validating: pending, as: UTF8.self) {
      if text.unicodeScalars.contains(where: { PathBytes.isEscape($0) }) { return flush(into: &view) }
      view.append(contentsOf: text.unicodeScalars)
      pending = []
    } else if pending.count >= 4 {
      flush(into: &view)
    }
  }

  mutating func flush(into view: inout String.UnicodeScalarView) {
    for byte in pending { view.append(byte < 0x80 ? Unicode.Scalar(byte) : PathBytes.escaped(byte)) }
    pending = []
  }
}
