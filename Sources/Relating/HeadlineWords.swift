import Stories
import Text

/// A headline as words that can be compared.
struct HeadlineWords {
  struct Word {
    /// Folded as headline keys are.
    let folded: String
    /// Capitalised where a sentence gives no reason.
    var isName: Bool
    /// Capitalised where a sentence begins: a name or not.
    var isOpening = false
    let isNumber: Bool
    let isNegation: Bool
    private let letters: Int

    init(folded: String, isName: Bool, isOpening: Bool = false) {
      (self.folded, self.isName, self.isOpening) = (folded, isName, isOpening)
      isNumber = folded.utf8.contains { (0x30...0x39).contains($0) }
      isNegation = Negations.all.contains(folded)
      letters = folded.unicodeScalars.count
    }

    /// What the word says of its story: little words next to nothing.
    var weight: Double {
      isNumber || isName ? 1.2 : letters <= 3 ? 0.3 : letters <= 5 ? 0.8 : 1
    }

    var isContent: Bool { isNumber || isName || letters >= 4 }

    /// Whether the other is this word, perhaps in another number or tense: a common beginning of four letters
    /// that is most of both, or one letter more. A name may have an `s`.
    func isForm(of other: Word) -> Bool {
      if folded == other.folded { return true }
      guard !isNumber, !other.isNumber, !isNegation, !other.isNegation else { return false }
      let common = zip(folded.utf8, other.folded.utf8).prefix { $0 == $1 }.count
      let longest = max(folded.utf8.count, other.folded.utf8.count)
      let shortest = min(folded.utf8.count, other.folded.utf8.count)
      if isName || other.isName || isOpening && other.isOpening {
        return common == shortest && longest == common + 1
          && (folded.utf8.count > common ? folded : other.folded).hasSuffix("s")
      }
      if common >= 3 && common == shortest && longest == common + 1 { return true }
      return common >= 4 && common * 10 >= longest * 7
    }
  }

  var words: [Word] = []
  /// For each rubric, how many words stand before the headline proper.
  private(set) var rubrics: [Int] = []
  /// Ends in an ellipsis.
  let isCut: Bool

  init(_ headline: String) {
    isCut = Rubric.isCut(headline)
    var ends = Rubric.ends(in: headline)[...]
    var isStart = true
    var run = ""
    func flush() {
      guard !run.isEmpty else { return }
      let isCapital = run.unicodeScalars.first?.properties.isUppercase ?? false
      for part in HeadlineKey.of(run).split(separator: " ") {
        words.append(
          Word(folded: String(part), isName: isCapital && !isStart, isOpening: isCapital && isStart))
      }
      run = ""
      isStart = false
    }
    let scalars = headline.unicodeScalars
    for index in scalars.indices {
      if ends.first == index {
        flush()
        ends.removeFirst()
        rubrics.append(words.count)
      }
      let scalar = scalars[index]
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || Self.isMark(scalar) {
        run.unicodeScalars.append(scalar)
      } else {
        flush()
        if !["'", "’", "-", " ", "\u{A0}", "\u{202F}", ","].contains(scalar) { isStart = true }
      }
    }
    flush()
    forgetCapitals()
  }

  /// Where nearly every word has a capital, capitals say nothing.
  private mutating func forgetCapitals() {
    let long = words.filter { $0.folded.utf8.count >= 4 }
    guard long.count(where: \.isName) * 10 > long.count * 6 else { return }
    for index in words.indices { words[index].isName = false }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300
      && [.nonspacingMark, .spacingMark].contains(scalar.properties.generalCategory)
  }
}

/// Words that turn a statement round, folded; a row a language.
enum Negations {
  static let all = Set(rows.flatMap { $0.split(separator: " ").map(String.init) })

  private static let rows = [
    "ne n pas plus sans non ni jamais aucun aucune rien",
    "not no never nor t without cannot nothing",
    "nicht kein keine keinen keiner nie ohne",
    "no sin nunca ni nada", "non senza mai ne", "nao sem nunca nem", "niet geen nooit zonder",
    "nie bez nigdy", "ikke uten inte utan ikke uden aldri aldrig",
  ]
}
