/// Reading valid UTF-8 by hand, for loops that may make no strings.
enum UTF8Scalar {
  /// The scalar that ends here; there must be one.
  static func before(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return at(start, in: bytes).value
  }

  @inline(__always)
  static func at(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(bytes[index + 1] & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(bytes[index + 2] & 0x3F)
    if first < 0xF0 { return ((first & 0x0F) << 12 | second << 6 | third, 3) }
    return ((first & 0x07) << 18 | second << 12 | third << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
  }
}
