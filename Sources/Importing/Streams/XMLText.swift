import CXML
import FoundationEssentials

/// Prepares XML for the parser.
enum XMLText {
  private static let spaces: [String: String] = [
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content", "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "", "http://search.yahoo.com/mrss/": "media",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "http://wellformedweb.org/commentapi/": "wfw",
    "http://backend.userland.com/rss2": "",
  ]

  /// A name with the usual prefix of its namespace.
  static func name(_ name: String, _ space: String?) -> String {
    let name = name.lowercased()
    guard let space, let prefix = spaces[space.lowercased()] else { return name }
    let local = name.split(separator: ":").last.map(String.init) ?? name
    return prefix.isEmpty ? local : prefix + ":" + local
  }

  /// The document without its document type; named characters of HTML become numeric references, and a
  /// literal `&` becomes `&amp;`.
  static func prepared(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var at = 0
    while at < bytes.count {
      let rest = bytes[at...]
      if bytes[at] == UInt8(ascii: "&") {
        let (text, length) = reference(rest)
        result += text
        at += length
      } else if bytes[at] != UInt8(ascii: "<") {
        result.append(bytes[at])
        at += 1
      } else if let end = closed(rest, "<!--", "-->") ?? closed(rest, "<![CDATA[", "]]>") {
        result += bytes[at..<end]
        at = end
      } else if rest.starts(with: "<!DOCTYPE".utf8) || rest.starts(with: "<!doctype".utf8) {
        at = doctypeEnd(rest)
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return result
  }

  /// The end of a section that begins here; nil where none begins.
  static func closed(_ rest: ArraySlice<UInt8>, _ open: String, _ close: String) -> Int? {
    guard rest.starts(with: open.utf8) else { return nil }
    let mark = Array(close.utf8)
    var at = rest.startIndex + open.utf8.count
    while at + mark.count <= rest.endIndex {
      guard let next = rest[at...].firstIndex(of: mark[0]) else { break }
      if rest[next...].starts(with: mark) { return next + mark.count }
      at = next + 1
    }
    return rest.endIndex
  }

  /// The index after `<!DOCTYPE … [ … ]>` or `<?…>`.
  static func doctypeEnd(_ rest: ArraySlice<UInt8>) -> Int {
    var isInside = false
    var quote: UInt8?
    for at in rest.indices {
      let byte = rest[at]
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["): isInside = true
      case UInt8(ascii: "]"): isInside = false
      case UInt8(ascii: ">") where !isInside: return at + 1
      default: break
      }
    }
    return rest.endIndex
  }

  private static func reference(_ rest: ArraySlice<UInt8>) -> (text: [UInt8], length: Int) {
    let body = rest.dropFirst().prefix(32)
    guard let end = body.firstIndex(of: UInt8(ascii: ";")), end > body.startIndex else {
      return (Array("&amp;".utf8), 1)
    }
    let name = String(decoding: body[..<end], as: UTF8.self)
    let length = end + 1 - rest.startIndex
    if ["lt", "gt", "amp", "quot", "apos"].contains(name) { return (Array(rest.prefix(length)), length) }
    if name.hasPrefix("#") {
      let digits = name.dropFirst().lowercased()
      let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      // Characters that XML does not allow are removed; numbers from 128 to 159 mean characters of
      // windows-1252.
      guard let value, let scalar = meant(value) else { return ([], length) }
      return (Array("&#\(scalar.value);".utf8), length)
    }
    let value = kq_html_entity(name)
    return value == 0 ? (Array("&amp;".utf8), 1) : (Array("&#\(value);".utf8), length)
  }

  /// A text with its references decoded.
  static func plain(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = Array(text.utf8)[...]
    while let at = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += String(decoding: rest[..<at], as: UTF8.self)
      let (reference, length) = reference(rest[at...])
      let written = String(decoding: reference, as: UTF8.self)
      result += five[written] ?? written.dropFirst(2).dropLast().unicode
      rest = rest[(at + length)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }

  private static let five = [
    "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": "\"", "&apos;": "'",
  ]

  private static func meant(_ value: UInt32) -> Unicode.Scalar? {
    if (0x80...0x9F).contains(value) { return Windows1252.high[Int(value - 0x80)] }
    guard value >= 0x20 || value == 9 || value == 10 || value == 13, value & 0xFFFE != 0xFFFE else {
      return nil
    }
    return Unicode.Scalar(value)
  }
}

extension Substring {
  /// The scalar of a decimal number.
  fileprivate var unicode: String {
    UInt32(self).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? ""
  }
}

/// Finds the root element of a document without parsing it.
enum XMLRoot {
  /// The name of the root element in lower case; nil where the bytes are not XML.
  static func name(_ head: ArraySlice<UInt8>) -> String? {
    var rest = head
    while true {
      rest = rest.drop { isSpace($0) || $0 == 0 || [0xEF, 0xBB, 0xBF].contains($0) }
      guard rest.first == UInt8(ascii: "<"), let next = rest.dropFirst().first else { return nil }
      if let end = XMLText.closed(rest, "<!--", "-->") {
        rest = rest[end...]
      } else if next == UInt8(ascii: "?") || next == UInt8(ascii: "!") {
        rest = rest[XMLText.doctypeEnd(rest)...]
      } else {
        let name = rest.dropFirst().prefix { byte in
          (0x61...0x7A).contains(byte | 0x20) || (0x30...0x3A).contains(byte)
            || [0x2D, 0x5F, 0x2E].contains(byte)
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self).lowercased()
      }
    }
  }
}
