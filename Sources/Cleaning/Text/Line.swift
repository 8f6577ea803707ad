import Stories

/// A line of a capture, text or page, with what is known of it and its label.
struct Line {
  /// What the line is; `open` until a pass decides.
  enum Label: Equatable {
    case open
    case title
    case byline
    case standfirst
    case paragraph
    case heading
    case item(ordered: Bool)
    case caption
    case relatedHeading
    case related
    case removed(rule: String)
  }

  /// The text, trimmed; spaces inside are as in the capture.
  var text: String
  /// The number of the group of lines without blank lines between them, from 0.
  var group: Int
  /// The folded text; empty where the line is too long to be furniture.
  var key: [UInt8]
  var verdict: Verdict?
  var label = Label.open
  /// The reader's correction of the line.
  var ruling: Ruling?
  /// The probability of its label, 0 to 1; nil where a rule decided.
  var probability: Double?
  /// The bullet or number before the text, which was removed from it.
  var bullet: Bullet?
  /// The authors, where it is a byline.
  var names: [String]?
  /// The kind of block by the page's element; nil in text captures and for plain paragraphs.
  var block: Block.Kind?
  var level = 1
  var ordered = false
  /// The address of its link, if most of the line is a link.
  var url: String?
  /// Whether the line consists of links only, or nearly so.
  var isLink = false
  /// On a page, the node with the beginning of its text.
  var node = 0
  /// On a page, the percentage of its text that is in links.
  var linked = 0
  /// On a page, the block element that contains it.
  var home: Home?
  /// On a page, the reason why the element around it is removed.
  var dropped: String?
  /// The picture that it stands for or tells of, on a page.
  var picture: Picture?
  /// Its links and words set apart.
  var inline: Inline?

  /// The spans of a text of that many bytes; links are as the page has them.
  struct Inline {
    var length: Int
    var spans: [Span]
  }

  /// The reader's correction of a line: part of the story, or furniture.
  enum Ruling: Equatable {
    case story
    case furniture(rule: String)
  }

  /// The block element that contains a line. Lines of one story usually are in similar elements.
  struct Home: Equatable {
    var parent: Int
    var tag: Tag
    var classes: String?
    /// Whether the element is named a standfirst.
    var isStandfirst = false
  }

  /// A line of text as it is, without a bullet.
  static func plain(_ text: String, group: Int) -> Line {
    Line(text: text, group: group, key: text.utf8.count <= Verdict.longestLine + 60 ? Fold.key(text) : [])
  }

  /// What stood before the text of an item.
  enum Bullet: Equatable {
    case dot, number
  }

  var length: Int { text.utf8.count }

  var isOpen: Bool { label == .open }

  /// Whether a rule takes the line for furniture other than a caption.
  var isFurniture: Bool { verdict != nil && verdict?.isCaption != true }

  /// Whether it ends as a sentence does, apart from closing quotes and brackets.
  var endsSentence: Bool { Shape.endsSentence(text) }

  /// Whether it is surely running text: long, or a sentence of some length.
  var isProse: Bool {
    length >= 220 || endsSentence && (length >= 90 || length >= 50 && Shape.words(text, atLeast: 8))
  }

  /// The text without white space at its ends, including no-break spaces and invisible characters.
  static func trim(_ text: Substring) -> String {
    let view = text.unicodeScalars
    guard let from = view.firstIndex(where: { !isSpace($0) }),
      let to = view.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[from...to])
  }

  /// White space, and invisible characters with which pages pad lines.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }
}

/// Simple measures of a text.
enum Shape {
  static func endsSentence(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { endsSentence($0) }
  }

  /// Whether text, as UTF-8, ends a sentence; closing quotes, brackets and spaces behind the end do not
  /// count.
  static func endsSentence(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    var rest = bytes[...]
    while let last = rest.popLast() {
      switch last {
      case 0x21, 0x2E, 0x3F: return true
      case 0x22, 0x27, 0x29, 0x2A, 0x5D, 0x00...0x20: continue
      case 0x80...:
        let second = rest.popLast() ?? 0
        if second == 0xC2, last == 0xBB || last == 0xA0 { continue }
        if second == 0xD8, last == 0x9F { return true }
        switch (rest.popLast() ?? 0, second, last) {
        // … 。 ！ ？ ।
        case (0xE2, 0x80, 0xA6), (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F),
          (0xE0, 0xA5, 0xA4):
          return true
        // ’ “ ” › and a narrow space, 」 』
        case (0xE2, 0x80, 0x99), (0xE2, 0x80, 0x9C...0x9D), (0xE2, 0x80, 0xBA), (0xE2, 0x80, 0xAF),
          (0xE3, 0x80, 0x8D), (0xE3, 0x80, 0x8F):
          continue
        default: return false
        }
      default: return false
      }
    }
    return false
  }

  /// Whether a text has at least this many words; a Han character or a kana counts as half a word.
  static func words(_ text: String, atLeast least: Int) -> Bool {
    var gaps = 1
    var wide = 0
    for byte in text.utf8 {
      if byte == 0x20 { gaps += 1 } else if (0xE3...0xE9).contains(byte) { wide += 1 }
      if gaps + wide / 2 >= least { return true }
    }
    return false
  }
}
