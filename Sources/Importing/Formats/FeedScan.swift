/// Splits a feed into its items without parsing it.
///
/// An item ends at its end tag, before the next item, or with the element around it. Comments, CDATA and
/// processing instructions are skipped.
struct FeedScan {
  /// A result of the scan.
  enum Found {
    /// An item; `isCut` where the bytes end inside it.
    case item([UInt8], isCut: Bool)
    case tooLarge
  }

  /// A start or end tag; the name has its prefix, in lower case.
  private struct Tag {
    var at: Int
    var name: String
    var isEnd: Bool

    var local: Substring { name.split(separator: ":").last ?? "" }
    var isItem: Bool { local == "item" || local == "entry" }
  }

  /// No tag of a feed has a longer name; in bytes.
  private static let longestName = 64
  /// The shortest names that matter are `rss` and `rdf`.
  private static let shortestName = 3
  private static let around: Set<Substring> = ["channel", "rss", "rdf", "feed"]

  private let stream: ByteStream
  private var isOver = false
  /// The name of the root element, whose end tag ends the scan.
  var root: String?
  private var isClosed = false

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  var position: Int64 { stream.position }

  /// Whether the bytes ended before the root element did.
  var isCut: Bool { !isClosed && !isOver }

  /// The part before the first item, or everything where there is none; nil where that is too large.
  mutating func head() -> [UInt8]? {
    let limit = CaptureReader.limit
    var offset = 0
    while let tag = tag(from: offset, limit: limit) {
      if tag.isItem, !tag.isEnd { return stream.take(tag.at) }
      offset = tag.at + 1
    }
    guard let rest = stream.rest(limit: limit) else { return nil }
    isClosed = FeedHead.isClosed(rest)
    return rest
  }

  /// The remaining bytes, if there are few; they are not consumed.
  var rest: [UInt8] {
    let most = 1 << 18
    return stream.holds(most) ? [] : Array(stream.peek(most))
  }

  /// The next item; nil at the end.
  mutating func item() -> Found? {
    guard !isOver, let name = seek() else { return nil }
    let limit = CaptureReader.limit
    var offset = 1
    while let tag = tag(from: offset, limit: limit) {
      if tag.name == name {
        guard tag.isEnd else { return take(tag.at) }
        let close = stream.find(UInt8(ascii: ">"), from: tag.at, limit: tag.at + 256).map { $0 + 1 }
        return take(close ?? tag.at + 2 + name.utf8.count)
      }
      if tag.isEnd, Self.around.contains(tag.local) { return take(tag.at) }
      offset = tag.at + 1
    }
    guard let bytes = stream.rest(limit: limit) else {
      stream.skip(Int64(limit))
      return .tooLarge
    }
    return .item(bytes, isCut: true)
  }

  private func take(_ count: Int) -> Found { .item(stream.take(count), isCut: false) }

  /// Skips what is not an item. Returns the name of the item that begins, nil at the end.
  private mutating func seek() -> String? {
    // There is little between items. Of longer content, a part is skipped at a time.
    let limit = 1 << 20
    while !stream.isAtEnd {
      guard let tag = tag(from: 0, limit: limit) else {
        stream.skip(Int64(limit))
        continue
      }
      stream.skip(Int64(tag.at))
      if tag.isItem, !tag.isEnd { return tag.name }
      if tag.isEnd, tag.name == root { isClosed = true }
      stream.skip(1)
    }
    return nil
  }

  /// The first tag from a position on, within `limit` bytes.
  private func tag(from start: Int, limit: Int) -> Tag? {
    var offset = start
    while let at = stream.find(UInt8(ascii: "<"), from: offset, limit: limit) {
      if isPassedOver(at), let end = passedOver(at, limit: limit) {
        offset = end
      } else if let tag = tag(at: at) {
        return tag
      } else {
        offset = at + 1
      }
    }
    return nil
  }

  private func isPassedOver(_ at: Int) -> Bool {
    let next = stream.peek(at + 2).dropFirst(at + 1).first
    return next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
  }

  private func tag(at place: Int) -> Tag? {
    let rest = stream.peek(place + Self.longestName).dropFirst(place + 1)
    let isEnd = rest.first == UInt8(ascii: "/")
    let name = rest.dropFirst(isEnd ? 1 : 0).prefix {
      $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "<")
    }
    guard name.count >= Self.shortestName else { return nil }
    return Tag(at: place, name: String(decoding: name, as: UTF8.self).lowercased(), isEnd: isEnd)
  }

  /// The index after a comment, CDATA section, instruction or document type that begins at a position; nil
  /// where none does.
  private func passedOver(_ at: Int, limit: Int) -> Int? {
    let head = Array(stream.peek(at + 16).dropFirst(at))
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    where head.starts(with: open.utf8) {
      return end(Array(close.utf8), from: at + open.utf8.count, limit: limit)
    }
    guard head.starts(with: "<!".utf8) else { return nil }
    let most = min(limit, at + (1 << 20))
    return max(at + 2, XMLText.doctypeEnd(stream.peek(most).dropFirst(at)) - stream.peek(0).startIndex)
  }

  private func end(_ mark: [UInt8], from start: Int, limit: Int) -> Int {
    var offset = start
    while let at = stream.find(mark[0], from: offset, limit: limit) {
      if stream.peek(at + mark.count).dropFirst(at).elementsEqual(mark) { return at + mark.count }
      offset = at + 1
    }
    return limit
  }

  /// Ends the scan.
  mutating func end() {
    isOver = true
  }

  /// The fault that ended the bytes early; returned once.
  mutating func takeFault() -> StreamFault? {
    guard !isOver, let fault = stream.fault else { return nil }
    isOver = true
    return fault
  }
}
