import Stories
import Text

/// Reads pages that browsers saved with all their parts (RFC 2557); only the page itself is used.
enum MHTML {
  /// Whether one of the first lines is a header of such a file.
  static func begins(_ head: ArraySlice<UInt8>) -> Bool {
    guard let first = head.first, (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
      return false
    }
    var lines = HeaderLines(head.prefix(1 << 14))
    let fields = lines.fields()
    guard fields.contains(where: { $0.name == "mime-version" }) else { return false }
    return fields.contains { field in
      field.name == "content-type"
        && ["multipart/related", "text/html"].contains(MediaType(field.value).name)
    }
  }

  static func record(_ bytes: [UInt8], path: String) -> Record {
    var lines = HeaderLines(bytes[...])
    let header = Fields(lines.fields())
    let type = MediaType(header["content-type"] ?? "")
    let place = Place.byte(0)
    var page: (fields: Fields, body: ArraySlice<UInt8>)? = (header, lines.rest)
    if type.name == "multipart/related" {
      let parts = type["boundary"].map { Self.parts(lines.rest, $0, depth: 0) } ?? []
      let start = type["start"]
      page =
        parts.first { $0.fields["content-id"] == start && start != nil }
        ?? parts.first { MediaType($0.fields["content-type"] ?? "").name == "text/html" }
    }
    guard let page else {
      return Record(path: path, content: .failed(.damaged(path: path, at: place, .noText)))
    }
    var capture = RawCapture(bytes: decoded(page), path: path, place: place)
    capture.charset = MediaType(page.fields["content-type"] ?? "").charset
    capture.url = WebAddress.kept(header["snapshot-content-location"] ?? page.fields["content-location"])
    capture.time = header["date"].flatMap { WrittenDate.protocols.date($0)?.instant }
    return Record(path: path, content: .capture(capture))
  }

  /// The first value of each name.
  struct Fields {
    private var values: [String: String] = [:]

    init(_ fields: [(name: String, value: String)]) {
      for field in fields where values[field.name] == nil { values[field.name] = field.value }
    }

    subscript(_ name: String) -> String? { values[name] }
  }

  private typealias Part = (fields: Fields, body: ArraySlice<UInt8>)

  /// Parts that are nested more deeply are not split.
  private static let deepest = 4

  /// The parts; a part that has parts itself is replaced by those (RFC 2046, section 5.1).
  private static func parts(_ body: ArraySlice<UInt8>, _ boundary: String, depth: Int) -> [Part] {
    let mark = Array("--\(boundary)".utf8)
    var starts: [Range<Int>] = []
    var lines = HeaderLines(body)
    while true {
      let from = lines.rest.startIndex
      guard let line = lines.next() else { break }
      if line.starts(with: mark) { starts.append(from..<lines.rest.startIndex) }
      if starts.count > 4096 { break }
    }
    return starts.indices.flatMap { index -> [Part] in
      let end = index + 1 < starts.count ? starts[index + 1].lowerBound : body.endIndex
      guard starts[index].upperBound < end else { return [] }
      var part = HeaderLines(body[starts[index].upperBound..<end])
      let fields = Fields(part.fields())
      let type = MediaType(fields["content-type"] ?? "")
      guard type.name.hasPrefix("multipart/"), let inner = type["boundary"], depth < deepest else {
        return [(fields, part.rest)]
      }
      return parts(part.rest, inner, depth: depth + 1)
    }
  }

  private static func decoded(_ page: (fields: Fields, body: ArraySlice<UInt8>)) -> [UInt8] {
    switch page.fields["content-transfer-encoding"]?.lowercased() {
    case "quoted-printable": QuotedPrintable.decode(page.body)
    case "base64": Base64.decode(Array(page.body)) ?? Array(page.body)
    default: Array(page.body)
    }
  }
}
