/// JSON as pages and exports write it (RFC 8259, with raw line breaks in strings and commas too many
/// forgiven).
package indirect enum JSONValue: Equatable, Sendable {
  case string(String)
  case number(String)
  case list([JSONValue])
  case object([String: JSONValue])
  case other

  /// Nil where the text is broken beyond reading.
  package init?(_ text: String) {
    self.init(Array(text.utf8), whole: false)
  }

  /// The value that the bytes begin with; with `whole` nothing but white space may stand behind it.
  package init?(_ bytes: [UInt8], whole: Bool) {
    var parser = JSONParser(bytes)
    guard let value = parser.value(depth: 0), !whole || parser.isAtEnd else { return nil }
    self = value
  }

  /// A member of an object; nil where there is none, or this is no object.
  package subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text of a string, escapes resolved; nil for anything else.
  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The members of a list, or the value alone.
  package var all: [JSONValue] {
    if case .list(let values) = self { values } else { [self] }
  }
}

private struct JSONParser {
  /// A record of a story has some hundred values; one of so many is none, and costs much memory.
  private static let most = 500_000

  private let bytes: [UInt8]
  private var at = 0
  private var count = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  /// Whether nothing but white space is left.
  var isAtEnd: Bool { bytes[at...].allSatisfy { $0 <= 0x20 } }

  mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    count += 1
    guard depth < 64, count <= Self.most, let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return list(depth)
    case UInt8(ascii: "\""): return string().map { .string($0) }
    default: return word()
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    at += 1
    var members: [String: JSONValue] = [:]
    while true {
      skipSpace(andCommas: true)
      if next == UInt8(ascii: "}") {
        at += 1
        return .object(members)
      }
      guard next == UInt8(ascii: "\""), let key = string() else { return nil }
      skipSpace()
      guard next == UInt8(ascii: ":") else { return nil }
      at += 1
      guard let value = value(depth: depth + 1) else { return nil }
      members[key] = value
    }
  }

  private mutating func list(_ depth: Int) -> JSONValue? {
    at += 1
    var values: [JSONValue] = []
    while true {
      skipSpace(andCommas: true)
      if next == UInt8(ascii: "]") {
        at += 1
        return .list(values)
      }
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
    }
  }

  private mutating func word() -> JSONValue? {
    let start = at
    while let byte = next, !",]} \n\r\t".utf8.contains(byte) { at += 1 }
    guard at > start else { return nil }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    return word == "true" || word == "false" || word == "null" ? .other : .number(word)
  }

  private mutating func string() -> String? {
    at += 1
    var text: [UInt8] = []
    while let byte = next {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = next else { return nil }
        at += 1
        escape(escaped, into: &text)
      default: text.append(byte)
      }
    }
    return nil
  }

  private mutating func escape(_ byte: UInt8, into text: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "n"), UInt8(ascii: "r"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
    case UInt8(ascii: "u"):
      var units = [unit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[at...].starts(with: [0x5C, 0x75]) {
        at += 2
        units.append(unit())
      }
      text += String(decoding: units, as: UTF16.self).utf8
    default: text.append(byte)
    }
  }

  private mutating func unit() -> UInt16 {
    let digits = String(decoding: bytes[at..<min(at + 4, bytes.count)], as: UTF8.self)
    guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else { return 0xFFFD }
    at += 4
    return unit < 0x20 ? 0x20 : unit
  }

  private mutating func skipSpace(andCommas: Bool = false) {
    while let byte = next, byte <= 0x20 || byte == 0x2C && andCommas { at += 1 }
  }
}
