/// A line of a text that may be wrapped, with its columns.
struct WrappedLine {
  /// The text, trimmed and without the `>` of quotations in mail.
  var text: Substring
  /// The number of columns before the text.
  var indent = 0
  /// The column after its last character.
  var edge = 0
  /// The width of its first word in columns, together with punctuation that never is separated from it by a
  /// line break.
  var first = 0
  /// The column at which the text after its bullet or number begins; nil without one.
  var itemColumn: Int?
  var bullet: Bullet?
  /// The number of `>` before it.
  var quotes = 0
  var startsLower = false
  var endsSentence = false

  /// How surely the mark before the text makes the line an item of a list.
  enum Bullet {
    /// `•`, `*`, `+`: only items begin so.
    case sure
    /// `-`, `–`, `12.`: may also be part of a sentence.
    case perhaps
  }

  var isBlank: Bool { text.isEmpty }

  /// Whether it is a row of a table, a heading of Markdown or a rule, which are never joined with other
  /// lines.
  var standsAlone: Bool {
    guard let first = text.utf8.first else { return true }
    if first == 0x7C || first == 0x23 || text.hasPrefix("```") || text.hasPrefix("![") { return true }
    return Self.isRule(text)
  }

  /// Whether a text consists of characters that draw a line.
  static func isRule(_ text: Substring) -> Bool {
    text.utf8.count >= 3 && text.utf8.allSatisfy { [0x2D, 0x5F, 0x3D, 0x2A, 0x7E, 0x20].contains($0) }
      || text.unicodeScalars.count >= 3
        && text.unicodeScalars.allSatisfy { (0x2500...0x257F).contains($0.value) || $0.value == 0x2014 }
  }

  init(_ line: Substring) {
    var rest = line
    var column = 0
    while let scalar = rest.unicodeScalars.first {
      if scalar == ">", quotes < 20 {
        quotes += 1
        column = 0
      } else if scalar == "\t" {
        column += 8 - column % 8
      } else if Line.isSpace(scalar) {
        column += 1
      } else {
        break
      }
      rest.unicodeScalars.removeFirst()
    }
    while let scalar = rest.unicodeScalars.last, Line.isSpace(scalar) { rest.unicodeScalars.removeLast() }
    text = rest
    indent = column
    edge = column + Self.columns(rest)
    first = Self.columns(Self.firstPiece(rest))
    markBullet()
    let opening = rest.unicodeScalars.first { !Self.opens($0) }
    startsLower = opening.map { Self.goesOn($0) } ?? false
    endsSentence = Shape.endsSentence(String(rest)) || rest.utf8.last == 0x3A
  }

  private mutating func markBullet() {
    let piece = text.prefix { $0 != " " }
    guard piece.endIndex < text.endIndex else { return }
    if ["•", "*", "+", "‣", "◦", "▪", "·", "●", "○", "■"].contains(piece) {
      bullet = .sure
    } else if ["-", "–", "—"].contains(piece) || Self.isNumber(piece) {
      bullet = .perhaps
    } else {
      return
    }
    let behind = text[piece.endIndex...].drop { $0 == " " }
    itemColumn = edge - Self.columns(behind)
  }

  private static func isNumber(_ piece: Substring) -> Bool {
    guard let last = piece.last, last == "." || last == ")", (2...4).contains(piece.utf8.count) else {
      return false
    }
    return piece.dropLast().utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The width of a text in columns: wide characters take two, combining characters none.
  private static func columns(_ text: Substring) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case ..<0x300: sum + (scalar.value == 0xAD ? 0 : 1)
      case 0x300...0x36F, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF: sum
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }

  /// The first word with punctuation that a no-break space joins to it in typeset French, even where it is an
  /// ordinary space now: `« On`, `quatorze »,`.
  private static func firstPiece(_ text: Substring) -> Substring {
    var end = text.firstIndex(of: " ") ?? text.endIndex
    let word = text[..<end]
    let isMark = word.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic && !("0"..."9").contains($0) }
    if isMark, end < text.endIndex { end = text[end...].dropFirst().firstIndex(of: " ") ?? text.endIndex }
    while end < text.endIndex {
      let next = text[end...].dropFirst().prefix { $0 != " " }
      guard let scalar = next.unicodeScalars.first, "»!?:;%€".unicodeScalars.contains(scalar) else { break }
      end = next.endIndex
    }
    return text[..<end]
  }

  /// Whether a line that begins with this letter may continue a sentence: a small letter, or one of a script
  /// without capitals that puts spaces between words.
  private static func goesOn(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isLowercase { return true }
    switch scalar.value {
    case 0x590...0x97F, 0xAC00...0xD7A3: return scalar.properties.isAlphabetic
    default: return false
    }
  }

  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    "\"'(«“„‘[".unicodeScalars.contains(scalar) || Line.isSpace(scalar)
  }
}
