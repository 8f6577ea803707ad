import Glibc

/// Prepares a page for the parser, in one pass over its bytes.
///
/// Comments, scripts, styles and unused attributes are removed, since the parser is slow with them. The
/// parser's time grows with the square of the depth and of the number of attributes of a tag, and it frees
/// its tree recursively. So tags beyond 512 open ones, attributes beyond 256 and too many repeated formatting
/// elements are removed, too. Text stays.
struct PageMarkup {
  static let depth = 512
  static let attributes = 256
  /// How many tags of `<html>` and `<body>` are kept: the parser compares the attributes of each with those
  /// of all before.
  static let singles = 16

  let bytes: [UInt8]
  /// The contents of JSON-LD scripts, in order.
  let linkedData: [String]
  /// Parts of the page that scripts move into place.
  let parts: StreamedParts
  /// The ranges of scripts that may hold a story as data, in bytes of the page.
  let scripts: [Range<Int>]

  init(_ page: UnsafeBufferPointer<UInt8>) {
    var scan = MarkupScan(page)
    scan.run()
    bytes = scan.bytes
    linkedData = scan.linkedData
    parts = scan.parts
    scripts = scan.scripts
  }
}

/// The pass over the bytes.
private struct MarkupScan {
  private(set) var bytes: [UInt8] = []
  private(set) var linkedData: [String] = []
  private(set) var parts = StreamedParts()
  private(set) var scripts: [Range<Int>] = []
  private let page: UnsafeBufferPointer<UInt8>
  /// The first byte that is not copied yet.
  private var pending = 0
  private var open: [UInt64] = []
  /// How many start tags were removed whose end tags are still to come.
  private var left = 0
  private var formatting = OpenFormatting()
  private var singles = 0

  init(_ page: UnsafeBufferPointer<UInt8>) {
    self.page = page
    bytes.reserveCapacity(page.count / 2)
  }

  mutating func run() {
    var at = 0
    while let start = find(0x3C, from: at), start + 1 < page.count {
      let next = page[start + 1]
      if next == 0x21 {
        at = comment(start)
      } else if next == 0x2F {
        at = endTag(start)
      } else if (0x61...0x7A).contains(next | 0x20) {
        at = startTag(start)
      } else {
        at = start + 1
      }
    }
    skip(page.count..<page.count + 1)
  }

  /// Skips a comment (HTML, section 13.2.5.43); an unclosed one reaches to the end of the page.
  private mutating func comment(_ start: Int) -> Int {
    guard has("--", at: start + 2) else { return start + 2 }
    if has(">", at: start + 4) || has("->", at: start + 4) {
      return (find(0x3E, from: start + 4) ?? page.count) + 1
    }
    var at = start + 4
    while let dash = find(0x2D, from: at) {
      if has("-->", at: dash) || has("--!>", at: dash) {
        let end = dash + (page[dash + 2] == 0x3E ? 3 : 4)
        skip(start..<end)
        return end
      }
      at = dash + 1
    }
    skip(start..<page.count)
    return page.count
  }

  private mutating func endTag(_ start: Int) -> Int {
    let (name, end) = name(from: start + 2)
    let close = find(0x3E, from: end).map { $0 + 1 } ?? page.count
    let kind = TagName(name)
    if kind.contains(.formatting) { formatting.end(name) } else { formatting.reopen() }
    guard !kind.contains(.unnested) else { return close }
    if left > 0 {
      left -= 1
      skip(start..<close)
    } else if open.last == name {
      open.removeLast()
    } else if let match = open.suffix(64).lastIndex(of: name) {
      open.removeSubrange(match...)
    }
    return close
  }

