import Cells
import Glibc
import Stories
import Testing

@testable import Typesetting

/// A small dictionary of our own: enough for the words of these tests.
let smallDictionary = """
  UTF-8
  LEFTHYPHENMIN 2
  RIGHTHYPHENMIN 2
  % Comments stay unread.
  1ba
  1be
  1ca
  1ce
  1de
  1di
  1fi
  1la
  1le
  1li
  1lo
  1ma
  1me
  1mo
  1na
  1ne
  1ni
  1pa
  1ra
  1re
  1ri
  1sa
  1se
  1ta
  1té
  1ti
  1tu
  1va
  1que.
  """

@Suite struct TotalFitTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  private let hyphenation = Hyphenation(dictionary: Array(smallDictionary.utf8))

  private static let words = [
    "La", "garantie", "« tempête »", "figure", "dans", "tous", "les", "contrats", "d’habitation.", "Elle",
    "couvre", "le", "toit,", "les", "murs", "pharmacie", "Port-Laouen", "république", "n’a", "pas", "à",
    "quarante-huit", "heures", "https://example.org/une/adresse/longue", "115 000", "e\u{301}te\u{301}",
    "東京都",
    "カメラ、", "👩‍👩‍👧", "ไทย", "שלום", "anticonstitutionnellement", "—", "oui !",
  ]

  /// Paragraphs of random words, the same ones every time.
  private static func paragraphs(_ count: Int) -> [String] {
    var number: UInt32 = 2_463_534_242
    func next(_ bound: Int) -> Int {
      number ^= number << 13
      number ^= number >> 17
      number ^= number << 5
      return Int(number % UInt32(bound))
    }
    return (0..<count).map { _ in
      (0..<1 + next(60)).map { _ in words[next(words.count)] }.joined(separator: " ")
    }
  }

  private func setter(_ alignment: Manner.Alignment, _ measure: Int) -> ParagraphSetter {
    ParagraphSetter(
      Manner(alignment, hyphenation: hyphenation), measure: measure, role: .body, language: "fr")
  }

  @Test(arguments: Manner.Alignment.allCases)
  func noLineIsWiderAndNothingIsLost(_ alignment: Manner.Alignment) {
    for (number, text) in Self.paragraphs(60).enumerated() {
      for measure in [1, 2, 3, 5, 8, 13, 21, 34, 48, 49, 55, 66, 89, 144, 200] {
        var set = SetLines()
        set.begin(text, room: 0)
        for line in setter(alignment, measure).lines(of: text) { set.add(line, as: .body) }
        let left = text.filter { $0 != " " }
        var shown = ""
        for line in set {
          // A grapheme that is wider than the measure stands alone.
          #expect(
            Width.of(line.shown) <= measure || line.text.count == 1, "\(number) at \(measure): \(line.text)")
          #expect(!line.text.hasPrefix(" ") && !line.text.hasSuffix(" "))
          #expect(
            line.shown.filter { $0 != " " } == line.text.filter { $0 != " " } + (line.isHyphenated ? "-" : "")
          )
          shown += line.text.filter { $0 != " " }
        }
        #expect(shown == left, "\(number) at \(measure)")
      }
    }
  }

  @Test(arguments: Manner.Alignment.allCases)
  func itIsNeverDearerThanFillingLinesOneByOne(_ alignment: Manner.Alignment) {
    for (number, text) in Self.paragraphs(80).enumerated() {
      for measure in [24, 40, 56, 66, 72, 90] {
        let setter = setter(alignment, measure)
        let fit = TotalFit(
          chances: ChanceCollector.chances(of: text, from: 0, measure: measure, words: setter.words),
          measure: measure, isJustified: setter.isJustified)
        guard let ends = fit.ends() else { continue }
        let greedy = Breaker.extents(of: text, measure: measure).compactMap { extent in
          fit.chances.firstIndex { $0.ink.byte == extent.bytes.upperBound && $0.sign != .hyphen }
        }
        #expect(
          greedy.isEmpty || fit.cost(of: ends) <= fit.cost(of: greedy) + 0.001, "\(number) at \(measure)")
      }
    }
  }

  /// The same by trying every line, without leaving any out.
  private func least(_ fit: TotalFit) -> Double {
    func least(from start: Int, _ ends: [Int]) -> Double {
      if start == fit.chances.count - 1 { return fit.cost(of: ends) }
      var found = Double.infinity
      for end in start + 1..<fit.chances.count where fit.width(start, end) <= fit.measure {
        found = min(found, least(from: end, ends + [end]))
      }
      return found
    }
    return least(from: 0, [])
  }

  @Test(arguments: Manner.Alignment.allCases)
  func nothingIsCheaper(_ alignment: Manner.Alignment) {
    for text in Self.paragraphs(200) where text.count < 75 {
      for measure in [12, 20, 48] {
        let words = setter(alignment, measure).words
        for isJustified in [true, false] {
          let fit = TotalFit(
            chances: ChanceCollector.chances(of: text, from: 0, measure: measure, words: words),
            measure: measure, isJustified: isJustified)
          guard fit.chances.count < 22, let ends = fit.ends() else { continue }
          #expect(abs(fit.cost(of: ends) - least(fit)) < 0.001, "\(text) at \(measure)")
        }
      }
    }
  }

  @Test func filledLinesEndAtTheMeasure() throws {
    let text =
      "La garantie figure dans tous les contrats. Elle couvre le toit, les murs, les vitres, et ce que la "
      + "pluie abîme dans les quarante-huit heures. La submersion relève en revanche du régime."
    let lines = setter(.justified, 48).lines(of: text)
    var set = SetLines()
    set.begin(text, room: 0)
    for line in lines { set.add(line, as: .body) }
    #expect(lines.count > 3)
    for line in set.dropLast() where !line.extras.isEmpty || line.isHyphenated {
      #expect(Width.of(line.shown) == 48)
      #expect(!line.shown.contains("    "))
    }
    #expect(set.last?.extras == [])
  }

  @Test func aTitleKeepsItsWordsWhole() {
    let text = String(repeating: "république ", count: 12)
    let title = ParagraphSetter(
      Manner(.justified, hyphenation: hyphenation), measure: 48, role: .title, language: "fr")
    #expect(title.lines(of: text).allSatisfy { !$0.isHyphenated && $0.extras.isEmpty })
  }

  @Test func addressesNumbersNamesAndCapitalsStayWhole() throws {
    let words = WordBreaks(try #require(hyphenation), language: "fr")
    for text in [
      "https://example.org/republica", "republica@example.org", "REPUBLICA", "2republica", "a/republica",
    ] {
      let chances = ChanceCollector.chances(of: text, from: 0, measure: 80, words: words)
      #expect(chances.allSatisfy { $0.sign != .hyphen }, "\(text)")
    }
    let chances = ChanceCollector.chances(of: "la republica", from: 0, measure: 80, words: words)
    #expect(chances.contains { $0.sign == .hyphen })
  }

  @Test func whatStandsOverOneAnotherIsNotAllWide() {
    var setter = GapSetter()
    let gaps = (0..<9).map { (column: 5 + 6 * $0, before: UInt32(0x61)) }
    let first = setter.extras(missing: 3, gaps: gaps)
    let second = setter.extras(missing: 3, gaps: gaps)
    #expect(first.reduce(0) { $0 + Int($1) } == 3 && second.reduce(0) { $0 + Int($1) } == 3)
    #expect(first != second)
    #expect(setter.extras(missing: 30, gaps: gaps) == [])
  }
}

