import Stories
import Testing

@testable import Cleaning

@Suite struct LineReaderTests {
  private let library = Checkout.cleaner.library

  private func looks(_ lines: [String]) -> [LineLook] {
    var reader = LineReader(
      library.words, lines: lines.count, bytes: lines.reduce(0) { $0 + $1.utf8.count })
    defer { reader.close() }
    var looks = lines.map { line in
      var line = line
      return line.withUTF8 { reader.look(at: $0) }
    }
    reader.judge(&looks, library.general.lexicon)
    return looks
  }

  @Test func aLineIsFoldedAsItsTextIs() {
    let lines = [
      "PUBLICITÉ", "L’œuvre – d‘art…", "3 min 45", "« Été »", "Straße", "Łódź", "ЧИТАЙТЕ ТАКЖЕ", "関連記事", "👩‍👩‍👧",
      "soft\u{AD}hyphen and\u{200B}nothing", "- : -", "", "`tick' 12:30 | 2024/05", "ÀÉÎ ÿ ß ĳ",
      String(repeating: "mot ", count: 59) + "fin.",
    ]
    for (line, look) in zip(lines, looks(lines)) { #expect(look.key == LineReader.key(of: line), "\(line)") }
  }

  @Test func oneLookTellsWordsCapitalsAndMarks() {
    let look = looks(["L’École « Le Port » a 12 ans, dit-elle : 14:30 en 2024 / co\u{AD}opX"])[0]
    #expect(look.words == 10)
    #expect(look.capitals == 4)
    #expect(look.digits == 10)
    #expect(look.commas == 1)
    #expect(look.start == .upper)
    for mark in [LineLook.Marks.quote, .colon, .clock, .year, .slash, .glued] {
      #expect(look.marks.contains(mark), "\(mark)")
    }
    #expect(look.marks.isDisjoint(with: [.pipe, .at, .address, .dash, .dot, .shouted, .wide, .copyright]))
  }

  @Test func longWordsStandInTheOrderOfTheLines() {
    let lines = ["le port rouvre demain", "non", "la mairie"]
    let looks = looks(lines)
    #expect(looks.map(\.long) == [0..<3, 3..<3, 3..<4])
  }

  @Test func copiesAreTheOnlyOneTheFirstOfTwoTheSecondOrOneOfMore() {
    let copies = Copies.of(looks(["un", "deux", "Deux", "trois", "TROIS", "trois.", "- -", "- -"]))
    #expect(copies == [0, 1, 2, 3, 3, 3, 0, 0])
  }
}