  private mutating func startTag(_ start: Int) -> Int {
    let (name, nameEnd) = name(from: start + 1)
    // A removed element is skipped as a whole, so its attributes must not be cut before that is known.
    let kind = TagName(name)
    let isLeft = open.count >= PageMarkup.depth && kind.isDisjoint(with: [.unnested, .raw])
    let isOver = isOver(kind)
    let mayGo = isLeft || isOver || formatting.isFull && kind.contains(.formatting)
    let tag = attributes(from: nameEnd, areKept: mayGo)
    if isOver {
      skip(start..<tag.close)
      return tag.close
    }
    let isClosed = tag.close >= 2 && page[tag.close - 2] == 0x2F
    if kind.contains(.raw), !(isClosed && open.contains(TagName.svg)) {
      return rawText(name, kind, from: tag.close, isData: tag.isData)
    }
    guard !kind.contains(.unnested), !isClosed else { return tag.close }
    if kind.contains(.formatting), !isLeft, !formatting.begin(name, page[start..<tag.close]) {
      skip(start..<tag.close)
    } else if isLeft {
      left += 1
      skip(start..<tag.close)
    } else {
      open.append(name)
    }
    return tag.close
  }

  /// Whether a tag is removed because too many elements were repeated, or because its only element exists
  /// already.
  private mutating func isOver(_ kind: TagName) -> Bool {
    if kind.contains(.single) {
      singles += 1
      return singles > PageMarkup.singles
    }
    if !kind.contains(.formatting) { formatting.reopen() }
    return formatting.isSpent && !kind.contains(.raw)
  }

  /// Reads the attributes of a tag (HTML, section 13.2.5.32). Returns where the tag ends and whether it is
  /// that of a JSON-LD script.
  private mutating func attributes(from: Int, areKept: Bool) -> (close: Int, isData: Bool) {
    var at = from
    var count = 0
    var isData = false
    while at < page.count {
      let byte = page[at]
      if byte == 0x3E { return (at + 1, isData) }
      if byte <= 0x20 || byte == 0x2F {
        at += 1
        continue
      }
      let attribute = PageAttribute(page, at: at)
      if attribute.isLinkedData { isData = true }
      if attribute.isRead, count < PageMarkup.attributes {
        count += 1
      } else if !areKept {
        skip(at..<attribute.end)
      }
      at = attribute.end
    }
    return (page.count, isData)
  }

  /// Skips the contents of `<script>` and similar elements, in which only their own end tag counts.
  private mutating func rawText(_ name: UInt64, _ kind: TagName, from start: Int, isData: Bool) -> Int {
    var end = page.count
    var at = start
    while let tag = find(0x3C, from: at) {
      if has("/", at: tag + 1), self.name(from: tag + 2).hash == name {
        end = tag
        break
      }
      at = tag + 1
    }
    if name == TagName.script, start < end { note(start..<end) }
    guard kind.contains(.unread), start < end, !isEscaped(start..<end) else { return end }
    if isData { linkedData.append(String(decoding: page[start..<end], as: UTF8.self)) }
    skip(start..<end)
    return end
  }

  private mutating func note(_ script: Range<Int>) {
    parts.note(UnsafeBufferPointer(rebasing: page[script]))
    if script.count >= PageData.least || FlightData.isPart(page[script]) { scripts.append(script) }
  }

  /// Whether `<!-- <script>` inside a script may make the parser use a later end tag.
  private func isEscaped(_ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while let tag = find(0x3C, from: at), tag < range.upperBound {
      if has("!--", at: tag + 1) {
        var inner = tag + 4
        while let next = find(0x3C, from: inner), next < range.upperBound {
          if name(from: next + 1).hash == TagName.script { return true }
          inner = next + 1
        }
        return false
      }
      at = tag + 1
    }
    return false
  }

  private mutating func skip(_ range: Range<Int>) {
    guard range.lowerBound >= pending, range.upperBound > range.lowerBound else { return }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: page[pending..<range.lowerBound]))
    pending = range.upperBound
  }

  private func find(_ byte: UInt8, from: Int) -> Int? {
    guard from < page.count, let base = page.baseAddress else { return nil }
    guard let found = memchr(base + from, Int32(byte), page.count - from) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func has(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= page.count, let base = page.baseAddress else { return false }
    return memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0
  }

  /// The first eight letters of a tag's name in lower case, which are enough to distinguish names.
  private func name(from start: Int) -> (hash: UInt64, end: Int) {
    var hash: UInt64 = 0
    var at = start
    while at < page.count, page[at] > 0x20, page[at] != 0x3E, page[at] != 0x2F {
      if at < start + 8 { hash = hash << 8 | UInt64(page[at] | 0x20) }
      at += 1
    }
    return (hash, at)
  }
}
