import Stories

/// The head of a feed: its metadata, and the context in which its items are parsed.
struct FeedHead {
  /// The name of the root element, in lower case.
  private(set) var root: String?
  private(set) var isFeed = false
  private(set) var isEmpty = true
  private(set) var source: String?
  private(set) var language: String?
  /// Whether the day comes before the month where both are numbers.
  var isDayFirst: Bool? { WrittenDate.isDayFirst(language: language) }
  private(set) var author: String?
  /// The charset that is declared.
  private var label: String?
  /// The start tags of the elements around the items, which declare namespaces and base addresses.
  private var around = ""

  init() {}

  /// `rest` is the part after the head, if it is short: some feeds have their title at the end.
  init(_ bytes: [UInt8], rest: [UInt8]) {
    label = CharsetLabel.inMarkup(bytes)
    let text = text(of: bytes)
    let tree = XMLTree.parse(text)
    isEmpty = tree == nil
    isFeed = tree.map { Self.isRoot($0.name) } ?? false
    root = XMLRoot.name(bytes[...])
    around = Self.around(Array(text.utf8))
    take(tree)
    if source == nil, !rest.isEmpty { take(XMLTree.parse(text + self.text(of: rest))) }
  }

  private mutating func take(_ root: XMLElement?) {
    let channel = root?.first("channel") ?? root
    source = channel?.first("title").flatMap { FeedText.plain($0) }
    language = (channel?.first("language", "dc:language")?.text ?? root?.attributes["xml:lang"])
      .flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    author = channel?.first("author")?.first("name")?.text.trimmed
  }

  /// Decodes the bytes of a part of the feed.
  func text(of bytes: [UInt8]) -> String {
    Repair.repaired(Decoding.decode(bytes, label: label, isMarkup: false).text)
  }

  /// Parses an item of the feed.
  func item(in text: String) -> XMLElement? {
    let root = XMLTree.parse(around + text)
    return root.flatMap { Self.item(in: $0) } ?? XMLTree.parse(text).flatMap { Self.item(in: $0) }
  }

  /// Finds the item next to the channel, inside it, or anywhere else.
  private static func item(in element: XMLElement) -> XMLElement? {
    switch element.name {
    case "item", "entry": return element
    case "channel", "rss", "feed", "rdf:rdf", "rdf":
      for inner in element.elements {
        if let item = item(in: inner) { return item }
      }
      return nil
    default: return nil
    }
  }

  static func isRoot(_ name: String) -> Bool {
    ["rss", "rdf:rdf", "rdf", "feed", "channel"].contains(name)
  }

  /// Whether a feed without items is complete.
  static func isClosed(_ bytes: [UInt8]) -> Bool {
    let tail = String(decoding: bytes.suffix(4096), as: UTF8.self).lowercased()
    let root = XMLRoot.name(bytes[...]).flatMap { $0.split(separator: ":").last } ?? ""
    return tail.contains("\(root)>") || tail.contains("/>") && bytes.count < 4096
  }

  /// A stream whose bytes can be split at `<`: text in UTF-16 and the like is converted to UTF-8 as a whole.
  static func readable(_ stream: ByteStream) -> ByteStream {
    guard CharsetLabel.inMarkup(Array(stream.peek(4096))) == "iso-2022-jp",
      let bytes = stream.rest(limit: CaptureReader.limit)
    else { return stream }
    return ByteStream(Array(Decoding.decode(bytes, label: "iso-2022-jp", isMarkup: true).text.utf8))
  }

  /// Longer start tags are ignored; in bytes.
  private static let longest = 1 << 14

  /// The start tags that are still open at the end of a head.
  private static func around(_ head: [UInt8]) -> String {
    var open: [(name: String, tag: ArraySlice<UInt8>)] = []
    var at = 0
    while let start = head[at...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = head[start...]
      if let end = XMLText.closed(rest, "<!--", "-->") ?? XMLText.closed(rest, "<![CDATA[", "]]>") {
        at = end
      } else if rest.starts(with: "<!".utf8) || rest.starts(with: "<?".utf8) {
        at = XMLText.doctypeEnd(rest)
      } else {
        at = tagEnd(rest)
        note(head[start..<at], &open)
      }
    }
    return String(decoding: open.flatMap(\.tag), as: UTF8.self)
  }

  private static func note(
    _ tag: ArraySlice<UInt8>, _ open: inout [(name: String, tag: ArraySlice<UInt8>)]
  ) {
    let isEnd = tag.dropFirst().first == UInt8(ascii: "/")
    let letters = tag.dropFirst(isEnd ? 2 : 1).prefix { $0 > 0x20 && ![0x2F, 0x3E].contains($0) }
    let name = String(decoding: letters, as: UTF8.self).lowercased()
    guard let local = name.split(separator: ":").last, isRoot(String(local)) else { return }
    if isEnd {
      if open.last?.name == name { open.removeLast() }
    } else if tag.suffix(2).first != UInt8(ascii: "/"), tag.count <= longest, open.count < 4 {
      open.append((name, tag))
    }
  }

  /// The index after the `>` of a tag, ignoring those in quotes.
  private static func tagEnd(_ rest: ArraySlice<UInt8>) -> Int {
    var quote: UInt8?
    for at in rest.indices.dropFirst() {
      let byte = rest[at]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return at + 1
      } else if byte == UInt8(ascii: "<") {
        return at
      }
    }
    return rest.endIndex
  }
}
