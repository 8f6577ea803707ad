/// The length of a text without white space, and how it ends.
struct TextShape: Sendable {
  var length = 0
  var endsSentence = false
  /// Whether it mentions cookies, which have that name in most languages.
  var isConsent = false

  init(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    bytes.withUnsafeBufferPointer { bytes in
      for byte in bytes where byte > 0x20 { length += 1 }
      guard length >= 40 else { return }
      isConsent = (2..<bytes.count - 2).contains { at in
        bytes[at] == UInt8(ascii: "k") && bytes[at - 1] == UInt8(ascii: "o")
          && bytes[at - 2] == UInt8(ascii: "o")
          && bytes[at + 1] == UInt8(ascii: "i") && bytes[at + 2] == UInt8(ascii: "e")
      }
    }
    if length > 0 { endsSentence = Shape.endsSentence(bytes) }
  }
}
