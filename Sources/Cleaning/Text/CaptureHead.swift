import Stories

/// The header that a program wrote before a text: YAML front matter, the header of a reader service
/// (`Title:`, `URL Source:`, `Markdown Content:`), or that of a mail (RFC 5322).
struct CaptureHead {
  private static let mostLines = 80

  private(set) var fields: [String: [String]] = [:]
  private(set) var lines: [RemovedLine] = []
  /// Whether the header says that Markdown follows.
  private(set) var isMarkdown = false

  /// Splits a text into its header and the rest; nil where it has no header.
  static func split(_ text: String) -> (CaptureHead, rest: Substring)? {
    let start = text[(text.utf8.firstIndex { $0 > 0x20 } ?? text.endIndex)...]
    guard mayBegin(start) else { return nil }
    var head = CaptureHead()
    let rest =
      if start.hasPrefix("---\n") {
        head.matter(start)
      } else if start.hasPrefix("Title: ") {
        head.service(start)
      } else if mailStarts.contains(where: { start.hasPrefix($0) }) {
        head.mail(start)
      } else {
        Substring?.none
      }
    return rest.map { (head, $0) }
  }

  /// A quick test: whether a colon of a field, or a row of hyphens, is among the first bytes.
  private static func mayBegin(_ text: Substring) -> Bool {
    let front = text.utf8.prefix(14)
    return front.first == 0x2D || front.contains(0x3A)
  }

  func first(_ names: String...) -> String? {
    names.lazy.compactMap { fields[$0]?.first { !$0.isEmpty } }.first
  }

  func all(_ names: String...) -> [String] { names.lazy.compactMap { fields[$0] }.first ?? [] }

  private static let mailStarts = [
    "From: ", "Return-Path: ", "Received: ", "Message-ID: ", "Date: ", "Subject: ", "Delivered-To: ",
    "MIME-Version: ",
  ]

  /// Reads YAML between two lines of three hyphens: plain fields and lists only. Returns the rest.
  private mutating func matter(_ text: Substring) -> Substring? {
    var rest = text.dropFirst(4)
    var last: String?
    for _ in 0..<Self.mostLines {
      let line = Self.takeLine(&rest)
      if line == "---" || line == "..." {
        isMarkdown = true
        return fields.isEmpty ? nil : rest
      }
      if rest.isEmpty { return nil }
      if let (name, value) = Self.field(line) {
        last = name
        fields[name, default: []] += Self.values(value)
      } else if let name = last, line.first == " " || line.first == "-" {
        let item = Line.trim(line).drop { $0 == "-" || $0 == " " }
        fields[name, default: []] += Self.values(item)
      } else if !line.isEmpty, line.first != "#" {
        return nil
      }
      if !line.isEmpty { lines.append(RemovedLine(Line.trim(line), rule: "general.head")) }
    }
    return nil
  }

  private mutating func service(_ text: Substring) -> Substring? {
    var rest = text
    var end: Substring?
    for _ in 0..<24 where !rest.isEmpty {
      let line = Self.takeLine(&rest)
      if line.isEmpty { continue }
      guard let (name, value) = Self.field(line), Self.serviceNames.contains(name) else { break }
      if name == "markdown content" {
        isMarkdown = true
        return fields["url source"] == nil && fields["url"] == nil ? nil : rest
      }
      fields[name, default: []] += Self.values(value)
      lines.append(RemovedLine(Line.trim(line), rule: "general.head"))
      end = rest
    }
    return fields["url source"] == nil && fields["url"] == nil ? nil : end
  }

  private static let serviceNames: Set<String> = [
    "title", "url source", "url", "published time", "author", "byline", "description", "markdown content",
    "number of pages", "warning", "date", "image", "site", "language", "source",
  ]

  /// Reads fields up to the first blank line; a line that begins with a space continues the one above it.
  /// Returns the rest.
  private mutating func mail(_ text: Substring) -> Substring? {
    var rest = text
    var last: String?
    for _ in 0..<Self.mostLines where !rest.isEmpty {
      let line = Self.takeLine(&rest)
      if line.isEmpty {
        guard let subject = fields.removeValue(forKey: "subject"),
          fields["from"] != nil || fields["date"] != nil
        else { return nil }
        fields["title"] = subject.filter { !$0.contains("=?") }
        return rest
      }
      if line.first == " " || line.first == "\t", let name = last, let value = fields[name]?.last {
        fields[name] = [value + " " + Line.trim(line)]
      } else if let (name, value) = Self.field(line) {
        last = name
        fields[name] = [String(value)]
      } else {
        return nil
      }
      lines.append(RemovedLine(Line.trim(line), rule: "general.head"))
    }
    return nil
  }

  private static func takeLine(_ rest: inout Substring) -> Substring {
    let end = rest.firstIndex(of: "\n") ?? rest.endIndex
    var line = rest[..<end]
    rest = rest[end...].dropFirst()
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }

  private static func field(_ line: Substring) -> (String, Substring)? {
    guard let colon = line.firstIndex(of: ":"), line.first != " ", line.first != "-" else { return nil }
    let name = line[..<colon]
    guard (2...32).contains(name.utf8.count),
      name.utf8.allSatisfy({ $0 < 0x80 && $0 > 0x20 || $0 == 0x20 }), !name.contains("/")
    else { return nil }
    return (name.lowercased(), Substring(Line.trim(line[colon...].dropFirst())))
  }

  /// The values of a field: without quotes, and one for each item of a list in brackets.
  private static func values(_ text: some StringProtocol) -> [String] {
    var text = Substring(Line.trim(Substring(text)))
    if text.hasPrefix("["), text.hasSuffix("]"), !text.contains("](") {
      return text.dropFirst().dropLast().split(separator: ",").flatMap { values($0) }
    }
    if text.count > 1, let quote = text.first, quote == "\"" || quote == "'", text.last == quote {
      text = text.dropFirst().dropLast()
    }
    for mark in ["[[", "]]"] { text = Substring(text.replacing(mark, with: "")) }
    return text.isEmpty ? [] : [String(text)]
  }
}
