import Stories

/// A response of a server as stored in a web archive: status line, headers, body (RFC 9112).
struct HTTPMessage {
  var status: Int
  private var fields: [String: String] = [:]
  private var rest: ArraySlice<UInt8>

  /// Nil where the bytes do not begin with a status line.
  init?(_ bytes: [UInt8]) {
    var lines = HeaderLines(bytes[...])
    guard let first = lines.next(), first.starts(with: "HTTP/".utf8) else { return nil }
    let words = first.split(separator: 0x20, maxSplits: 2)
    guard words.count >= 2, let status = Int(String(decoding: words[1], as: UTF8.self)) else { return nil }
    self.status = status
    for (name, value) in lines.fields() where fields[name] == nil { fields[name] = value }
    rest = lines.rest
  }

  subscript(_ name: String) -> String? { fields[name] }

  var media: MediaType { MediaType(fields["content-type"] ?? "") }

  /// No server applies more content codings to a body.
  private static let mostCodings = 4

  /// Why the body could not be decoded.
  enum Fault: Error {
    case damaged, tooLarge, bomb
  }

  /// The body as it was before it was sent: without chunked coding (section 7.1), decompressed (RFC 9110,
  /// section 8.4).
  ///
  /// Crawlers often decompress a body but keep the header that says it is compressed; such a body stays as it
  /// is.
  func body(limit: Int, _ budget: Budget? = nil) throws(Fault) -> [UInt8] {
    var body = rest
    if fields["transfer-encoding"]?.lowercased().contains("chunked") == true {
      body = Self.withoutChunks(body)[...]
    }
    let codings = (fields["content-encoding"] ?? "").lowercased().split(separator: ",").map(\.trimmed)
    guard codings.count <= Self.mostCodings else { throw .damaged }
    for coding in codings.reversed() {
      switch coding {
      case "gzip", "x-gzip":
        if body.starts(with: [0x1F, 0x8B]) { body = try Self.unpacked(body, .gzip, limit, budget)[...] }
      case "deflate":
        if let plain = try? Self.unpacked(body, .zlib, limit, budget) {
          body = plain[...]
        } else if !Markup.begins(Array(body.prefix(2048))) {
          body = try Self.unpacked(body, .deflate, limit, budget)[...]
        }
      case "br" where !Markup.begins(Array(body.prefix(2048))):
        body = try Self.unpacked(body, .brotli, limit, budget)[...]
      case "zstd" where body.starts(with: [0x28, 0xB5, 0x2F, 0xFD]):
        body = try Self.unpacked(body, .zstd, limit, budget)[...]
      default: break
      }
    }
    return Array(body)
  }

  private static func unpacked(
    _ body: ArraySlice<UInt8>, _ packing: Packing, _ limit: Int, _ budget: Budget?
  ) throws(Fault) -> [UInt8] {
    guard !body.isEmpty else { return [] }
    guard let (bytes, isCut) = Unpacking.bytes(Array(body), packing, limit: limit) else { throw .damaged }
    if budget?.make(bytes.count) == false { throw .bomb }
    guard !isCut else { throw .tooLarge }
    return bytes
  }

  /// A body whose first chunk has no valid size was not sent in chunks. After a later one without, the rest
  /// is dropped.
  private static func withoutChunks(_ body: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    var lines = HeaderLines(body)
    var isFirst = true
    while let line = lines.next() {
      if line.isEmpty, !isFirst { continue }
      let digits = line.prefix { $0 != UInt8(ascii: ";") }
      let size = Int(String(decoding: digits, as: UTF8.self).trimmed, radix: 16)
      guard let size, size >= 0 else { return isFirst ? Array(body) : plain }
      isFirst = false
      if size == 0 { break }
      plain += lines.rest.prefix(size)
      lines = HeaderLines(lines.rest.dropFirst(size))
    }
    return plain
  }
}

/// Reads the lines of a header (RFC 5322, section 2.2), and keeps what follows it.
struct HeaderLines {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// The next line without its line end; nil at the end.
  mutating func next() -> ArraySlice<UInt8>? {
    guard !rest.isEmpty else { return nil }
    let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
    var line = rest[..<end]
    rest = rest[min(end + 1, rest.endIndex)...]
    if line.last == 0x0D { line = line.dropLast() }
    return line
  }

  /// The fields up to the empty line, their names in lower case; a line that begins with a space continues
  /// the one before it.
  mutating func fields() -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    while let line = next(), !line.isEmpty, fields.count < 1000 {
      if let first = line.first, isSpace(first), !fields.isEmpty {
        fields[fields.count - 1].value += " " + String(decoding: line, as: UTF8.self).trimmed
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        fields.append(
          (
            String(decoding: line[..<colon], as: UTF8.self).trimmed.lowercased(),
            String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed
          ))
      }
    }
    return fields
  }
}

/// A `Content-Type` (RFC 9110, section 8.3).
struct MediaType {
  /// The media type in lower case, without parameters; empty where there is none.
  var name: String
  private var parameters: [String: String] = [:]

  init(_ text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false)
    name = (parts.first ?? "").trimmed.lowercased()
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let value = part[part.index(after: equals)...].trimmed
      let key = part[..<equals].trimmed.lowercased()
      if parameters[key] == nil { parameters[key] = value.filter { $0 != "\"" && $0 != "'" } }
    }
  }

  subscript(_ parameter: String) -> String? { parameters[parameter] }

  var charset: String? { parameters["charset"] }

  /// Why content of this type is skipped; nil where it may be a page or a text.
  func passed(_ url: String?) -> Passed? {
    switch name {
    case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "": nil
    case "text/plain": url?.hasSuffix("/robots.txt") == true ? .kind("robots.txt") : nil
    case "unk", "unknown", "application/octet-stream", "no-type", "application/http": nil
    default: .type(String(name.prefix(40)))
    }
  }
}
