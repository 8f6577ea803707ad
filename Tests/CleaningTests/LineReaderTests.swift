import Stories
import Testing

@testable import Cleaning

@Suite struct LineReaderTests {
  private let library = Checkout.cleaner.library

  private func lineFeatures(_ lines: [String]) -> [LineFeatures] {
    var reader = LineReader(
      library.words, lines: lines.count, bytes: lines.reduce(0) { $0 + $1.utf8.count })
    defer { reader.close() }
    var lineFeatures = lines.map { line in
      var line = line
      return line.withUTF8 { reader.features(of: $0) }
    }
    reader.judge(&lineFeatures, library.general.lexicon)
    return lineFeatures
  }

  @Test func aLineIsFoldedAsItsTextIs() {
    let lines = [
      "PUBLICITÉ", "L’œuvre – d‘art…", "3 min 45", "« Été »", "Straße", "Łódź", "ЧИТАЙТЕ ТАКЖЕ", "関連記事", "👩‍👩‍👧",
      "soft\u{AD}hyphen and\u{200B}nothing", "- : -", "", "`tick' 12:30 | 2024/05", "ÀÉÎ ÿ ß ĳ",
      String(repeating: "mot ", count: 59) + "fin.",
    ]
    for (line, features) in zip(lines, lineFeatures(lines)) {
      #expect(features.key == LineReader.key(of: line), "\(line)")
    }
  }

  @Test func oneLookTellsWordsCapitalsAndMarks() {
    let features = lineFeatures(["L’École « Le Port » a 12 ans, dit-elle : 14:30 en 2024 / co\u{AD}opX"])[0]
    #expect(features.words == 10)
    #expect(features.capitals == 4)
    #expect(features.digits == 10)
    #expect(features.commas == 1)
    #expect(features.start == .upper)
    for mark in [LineFeatures.Marks.quote, .colon, .clock, .year, .slash, .glued] {
      #expect(features.marks.contains(mark), "\(mark)")
    }
    #expect(
      features.marks.isDisjoint(with: [.pipe, .at, .address, .dash, .dot, .shouted, .wide, .copyright]))
  }

  @Test func longWordsStandInTheOrderOfTheLines() {
    let lines = ["le port rouvre demain", "non", "la mairie"]
    let lineFeatures = lineFeatures(lines)
    #expect(lineFeatures.map(\.long) == [0..<3, 3..<3, 3..<4])
  }

  @Test func copiesAreTheOnlyOneTheFirstOfTwoTheSecondOrOneOfMore() {
    let copies = Copies.of(lineFeatures(["un", "deux", "Deux", "trois", "TROIS", "trois.", "- -", "- -"]))
    #expect(copies == [0, 1, 2, 3, 3, 3, 0, 0])
    #expect(Copies.of(lineFeatures(["Article 1", "Article 2", "Article 2"])) == [0, 1, 2])
  }

  @Test(arguments: [
    ("LYON (AFP) — Le port rouvre ce matin après trois semaines de travaux, dit-on.", true),
    ("PORT-LAOUEN, Nov 22 – The harbour opens again after three weeks of work, they say.", true),
    ("Le port – celui du nord – rouvre ce matin après trois semaines de travaux.", false),
    ("Après trois semaines de travaux, le port rouvre ce matin, dit-on au quai.", false),
  ])
  func reportsBeginWithTheirPlace(line: String, isDateline: Bool) {
    #expect(lineFeatures([line])[0].marks.contains(.dateline) == isDateline)
  }

  @Test func wordsAreCountedByKind() {
    let kinds = lineFeatures(["Subscribe to our newsletter, and cancel your subscription anytime you like"])[
      0
    ].kinds
    let counts = Dictionary(
      uniqueKeysWithValues: WordTable.kinds.enumerated().map { ($1, Int(kinds >> UInt64($0 * 8) & 255)) })
    #expect(counts["promotion"] == 5 && counts["you"] == 2 && counts["we"] == 1 && counts["picture"] == 0)
  }
}
