/// Character references that were escaped once more: `&amp;rsquo;` for `&rsquo;` in a page.
enum DoubleEscapes {
  /// The page with references of letters and typographic signs as they were meant. Pages that show code keep
  /// theirs, and `&amp;lt;` stays everywhere: it may be meant.
  static func mended(_ page: String) -> String {
    let mark = Array("&amp;".utf8)
    let bytes = Array(page.utf8)
    guard var found = Markup.index(of: mark, in: bytes[...]),
      !["<code", "<pre"].contains(where: { Markup.contains(bytes, Array($0.utf8)) })
    else { return page }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = 0
    while true {
      result += bytes[at...found]
      at = found + mark.count
      if !isReference(bytes[at...]) { result += mark.dropFirst() }
      guard let next = Markup.index(of: mark, in: bytes[at...]) else { break }
      found = next
    }
    result += bytes[at...]
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether what stands behind the ampersand is a number or a name of a letter or sign, and its end.
  private static func isReference(_ bytes: ArraySlice<UInt8>) -> Bool {
    let name = bytes.prefix(9).prefix { $0 != UInt8(ascii: ";") }
    guard (3...8).contains(name.count), bytes[(bytes.startIndex + name.count)...].first == UInt8(ascii: ";")
    else { return false }
    if name.first == UInt8(ascii: "#") {
      return name.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }
    let text = String(decoding: name, as: UTF8.self)
    return signs.contains(text) || letters.contains { text.count > $0.count && text.hasSuffix($0) }
  }

  private static let signs: Set = [
    "rsquo", "lsquo", "ldquo", "rdquo", "laquo", "raquo", "nbsp", "ndash", "mdash", "hellip", "quot", "apos",
    "euro", "oelig", "OElig", "aelig", "szlig", "oslash", "aring", "shy", "thinsp", "bdquo", "sbquo",
  ]
  private static let letters = ["acute", "grave", "circ", "uml", "cedil", "tilde"]
}
