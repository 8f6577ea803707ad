/// Decodes quoted-printable (RFC 2045, section 6.7).
enum QuotedPrintable {
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var at = text.startIndex
    while at < text.endIndex {
      guard text[at] == UInt8(ascii: "=") else {
        bytes.append(text[at])
        at += 1
        continue
      }
      let next = text[(at + 1)...].prefix(2)
      if next.first == 0x0A {
        at += 2
      } else if next.starts(with: [0x0D, 0x0A]) {
        at += 3
      } else if next.count == 2, let value = UInt8(String(decoding: next, as: UTF8.self), radix: 16) {
        bytes.append(value)
        at += 3
      } else {
        bytes.append(text[at])
        at += 1
      }
    }
    return bytes
  }
}
