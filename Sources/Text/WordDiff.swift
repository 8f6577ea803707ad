/// The differences between two texts, word by word.
package struct WordDiff: Equatable, Sendable {
  /// Whether words are in both texts, only in the older one, or only in the newer one.
  package enum Sign: String, Sendable {
    case same, gone, come
  }

  /// A run of words with the blanks before them.
  package struct Run: Equatable, Sendable {
    /// Which of the texts have it.
    package var sign: Sign
    /// Its words.
    package var text: String

    package init(_ sign: Sign, _ text: String) {
      self.sign = sign
      self.text = text
    }

    /// In the notation of `wdiff`, with the first blank before the mark: `[-gone-]`, `{+come+}`.
    package var marked: String {
      let blank = text.prefix { $0 == " " }
      let words = text.dropFirst(blank.count)
      return switch sign {
      case .same: text
      case .gone: blank + "[-" + words + "-]"
      case .come: blank + "{+" + words + "+}"
      }
    }
  }

  /// Headline, standfirst and blocks, in order; none is empty.
  package private(set) var paragraphs: [[Run]] = []
  /// How many words only the newer text has.
  package private(set) var come = 0
  /// How many words only the older text has.
  package private(set) var gone = 0

  /// Equal paragraphs are matched first; between them the words are compared.
  package init(from old: [String], to new: [String]) {
    var (before, after): ([String], [String]) = ([], [])
    for edit in Difference.edits(old, new) {
      switch edit {
      case .gone(let index): before.append(old[index])
      case .come(let index): after.append(new[index])
      case .same(let index, _):
        compare(before, after)
        (before, after) = ([], [])
        if !old[index].isEmpty { paragraphs.append([Run(.same, old[index])]) }
      }
    }
    compare(before, after)
  }

  /// Whether the texts are equal.
  package var isEmpty: Bool { come + gone == 0 }

  private mutating func compare(_ old: [String], _ new: [String]) {
    let (left, right) = (Token.tokens(of: old), Token.tokens(of: new))
    let edits = Difference.edits(left.map(\.text), right.map(\.text))
    var tokens = edits.map { edit in
      switch edit {
      case .same(_, let index): (Sign.same, right[index])
      case .gone(let index): (Sign.gone, left[index])
      case .come(let index): (Sign.come, right[index])
      }
    }
    Self.join(&tokens)
    come += tokens.count { $0.0 == .come && $0.1.isWord }
    gone += tokens.count { $0.0 == .gone && $0.1.isWord }
    set(tokens)
  }

  /// Merges a short word between two changes with them, since many small changes are hard to read.
  private static func join(_ tokens: inout [(Sign, Token)]) {
    var index = 1
    while index + 1 < tokens.count {
      let token = tokens[index].1
      if tokens[index].0 == .same, tokens[index - 1].0 != .same, tokens[index + 1].0 != .same,
        token.text.utf8.count <= 3, !token.isBreak
      {
        tokens[index].0 = .gone
        tokens.insert((.come, token), at: index + 1)
        index += 1
      }
      index += 1
    }
  }

  private mutating func set(_ tokens: [(Sign, Token)]) {
    var (gone, come): ([Token], [Token]) = ([], [])
    var runs: [Run] = []
    func flush() {
      if !gone.isEmpty { runs.append(Run(.gone, Token.text(of: gone, isFirst: runs.isEmpty))) }
      if !come.isEmpty { runs.append(Run(.come, Token.text(of: come, isFirst: runs.isEmpty))) }
      (gone, come) = ([], [])
    }
    for (sign, token) in tokens {
      if token.isBreak {
        flush()
        if !runs.isEmpty { paragraphs.append(runs) }
        runs = []
        continue
      }
      switch sign {
      case .gone: gone.append(token)
      case .come: come.append(token)
      case .same:
        flush()
        let text = Token.text(of: [token], isFirst: runs.isEmpty)
        if runs.last?.sign == .same {
          runs[runs.count - 1].text += text
        } else {
          runs.append(Run(.same, text))
        }
      }
    }
    flush()
    if !runs.isEmpty { paragraphs.append(runs) }
  }
}

/// A word, a punctuation mark, or the end of a paragraph.
private struct Token {
  var text: String
  var hasBlank: Bool
  var isWord: Bool
  var isBreak: Bool { text == "\n" }

  static func tokens(of paragraphs: [String]) -> [Token] {
    paragraphs.flatMap { tokens(of: $0) + [Token(text: "\n", hasBlank: false, isWord: false)] }
  }

  /// Splits a paragraph into runs of letters and digits; any other character is a token of its own, and so is
  /// each character of a script without blanks between words.
  private static func tokens(of paragraph: String) -> [Token] {
    var tokens: [Token] = []
    var hasBlank = false
    var isInside = false
    for character in paragraph {
      guard !character.isWhitespace else {
        (hasBlank, isInside) = (true, false)
        continue
      }
      let isLetter = character.isLetter || character.isNumber
      let isAlone = character.unicodeScalars.first.map { $0.value >= 0x2E80 } ?? false
      if isInside, isLetter, !isAlone {
        tokens[tokens.count - 1].text.append(character)
      } else {
        tokens.append(Token(text: String(character), hasBlank: hasBlank, isWord: isLetter))
        hasBlank = false
      }
      isInside = isLetter && !isAlone
    }
    return tokens
  }

  static func text(of tokens: [Token], isFirst: Bool) -> String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      if token.hasBlank, !(isFirst && index == 0) { text += " " }
      text += token.text
    }
    return text
  }
}
