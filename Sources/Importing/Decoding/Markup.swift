/// Tells HTML from plain text.
enum Markup {
  private static let tags: Set<String> = [
    "html", "head", "body", "title", "meta", "link", "script", "style", "base", "p", "div", "span",
    "article", "main", "section", "header", "nav", "h1", "h2", "h3", "table", "ul", "ol", "center", "font",
    "a", "b", "i",
    "br", "img", "rss", "feed", "rdf", "form", "blockquote", "pre", "figure", "noscript", "frameset", "em",
    "strong",
  ]
  private static let roots = ["<html", "<!doctype html", "<body"].map { Array($0.utf8) }

  /// Whether bytes begin as a page does, with a tag. After a few lines of something else, only a root tag
  /// counts.
  static func begins(_ bytes: [UInt8]) -> Bool {
    var head = bytes.prefix(2048)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    head = head.drop { isSpace($0) || $0 == 0 }
    if head.first == UInt8(ascii: "<"), let next = head.dropFirst().first {
      if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return true }
      let name = head.dropFirst().prefix { isLetter($0) || (0x30...0x39).contains($0) }
      if tags.contains(String(decoding: name, as: UTF8.self).lowercased()) { return true }
    }
    while let place = head.firstIndex(of: UInt8(ascii: "<")) {
      head = head[place...]
      if roots.contains(where: { isRoot($0, head) }) { return true }
      head = head.dropFirst()
    }
    return false
  }

  /// Whether bytes begin with a root tag, in any case.
  private static func isRoot(_ root: [UInt8], _ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count >= root.count
      && zip(bytes, root).allSatisfy { ((0x41...0x5A).contains($0) ? $0 | 0x20 : $0) == $1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
  }

  static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
    index(of: needle, in: bytes[...]) != nil
  }

  /// The first index of some bytes in others.
  static func index(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = needle.first else { return nil }
    var rest = bytes
    while let at = rest.firstIndex(of: first) {
      rest = rest[at...]
      if rest.starts(with: needle) { return at }
      rest = rest.dropFirst()
    }
    return nil
  }
}
