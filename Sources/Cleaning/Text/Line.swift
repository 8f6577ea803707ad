import Stories

/// A line of a text capture and what it turned out to be.
struct Line {
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

  /// Trimmed; its inner spaces are the page's own.
  var text: String
  /// Which run of lines without a blank one between them, from 0.
  var group: Int
  /// Folded; empty where the line is too long to be furniture.
  var key: [UInt8]
  var verdict: Verdict?
  var label = Label.open
  /// What the reader said of it.
  var ruling: Ruling?
  /// How sure its label is, from 0 to 1, where that was reckoned.
  var probability: Double?
  /// `•`, `-`, `*` or a number before the text, taken off it.
  var bullet: Bullet?
  /// The authors, where it is a byline.
  var names: [String]?
  /// What the page's element says it is; nil in text captures and in plain paragraphs.
  var block: Block.Kind?
  var level = 1
  var ordered = false
  /// Where its link leads, if most of it is one.
  var url: String?
  /// Whether it is hardly more than links.
  var isLink = false
  /// The node that its text begins with, on a page.
  var node = 0
  /// Percent of it that are links, on a page.
  var linked = 0
  /// The element it comes from, on a page.
  var home: Home?
  /// Why the element around it is left out, on a page.
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

  enum Ruling: Equatable {
    case story
    case furniture(rule: String)
  }

  /// Where a page's line stands: lines of one story look alike.
  struct Home: Equatable {
    var parent: Int
    var tag: Tag
    var classes: String?
    /// Whether the element calls itself a standfirst.
    var isStandfirst = false
  }

  /// A line of text as it is, without a bullet.
  static func plain(_ text: String, group: Int) -> Line {
    Line(text: text, group: group, key: text.utf8.count <= Lexicon.longest + 60 ? Fold.key(text) : [])
  }

  enum Bullet: Equatable {
    case dot, number
  }

  var length: Int { text.utf8.count }

  var isOpen: Bool { label == .open }

  /// Whether it is furniture that the page put there, by its words.
  var isFurniture: Bool { verdict != nil && verdict?.isCaption != true }

  /// Ends as a sentence does, closing quotes and brackets apart.
  var endsSentence: Bool { Shape.endsSentence(text) }

  /// Long enough, or enough of a sentence, to be nothing but running text.
  var isProse: Bool {
    length >= 220 || endsSentence && (length >= 90 || length >= 50 && Shape.words(text, atLeast: 8))
  }

  /// Without white space at its ends, of whatever kind.
  static func trim(_ text: Substring) -> String {
    let view = text.unicodeScalars
    guard let from = view.firstIndex(where: { !isSpace($0) }),
      let to = view.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text[from...to])
  }

  /// White space and invisible marks that pages pad lines with.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }
}

/// What the shape of a text says.
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

  /// Whether there are that many words, a Han character or a kana counting as half.
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
