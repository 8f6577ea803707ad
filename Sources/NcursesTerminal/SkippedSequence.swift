/// A sequence of the terminal's that means no key, while its bytes come in: an answer, or one that is too
/// long.
///
/// ECMA-48, section 5.6: a control string goes on to ST (`ESC \`), or to BEL as xterm ends it; a control
/// sequence to its final byte. Of a control string as much is kept as the answers have that are read.
struct SkippedSequence {
  /// Whether it is a control string (OSC, DCS, APC, PM, SOS); else a control sequence.
  let isString: Bool
  private(set) var isOver = false
  /// Whether it was ended as it should be.
  private(set) var isWhole = false
  private(set) var text: [UInt8] = []
  private static let longestText = 64

  init(isString: Bool) {
    self.isString = isString
  }

  /// How many of these bytes belong to it; whatever else breaks it off, so that a key always gets through.
  mutating func length(of bytes: ArraySlice<UInt8>) -> Int {
    let end = bytes.firstIndex { isString ? $0 < 0x20 : !(0x20...0x3F).contains($0) } ?? bytes.endIndex
    let length = end - bytes.startIndex
    if isString { text += bytes[..<end].prefix(Self.longestText - text.count) }
    guard end < bytes.endIndex else { return length }
    switch bytes[end] {
    case 0x1B where isString:
      guard end + 1 < bytes.endIndex else { return length }
      isOver = true
      isWhole = bytes[end + 1] == UInt8(ascii: "\\")
      return isWhole ? length + 2 : length
    case 0x07 where isString:
      isOver = true
      isWhole = true
      return length + 1
    default:
      isOver = true
      return !isString && (0x40...0x7E).contains(bytes[end]) ? length + 1 : length
    }
  }
}
