/// Finds the end of a JSON object in successive portions of bytes.
struct JSONScanner {
  private var depth = 0
  private var isString = false
  private var isEscaped = false

  /// The index after its last brace; nil where that is not in these bytes.
  mutating func end(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      for (offset, byte) in buffer.enumerated() {
        if isString {
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          } else if byte == UInt8(ascii: "\"") {
            isString = false
          }
        } else if byte == UInt8(ascii: "\"") {
          isString = true
        } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
          depth += 1
        } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
          depth -= 1
          if depth == 0 { return bytes.startIndex + offset + 1 }
        }
      }
      return nil
    }
  }

  /// Takes the object that begins here from the stream; nil where it does not end within `limit` bytes.
  static func object(in stream: ByteStream, limit: Int) -> [UInt8]? {
    var scanner = JSONScanner()
    var length = 0
    while length <= limit, stream.holds(length + 1) {
      let portion = stream.peek(max(1 << 16, length * 2)).dropFirst(length)
      if let end = scanner.end(in: portion) { return stream.take(length + end - portion.startIndex) }
      length += portion.count
    }
    return nil
  }

  /// The number of bytes before the first item of an array that is a member of the object which begins here;
  /// nil where there is none within `limit` bytes. Nothing is consumed.
  static func list(_ name: String, in stream: ByteStream, limit: Int) -> Int? {
    let bytes = stream.peek(limit)
    var scanner = JSONScanner()
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let isKey = scanner.depth == 1 && !scanner.isString && bytes[at] == UInt8(ascii: "\"")
      if isKey, let end = value(of: name, in: bytes[at...]) { return end - bytes.startIndex }
      if scanner.end(in: bytes[at...at]) != nil { return nil }
      at += 1
    }
    return nil
  }

  /// The index after `"name": [`.
  private static func value(of name: String, in rest: ArraySlice<UInt8>) -> Int? {
    let key = Array("\"\(name)\"".utf8)
    guard rest.starts(with: key) else { return nil }
    let colon = rest.dropFirst(key.count).drop(while: isSpace)
    guard colon.first == UInt8(ascii: ":") else { return nil }
    let list = colon.dropFirst().drop(while: isSpace)
    return list.first == UInt8(ascii: "[") ? list.startIndex + 1 : nil
  }
}
