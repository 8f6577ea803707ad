import Glibc
import Stories
import Text

/// Reads what React's server components stream to the browser (`self.__next_f.push([1,"…"])` of Next.js; the
/// format of react-server-dom): rows `ID:JSON` and `ID:Tlength,text`, in which `["$",tag,key,properties]` is
/// an element and `$ID` stands for another row.
struct FlightData {
  /// How deeply elements may be nested.
  private static let depth = 120
  /// Longer streams are cut off; in bytes.
  private static let longest = 4 << 20
  private static let call = Array("__next_f.push(".utf8)

  /// The rows, in order.
  private var rows: [(id: String, value: JSONValue)] = []
  private var places: [String: Int] = [:]
  private var html = ""
  /// Rows that were written; each is written once.
  private var written: Set<String> = []

  /// Whether a script is part of such a stream.
  static func isPart(_ script: some Collection<UInt8>) -> Bool {
    Bytes.first(call, in: Array(script.prefix(60))) != nil
  }

  /// The stream in the scripts of a page, which are ranges of its bytes.
  init(_ page: UnsafeBufferPointer<UInt8>, _ scripts: [Range<Int>]) {
    var stream: [UInt8] = []
    for range in scripts where Self.isPart(page[range]) && stream.count < Self.longest {
      let script = Array(page[range])
      guard let call = Bytes.first(Self.call, in: script),
        let text = JSONValue(Array(script[(call + Self.call.count)...]), whole: false)?.all.last?.string
      else { continue }
      stream += Array(text.utf8)
    }
    read(stream)
  }

  private mutating func read(_ stream: [UInt8]) {
    var at = 0
    while at < stream.count, let colon = stream[at...].prefix(12).firstIndex(of: UInt8(ascii: ":")) {
      let id = String(decoding: stream[at..<colon], as: UTF8.self)
      at = colon + 1
      if at < stream.count, stream[at] == UInt8(ascii: "T"),
        let comma = stream[at...].prefix(12).firstIndex(of: UInt8(ascii: ",")),
        let length = Int(String(decoding: stream[(at + 1)..<comma], as: UTF8.self), radix: 16)
      {
        let end = min(stream.count, comma + 1 + max(0, length))
        add(id, .string(String(decoding: stream[(comma + 1)..<end], as: UTF8.self)))
        at = end
        continue
      }
      let end = stream[at...].firstIndex(of: 0x0A) ?? stream.count
      if at < end, [UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\"")].contains(stream[at]),
        let value = JSONValue(Array(stream[at..<end]), whole: false)
      {
        add(id, value)
      }
      at = end + 1
    }
  }

  private mutating func add(_ id: String, _ value: JSONValue) {
    places[id] = rows.count
    rows.append((id, value))
  }

  /// The values of all rows.
  var values: [JSONValue] { rows.map(\.value) }

  /// The elements of the stream as HTML, those of other rows in their places.
  mutating func rendered() -> String {
    let named = Set(rows.flatMap { Self.references($0.value, depth: 0) })
    for row in rows where !named.contains(row.id) { write(row.id, depth: 0) }
    return html
  }

  private static func references(_ value: JSONValue, depth: Int) -> [String] {
    guard depth < Self.depth else { return [] }
    return switch value {
    case .string(let text): reference(text).map { [$0] } ?? []
    case .list(let values): values.flatMap { references($0, depth: depth + 1) }
    case .object(let members): members.values.flatMap { references($0, depth: depth + 1) }
    default: []
    }
  }

  /// The id of the row that a string stands for: `$1f`, `$L1f`, `$@1f`.
  private static func reference(_ text: String) -> String? {
    guard text.hasPrefix("$"), text.utf8.count <= 10 else { return nil }
    let id = text.dropFirst().drop { $0 == "L" || $0 == "@" }
    return !id.isEmpty && id.allSatisfy(\.isHexDigit) ? String(id) : nil
  }

  private mutating func write(_ id: String, depth: Int) {
    guard let place = places[id], written.insert(id).inserted else { return }
    write(rows[place].value, depth: depth)
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    guard depth < Self.depth, html.utf8.count < Self.longest else { return }
    switch value {
    case .string(let text):
      if let id = Self.reference(text) {
        write(id, depth: depth + 1)
      } else if !text.hasPrefix("$") || text.hasPrefix("$$") {
        html += Self.escaped(text.hasPrefix("$$") ? String(text.dropFirst()) : text)
      }
    case .number(let text): html += text
    case .list(let values):
      if values.first == .string("$"), values.count >= 4 {
        element(values[1].string ?? "", values[3], depth: depth)
      } else {
        for value in values { write(value, depth: depth + 1) }
      }
    default: break
    }
  }

  private mutating func element(_ tag: String, _ properties: JSONValue, depth: Int) {
    guard !Self.left.contains(tag) else { return }
    let isTag = !tag.isEmpty && tag.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
    let name = isTag ? tag : "div"
    html += "<\(name)"
    for (attribute, member) in [("class", "className"), ("href", "href"), ("id", "id"), ("hidden", "hidden")]
    {
      guard let text = properties[member]?.string, !text.hasPrefix("$") else { continue }
      html += " \(attribute)=\"\(Self.escaped(text).replacing("\"", with: "&quot;"))\""
    }
    html += ">"
    if Self.empty.contains(name) { return }
    if let inner = properties["dangerouslySetInnerHTML"]?["__html"]?.string {
      html += Self.reference(inner).flatMap { places[$0] }.flatMap { rows[$0].value.string } ?? inner
    } else if let children = properties["children"] {
      write(children, depth: depth + 1)
    }
    html += "</\(name)>"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// Elements without a text for readers, and those without any content.
  private static let left: Set<String> = [
    "script", "style", "meta", "link", "title", "head", "svg", "template",
  ]
  private static let empty: Set<String> = ["br", "hr", "img", "input", "wbr", "source"]
}
