import Stories

/// The spans and the picture of a block, as they stand behind its letter among the shapes: a field each, tabs
/// between. `l12+8=ADDRESS` is a link over eight bytes from the twelfth on, `e`, `s` and `c` are emphasis,
/// strong and code; `m=ADDRESS` is a picture, `a=` its alternative text, `b=` its credit.
enum StoredSpans {
  static func written(_ block: Block) -> String {
    var fields = block.spans.map { span in
      let place = "\(span.range.lowerBound)+\(span.range.count)"
      return switch span.kind {
      case .link(let url): "l\(place)=\(encoded(url))"
      case .emphasis: "e" + place
      case .strong: "s" + place
      case .code: "c" + place
      }
    }
    if let picture = block.picture {
      fields.append("m=" + encoded(picture.url))
      if !picture.alternative.isEmpty { fields.append("a=" + encoded(picture.alternative)) }
      if let credit = picture.credit { fields.append("b=" + encoded(credit)) }
    }
    return fields.map { "\t" + $0 }.joined()
  }

  /// What cannot be read or does not fit the text is left out.
  static func read(_ shape: Substring, into block: inout Block) {
    guard shape.utf8.contains(tab) else { return }
    var spans: [Span] = []
    for field in shape.utf8.split(separator: tab).dropFirst() {
      let parts = Substring(field).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let value = parts.count > 1 ? decoded(parts[1]) : ""
      let letter = parts[0].first
      switch letter {
      case "m" where Picture.isSafe(value): block.picture = Picture(url: value)
      case "a": block.picture?.alternative = value
      case "b": block.picture?.credit = value
      default:
        let numbers = parts[0].dropFirst().split(separator: "+").map { Int($0) }
        guard numbers.count == 2, let from = numbers[0], let count = numbers[1],
          let kind = kind(letter, value), from >= 0, count > 0, count < 1 << 32, from < 1 << 32
        else { continue }
        spans.append(Span(kind, from..<from + count))
      }
    }
    block.spans = spans.standing(in: block.text)
  }

  private static let tab = UInt8(ascii: "\t")

  private static func kind(_ letter: Character?, _ url: String) -> Span.Kind? {
    switch letter {
    case "l": .link(url)
    case "e": .emphasis
    case "s": .strong
    case "c": .code
    default: nil
    }
  }

  /// Without what parts shapes and fields: blanks and controls, and `%`, which stands for them.
  private static func encoded(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x25 }) else { return text }
    return String(
      decoding: text.utf8.flatMap { byte -> [UInt8] in
        byte <= 0x20 || byte == 0x25 ? Array("%" + hex(byte)).map { $0.asciiValue ?? 0 } : [byte]
      }, as: UTF8.self)
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(0x25) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let digits = String(Substring(rest.prefix(2)))
      if byte == 0x25, digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
