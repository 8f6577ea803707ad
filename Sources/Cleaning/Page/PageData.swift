import Stories
import Text

/// Finds a story that a page holds only as data in its scripts: the state that frameworks embed as JSON
/// (`__NEXT_DATA__`, `window.__INITIAL_STATE__ = {…}`).
enum PageData {
  /// Shorter scripts hold no story; in bytes.
  static let least = 200
  /// Longer scripts are not read; in bytes.
  private static let longest = 4 << 20
  /// Shorter strings are not paragraphs; in bytes.
  private static let leastPiece = 80
  /// How deeply values may be nested; `mostTexts`: how many strings are examined.
  private static let depth = 40
  private static let most = 20_000
  /// Names of members that hold the parts of one paragraph.
  private static let pieces: Set<String> = ["text", "value", "content", "insert"]

  /// The strings that look most like a story, as HTML; nil where none does.
  static func story(_ page: String, _ scripts: [Range<Int>]) -> String? {
    var page = page
    var texts: [Text] = []
    page.withUTF8 { bytes in
      let known = scripts.filter { $0.count <= longest && $0.upperBound <= bytes.count }
      for script in known {
        guard let value = value(UnsafeBufferPointer(rebasing: bytes[script])) else { continue }
        collect(value, at: [], into: &texts)
      }
      for (place, value) in FlightData(bytes, known).values.enumerated() {
        collect(value, at: ["\(place)"], into: &texts)
      }
    }
    return chosen(texts)?.map { html($0.text) }.joined(separator: "\n")
  }

  /// What the page streams as elements, as HTML; nil where it streams nothing.
  static func streamed(_ page: String, _ scripts: [Range<Int>]) -> String? {
    var page = page
    let html = page.withUTF8 { bytes in
      var flight = FlightData(bytes, scripts.filter { $0.upperBound <= bytes.count })
      return flight.rendered()
    }
    return html.isEmpty ? nil : html
  }

  /// A string of the page's data as HTML, one paragraph on each line.
  static func html(_ text: String) -> String {
    // Escaped characters inside markup stay escaped. A string that was escaped as a whole, once or twice, is
    // markup once it is decoded.
    var text = text
    for _ in 0..<2 where !isMarkup(text) && text.utf8.contains(UInt8(ascii: "&")) {
      text = CharacterReference.decoded(text)
    }
    if isMarkup(text) { return text }
    return text.split(whereSeparator: \.isNewline)
      .map { "<p>" + $0.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "</p>" }
      .joined(separator: "\n")
  }

  /// A string of the data, with the path that leads to it.
  private struct Text {
    /// Names of members, and positions in arrays as numbers after `#`.
    var path: [String]
    var text: String

    var name: String { path.last { !$0.hasPrefix("#") } ?? "" }

    /// A key that is equal for the members of one array, or, with `allPlaces`, for those at any position of
    /// nested arrays.
    func key(allPlaces: Bool) -> String {
      let last = path.lastIndex { $0.hasPrefix("#") }
      return path.enumerated().map { allPlaces && $1.hasPrefix("#") || $0 == last ? "*" : $1 }
        .joined(separator: "\n")
    }

    /// How many of its bytes look like running text.
    var prose: Int {
      let count = text.utf8.count
      if isMarkup(text) { return count >= 2 * leastPiece && text.contains("</p>") ? count : 0 }
      return count >= leastPiece && Shape.endsSentence(text) && Shape.words(text, atLeast: 8) ? count : 0
    }
  }

  /// The JSON in a script, by itself or after `NAME =`.
  private static func value(_ script: UnsafeBufferPointer<UInt8>) -> JSONValue? {
    guard let first = script.firstIndex(where: { $0 > 0x20 }) else { return nil }
    if script[first] == UInt8(ascii: "{") || script[first] == UInt8(ascii: "[") {
      return JSONValue(Array(script[first...]), whole: false)
    }
    guard let open = script.prefix(200).firstIndex(of: UInt8(ascii: "{")),
      script[..<open].last(where: { $0 > 0x20 }) == UInt8(ascii: "=")
    else { return nil }
    return JSONValue(Array(script[open...]), whole: false)
  }

  private static func collect(_ value: JSONValue, at path: [String], into texts: inout [Text]) {
    guard path.count < depth, texts.count < most else { return }
    switch value {
    case .string(let text):
      guard text.utf8.contains(0x20), !text.hasPrefix("http"), !text.hasPrefix("{") else { return }
      texts.append(Text(path: path, text: text))
    case .list(let values):
      for (place, value) in values.enumerated() { collect(value, at: path + ["#\(place)"], into: &texts) }
    case .object(let members):
      for (name, value) in members.sorted(by: { $0.key < $1.key }) where !name.hasPrefix("@") {
        collect(value, at: path + [name], into: &texts)
      }
    default: break
    }
  }

  /// The strings of the story: a single one, or the members of one array. The parts of rich text stand in
  /// arrays of arrays.
  private static func chosen(_ texts: [Text]) -> [Text]? {
    let lists = Dictionary(grouping: texts.indices) { texts[$0].key(allPlaces: false) }
    let rich = Dictionary(grouping: texts.indices.filter { pieces.contains(texts[$0].name) }) {
      texts[$0].key(allPlaces: true)
    }
    let prose = texts.map(\.prose)
    func sum(_ places: [Int]) -> Int { places.reduce(0) { $0 + prose[$1] } }
    func best(_ groups: [String: [Int]]) -> [Int] {
      groups.max { (sum($0.value), $1.key) < (sum($1.value), $0.key) }?.value ?? []
    }
    let (list, lot) = (best(lists), best(rich))
    let single = texts.indices.max { prose[$0] < prose[$1] }.map { [$0] } ?? []
    // An array whose members are whole stories is no story itself; in an array of paragraphs no member is a
    // story.
    let listed = sum(single) * 2 > sum(list) || single.contains { isMarkup(texts[$0].text) } ? single : list
    let found = sum(lot) > 2 * sum(listed) ? lot : listed
    guard sum(found) > 0 else { return nil }
    var seen: Set<String> = []
    return found.map { texts[$0] }.filter { seen.insert($0.text).inserted }
  }

  private static func isMarkup(_ text: String) -> Bool {
    text.contains("</") || text.contains("<br") || text.contains("<p>")
  }
}