@Suite struct HyphenationTests {
  @Test func wordsAreBrokenWhereTheDictionarySays() throws {
    let hyphenation = try #require(Hyphenation(dictionary: Array(smallDictionary.utf8)))
    func shown(_ word: String) -> String {
      let letters = word.unicodeScalars.map(\.value)
      let places = Set(hyphenation.places(in: letters))
      return word.unicodeScalars.enumerated().map { (places.contains($0) ? "-" : "") + String($1) }.joined()
    }
    #expect(shown("camarade") == "ca-ma-rade")
    #expect(shown("république") == "répub-li-que")
    #expect(shown("sale") == "sale")
    #expect(shown("cale") == "cale")
  }

  @Test func compoundsAreSplitBeforeTheirParts() throws {
    let text = "ISO8859-1\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\nstadt1bib\nNEXTLEVEL\n1bli\n1thek\nt1bi\n"
    let hyphenation = try #require(Hyphenation(dictionary: Array(text.utf8)))
    #expect(hyphenation.places(in: "stadtbibliothek".unicodeScalars.map(\.value)) == [5, 7, 11])
  }

  @Test func lettersOfISO88591AreRead() throws {
    let bytes = Array("ISO8859-1\n1t".utf8) + [0xE9, 0x0A]
    let hyphenation = try #require(Hyphenation(dictionary: bytes))
    #expect(hyphenation.places(in: "santétés".unicodeScalars.map(\.value)) == [3, 5])
  }

  @Test func whatIsNoDictionaryGivesNone() {
    for text in ["", "UTF-8\n", "KOI8-R\n1ba\n", "UTF-8\n% nothing\n", "\u{0}\u{0}\n1ba\n"] {
      #expect(Hyphenation(dictionary: Array(text.utf8)) == nil)
    }
    #expect(Hyphenation(dictionary: [0xFF, 0xFE, 0x0A, 0x31, 0x61]) == nil)
    // Spelling that changes at a hyphen is not done: the pattern is left out.
    #expect(Hyphenation(dictionary: Array("UTF-8\na1ba/a=ba,1,2\n".utf8)) == nil)
  }
}
