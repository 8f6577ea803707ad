import Glibc
import Stories

/// A text capture prepared for cleaning: its header removed, Markdown read, wrapped paragraphs joined.
struct TextReading {
  private(set) var text: String
  /// The kind of block of each line that is not blank; empty where the text has no marks.
  private(set) var marks: [BlockMark?] = []
  /// Text that was removed with the header, forms and link lists.
  private(set) var removed: [RemovedLine] = []
  /// The capture, completed with what the header says where nothing else is known.
  private(set) var capture: Capture

  init(_ capture: Capture) {
    self.capture = capture
    text = Self.lines(capture.text)
    var isMarkdown = false
    if let (head, rest) = CaptureHead.split(text) {
      text = String(rest)
      removed = head.lines
      isMarkdown = head.isMarkdown
      take(head)
    }
    text = Wrapped.joined(text)
    takeForms()
    if isMarkdown || Markdown.isMarkdown(text) {
      let markdown = Markdown.read(text)
      (text, marks) = (markdown.text, markdown.marks)
      removed += markdown.removed
    } else if let links = LinkNumbers(text) {
      text = links.text
      removed += links.removed
    }
    if self.capture.given.title == nil {
      self.capture.given.title = headlineMarked()
    } else if capture.given.title == nil, let title = self.capture.given.title {
      put(title)
    }
  }

  /// The first heading of level 1 that has enough words, else the first one of level 1.
  private func headlineMarked() -> String? {
    guard marks.prefix(40).contains(BlockMark(.heading)) else { return nil }
    let lines = text.split(separator: "\n").filter { !Line.trim($0).isEmpty }
    let titles = zip(lines, marks).prefix(40).filter { $1 == BlockMark(.heading) }.map { Line.trim($0.0) }
    return titles.first { Shape.words($0, atLeast: 3) } ?? titles.first
  }

  /// The text with newlines as its only line ends. Others are those of Unicode (UAX 14: U+2028, U+2029) and
  /// of old programs.
  private static func lines(_ text: String) -> String {
    let separators = ["\u{2028}", "\u{2029}"].contains { Bytes.contains(text[...], $0) }
    var copy = text
    let isOld = copy.withUTF8 { bytes in
      bytes.baseAddress.map { memchr($0, 0x0D, bytes.count) != nil } ?? false
    }
    guard separators || isOld else { return text }
    var lines = String.UnicodeScalarView()
    var before: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where before == "\r": break
      case "\r", "\u{2028}", "\u{2029}": lines.append("\n")
      default: lines.append(scalar)
      }
      before = scalar
    }
    return String(lines)
  }

  private mutating func take(_ head: CaptureHead) {
    if capture.given.title == nil {
      capture.given.title = head.first("title", "headline").map { Self.headline($0) }
    }
    if capture.url == nil {
      capture.url = head.first("url source", "url", "source", "link", "canonical").flatMap {
        $0.hasPrefix("http") ? $0 : nil
      }
    }
    if capture.given.byline.isEmpty {
      capture.given.byline = head.all("author", "authors", "byline", "creator", "by").filter {
        Bylines.isName($0)
      }
    }
    let written = head.first("published time", "published", "date", "publish_date", "pubdate")
    if let written, capture.date == nil { capture.date = PageDate.date(written) }
  }

  /// Removes form fields as `w3m` draws them: `[ ]Je m’inscris`.
  private mutating func takeForms() {
    guard Bytes.contains(text[...], "[    ") else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    text = lines.map { line in
      let trimmed = Line.trim(line)
      guard trimmed.first == "[", trimmed.dropFirst().drop(while: { $0 == " " || $0 == "_" }).first == "]"
      else {
        return String(line)
      }
      removed.append(RemovedLine(trimmed, rule: "general.form"))
      return ""
    }.joined(separator: "\n")
  }

  /// The title without the name of the site behind it.
  private static func headline(_ title: String) -> String {
    for mark in [" | ", " — ", " – ", " - "] {
      guard let cut = title.ranges(of: mark).last else { continue }
      let (front, site) = (title[..<cut.lowerBound], title[cut.upperBound...])
      if Shape.words(String(front), atLeast: 3), !Shape.words(String(site), atLeast: 5) {
        return String(front)
      }
    }
    return title
  }

  /// Inserts the title of the header before the text, unless the text has it.
  private mutating func put(_ title: String) {
    let key = Fold.key(title)
    let isThere = text.split(separator: "\n").prefix(40).contains { line in
      line.utf8.count <= title.utf8.count + 40 && Fold.key(Line.trim(line)) == key
    }
    guard !isThere else { return }
    text = title + "\n\n" + text
    if !marks.isEmpty { marks.insert(BlockMark(.heading), at: 0) }
  }
}

/// Removes the numbers that `lynx`, `elinks` and `w3m` put before links, and the list of addresses below the
/// text.
struct LinkNumbers {
  private(set) var text: String
  private(set) var removed: [RemovedLine] = []

  /// Nil where the text does not end with such a list.
  init?(_ whole: String) {
    guard Bytes.contains(whole[...], "\nReferences") else { return nil }
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false)
    guard let from = lines.lastIndex(where: { ["References", "References:"].contains(Line.trim($0)) }),
      lines[(from + 1)...].allSatisfy({ Self.isListed($0) }), from + 1 < lines.count
    else { return nil }
    removed = lines[from...].map { Line.trim($0) }.filter { !$0.isEmpty }.map {
      RemovedLine($0, rule: "general.links")
    }
    text = lines[..<from].map { Self.withoutNumbers($0) }.joined(separator: "\n")
  }

  private static func isListed(_ line: Substring) -> Bool {
    let line = Line.trim(line)
    if line.isEmpty || line.hasSuffix("links") || line.hasSuffix("links:") { return true }
    let number = line.prefix { !$0.isWhitespace }
    return number.utf8.allSatisfy { (0x30...0x39).contains($0) || [0x2E, 0x5B, 0x5D].contains($0) }
      && line.utf8.count > number.utf8.count + 1
  }

  private static func withoutNumbers(_ line: Substring) -> String {
    guard line.utf8.contains(0x5B) else { return String(line) }
    var kept = String.UnicodeScalarView()
    var rest = line.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == "[", let end = rest.prefix(7).firstIndex(of: "]") {
        let number = rest[rest.index(after: rest.startIndex)..<end]
        if !number.isEmpty, number.allSatisfy({ ("0"..."9").contains($0) }) {
          rest = rest[rest.index(after: end)...]
          continue
        }
      }
      kept.append(scalar)
      rest.removeFirst()
    }
    return String(kept)
  }
}
