/// The kind of a file that cannot hold a story, recognised by its content and never by its name.
package enum NoStory: String, CaseIterable, Sendable {
  case styleSheet = "style sheet"
  case script
  /// RFC 9309.
  case robots = "robots.txt"
  /// SVG.
  case drawing
  case sitemap
  /// CDX or CDXJ, the index of a web archive.
  case crawlIndex = "crawl index"
  /// Office Open XML or OpenDocument.
  case officeDocument = "office document"
  case picture, font
  case mediaFile = "sound or film"
  /// JSON of programs: one object, and no text in it.
  case data

  /// The kind of a text that is written for programs; nil for other texts.
  static func of(_ text: String) -> NoStory? {
    var text = text
    return text.withUTF8 { bytes in
      let head = bytes.prefix(sample)
      let start = head.drop(while: isSpace)
      if isRobots(start, isWhole: bytes.count <= sample) { return .robots }
      if isCrawlIndex(start) { return .crawlIndex }
      if StyleSheet.reads(start, isWhole: bytes.count <= sample) { return .styleSheet }
      return ScriptText.looks(start) ? .script : nil
    }
  }

  /// The kind of an XML document by its root element. A page may begin with a drawing, and then continues
  /// after it.
  static func of(page bytes: ArraySlice<UInt8>) -> NoStory? {
    guard let root = XMLRoot.name(bytes)?.split(separator: ":").last.map(String.init) else { return nil }
    let end = String(decoding: bytes.suffix(64), as: UTF8.self).trimmed.lowercased()
    switch root {
    case "svg" where end.hasSuffix("svg>") && !isPage(bytes): return .drawing
    case "urlset", "sitemapindex": return .sitemap
    default: return nil
    }
  }

  private static func isPage(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes.prefix(256), as: UTF8.self).lowercased().contains("<!doctype html")
      || Markup.index(of: Array("</p>".utf8), in: bytes) != nil
  }

  /// The kind of a binary file by its first bytes; nil where it is unknown.
  static func of(binary head: ArraySlice<UInt8>) -> NoStory? {
    let is4 = { (name: String, offset: Int) in head.dropFirst(offset).starts(with: name.utf8) }
    if head.starts(with: [0x89, 0x50, 0x4E, 0x47]) || head.starts(with: [0xFF, 0xD8, 0xFF])
      || is4("GIF8", 0) || is4("RIFF", 0) && is4("WEBP", 8) || is4("ftypavif", 4) || is4("BM", 0)
      || head.starts(with: [0, 0, 1, 0])
    {
      return .picture
    }
    if is4("wOF", 0) || is4("OTTO", 0) || head.starts(with: [0, 1, 0, 0, 0]) { return .font }
    let isMedia = is4("ftyp", 4) || is4("OggS", 0) || is4("ID3", 0) || is4("fLaC", 0) || is4("RIFF", 0)
    return isMedia || head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) ? .mediaFile : nil
  }

  /// Whether a zip is an office document, by the names of its first entries.
  static func isOffice(_ zip: ArraySlice<UInt8>) -> Bool {
    guard zip.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return false }
    let length = zip.count >= 28 ? Int(zip[zip.startIndex + 26]) | Int(zip[zip.startIndex + 27]) << 8 : 0
    let name = zip.dropFirst(30)
    let first = String(decoding: name.prefix(length), as: UTF8.self)
    let isPart =
      ["docProps/", "word/", "xl/", "ppt/"].contains { first.hasPrefix($0) } && first.hasSuffix(".xml")
    if isPart || first == "[Content_Types].xml" || first == "_rels/.rels" { return true }
    return name.starts(with: "mimetypeapplication/vnd.oasis.opendocument".utf8)
  }

  /// At most this many bytes of a text are examined.
  private static let sample = 1 << 14

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  /// Whether a text has only lines of RFC 9309 and their common extensions, a user agent among them.
  private static func isRobots(_ bytes: Bytes, isWhole: Bool) -> Bool {
    var hasAgent = false
    var rest = bytes
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
      if line.endIndex == rest.endIndex, !isWhole { break }
      rest = rest[min(line.endIndex + 1, rest.endIndex)...]
      let text = line.drop(while: isSpace)
      if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
      let key = String(decoding: text.prefix(24).prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
      guard robotsKeys.contains(key.lowercased()) else { return false }
      hasAgent = hasAgent || key.lowercased() == "user-agent"
    }
    return hasAgent
  }

  private static let robotsKeys: Set = [
    "user-agent", "disallow", "allow", "sitemap", "crawl-delay", "host", "clean-param", "noindex",
    "request-rate", "visit-time", "content-signal", "content-usage",
  ]

  /// Whether a text begins with ` CDX N b a m …`, or with a line of a sort key, fourteen digits and JSON
  /// (CDXJ 1.0).
  private static func isCrawlIndex(_ bytes: Bytes) -> Bool {
    if bytes.starts(with: "!OpenWayback-CDXJ".utf8) { return true }
    let line = bytes.prefix { $0 != 0x0A }
    let fields = line.split(separator: 0x20)
    if fields.first?.elementsEqual("CDX".utf8) == true, fields.count >= 6 {
      return fields.dropFirst().allSatisfy { $0.count == 1 }
    }
    let words = line.split(separator: 0x20, maxSplits: 2)
    guard words.count == 3, words[0].contains(UInt8(ascii: ")")), words[1].count == 14 else { return false }
    return words[1].allSatisfy { (0x30...0x39).contains($0) } && words[2].first == UInt8(ascii: "{")
  }
}

/// Recognises style sheets (CSS Syntax Module Level 3, section 5).
enum StyleSheet {
  /// Whether a text consists of rules from its beginning, with nothing else between them.
  static func reads(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, isWhole: Bool) -> Bool {
    var at = bytes.startIndex
    var rules = 0
    while true {
      skipSpace(bytes, &at)
      guard at < bytes.endIndex else { break }
      let start = at
      let reach = min(start + longestPrelude, bytes.endIndex)
      while at < reach, !isStop(bytes[at]) { at += 1 }
      if at == reach, reach < bytes.endIndex { return false }
      guard at < bytes.endIndex else { return rules > 0 && !isWhole }
      let isAt = bytes[start] == UInt8(ascii: "@")
      if bytes[at] == UInt8(ascii: ";") {
        guard isAt else { return false }
        at += 1
        rules += 1
        continue
      }
      guard bytes[at] == UInt8(ascii: "{"), at > start else { return false }
      at += 1
      if isAt, !holdsDeclarations(bytes, at) {
        // Nested rules are read like outer ones, and their closing braces are skipped.
        rules += 1
        continue
      }
      guard let end = declarations(bytes, at) else { return rules > 0 && !isWhole }
      guard end > 0 else { return false }
      at = end
      rules += 1
    }
    return rules > 0
  }

  /// Longer lists of selectors do not occur in style sheets; in bytes.
  private static let longestPrelude = 2000

  private static func isStop(_ byte: UInt8) -> Bool { byte == 0x7B || byte == 0x7D || byte == 0x3B }

  /// Skips white space, comments and the closing braces of outer rules.
  private static func skipSpace(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ at: inout Int) {
    while at < bytes.endIndex {
      if isSpace(bytes[at]) || bytes[at] == UInt8(ascii: "}") {
        at += 1
      } else if bytes[at...].starts(with: "/*".utf8) {
        at += 2
        while at < bytes.endIndex, !bytes[at...].starts(with: "*/".utf8) { at += 1 }
        at = min(at + 2, bytes.endIndex)
      } else {
        return
      }
    }
  }

  /// Whether an at-rule holds declarations and not rules.
  private static func holdsDeclarations(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ at: Int) -> Bool {
    bytes[at...].first(where: isStop) != UInt8(ascii: "{")
  }

  /// The length of declarations up to and including their closing brace; 0 where there is something else, nil
  /// where they are cut off.
  private static func declarations(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ start: Int) -> Int? {
    var at = start
    while true {
      while at < bytes.endIndex, isSpace(bytes[at]) || bytes[at] == UInt8(ascii: ";") { at += 1 }
      if at < bytes.endIndex, bytes[at...].starts(with: "/*".utf8) {
        var comment = at
        skipSpace(bytes, &comment)
        at = comment
        continue
      }
      guard at < bytes.endIndex else { return nil }
      if bytes[at] == UInt8(ascii: "}") { return at + 1 }
      let name = bytes[at...].prefix { isName($0) }
      guard !name.isEmpty else { return 0 }
      at = name.endIndex
      while at < bytes.endIndex, isSpace(bytes[at]) { at += 1 }
      guard at < bytes.endIndex else { return nil }
      guard bytes[at] == UInt8(ascii: ":") else { return 0 }
      while at < bytes.endIndex, bytes[at] != UInt8(ascii: ";"), bytes[at] != UInt8(ascii: "}") {
        if bytes[at] == UInt8(ascii: "{") { return 0 }
        at += 1
      }
    }
  }

  private static func isName(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
      || byte == UInt8(ascii: "*")
  }
}

/// Recognises scripts (ECMA-262).
enum ScriptText {
  /// Whether a text begins as scripts do, has many of their operators, and has words that prose does not
  /// have. A text with whole sentences is prose about a program.
  static func looks(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard bytes.count >= 20, beginnings.contains(where: { bytes.starts(with: $0.utf8) }) else { return false }
    let dense = bytes.count { signs.contains($0) }
    guard dense * 100 > bytes.count * 5 else { return false }
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    return words.count { text.contains($0) } >= 2 && (dense * 100 > bytes.count * 15 || sentences(text) < 2)
  }

  /// The number of words that end in a full stop before a capital.
  private static func sentences(_ text: String) -> Int {
    let words = text.split { $0 == " " || $0.isNewline }
    return zip(words, words.dropFirst()).count { word, next in
      word.hasSuffix(".") && word.dropLast().allSatisfy(\.isLetter) && next.first?.isUppercase == true
    }
  }

  private static let beginnings = [
    "/*", "//", "(function", "!function", ";(function", "(()", "(async", "var ", "let ", "const ",
    "function ",
    "\"use strict\"", "'use strict'", "window.", "window[", "self.", "document.", "import ", "import{",
    "export ", "if(", "if (", "try{", "try {", "$(", "jQuery(", "define(", "require(", "{\"use strict\"",
    "webpackJsonp", "#!/usr/bin/env node", "async function",
  ]
  private static let signs = Set("{}()[];=<>&|!+".utf8)
  private static let words = [
    "function(", "function (", "=>", "return ", "window.", "document.", "module.exports", "require(",
    "typeof ",
    "addEventListener", "console.", "prototype.", "){", ") {", "});",
  ]
}
