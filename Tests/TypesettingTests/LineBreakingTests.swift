import Cells
import Glibc
import Testing
import Typesetting

@Suite struct LineBreakingTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  @Test func noTextGivesNoLine() {
    #expect(LineBreaking.lines("", measure: 10) == [])
    #expect(LineBreaking.lines("mot", measure: 10, most: 0) == [])
  }

  @Test func measuresOfOneAndLessComeToAnEnd() {
    for measure in [1, 0, -5] {
      #expect(LineBreaking.lines("abc de", measure: measure) == ["a", "b", "c", "d", "e"])
      #expect(LineBreaking.lines("東京", measure: measure) == ["東", "京"])
    }
  }

  @Test func linesAreFilled() {
    let lines = LineBreaking.lines("Le port rouvre et le tram repart demain", measure: 14)
    #expect(lines == ["Le port rouvre", "et le tram", "repart demain"])
  }

  @Test func longWordsAreBrokenAtGraphemes() {
    #expect(LineBreaking.lines("anticonstitutionnel!", measure: 8) == ["anticons", "titution", "nel!"])
    let accents = String(repeating: "e\u{301}", count: 5)
    #expect(LineBreaking.lines(accents, measure: 2).map(\.count) == [2, 2, 1])
    let family = LineBreaking.lines(String(repeating: "👩‍👩‍👧", count: 3), measure: 3)
    #expect(family == ["👩", "👩", "👩"])
    #expect(LineBreaking.lines("🇫🇷🇩🇪🇮🇹", measure: 3).joined() == "🇫🇷🇩🇪🇮🇹")
    #expect(LineBreaking.lines("🇫🇷🇩🇪🇮🇹", measure: 3).allSatisfy { $0.count == 1 })
    #expect(LineBreaking.lines("क्षक्षक्ष", measure: 3).joined().count == "क्षक्षक्ष".count)
  }

  @Test func wideGlyphsCountTwo() {
    #expect(LineBreaking.lines("東京都庁", measure: 5) == ["東京", "都庁"])
    #expect(LineBreaking.lines("東京、都庁。", measure: 4) == ["東", "京、", "都", "庁。"])
  }

  @Test func aMarkNeverLeavesItsLetter() {
    for measure in 1...6 {
      for line in LineBreaking.lines("e\u{301} \u{301}e\u{301}e\u{301} a", measure: measure) {
        #expect(Gate.line(line) == line)
      }
    }
  }

  @Test func softHyphensAreInvisible() {
    #expect(LineBreaking.lines("dé\u{AD}ve\u{AD}lop\u{AD}pe\u{AD}ment", measure: 13) == ["développement"])
  }

  @Test func guillemetsStayWithTheirWords() {
    let text = "Il a dit « oui » et puis « non » ; mais quoi ? Rien ! Et : voilà »"
    for measure in 9...30 {
      for line in LineBreaking.lines(text, measure: measure) {
        #expect(!line.hasSuffix("«"), "\(line) at \(measure)")
        for sign in ["»", ";", ":", "!", "?"] { #expect(!line.hasPrefix(sign), "\(line) at \(measure)") }
      }
    }
  }

  @Test func germanGuillemetsMayBeginALine() {
    #expect(LineBreaking.lines("Er sagte »Hallo« dann", measure: 9) == ["Er sagte", "»Hallo«", "dann"])
  }

  @Test func noBreakSpacesNeverBreak() {
    #expect(LineBreaking.lines("de 115\u{202F}000 km", measure: 8) == ["de", "115\u{202F}000", "km"])
    #expect(LineBreaking.lines("il dit «\u{A0}oui\u{A0}»", measure: 10) == ["il dit", "«\u{A0}oui\u{A0}»"])
  }

  @Test func lineFeedsAreKept() {
    #expect(LineBreaking.lines("un\n\ndeux trois", measure: 6) == ["un", "", "deux", "trois"])
  }

  @Test func indentsAreKeptWhereTheTextBegins() {
    #expect(LineBreaking.lines("  j  descend d'une ligne", measure: 14) == ["  j  descend", "d'une ligne"])
  }

  @Test func theLastLineSaysThatTextIsMissing() {
    let text = "Lyon : la Fête des lumières sous haute sécurité"
    #expect(LineBreaking.lines(text, measure: 20, most: 2) == ["Lyon : la Fête des", "lumières sous haute…"])
    #expect(LineBreaking.lines(text, measure: 20, most: 1) == ["Lyon : la Fête des…"])
    #expect(
      LineBreaking.lines(text, measure: 24, most: 2) == ["Lyon : la Fête des", "lumières sous haute séc…"])
    #expect(LineBreaking.lines(text, measure: 60, most: 1) == [text])
    #expect(LineBreaking.lines("un\ndeux", measure: 10, most: 1) == ["un…"])
    #expect(LineBreaking.lines("un\ndeux", measure: 2, most: 1) == ["u…"])
    #expect(LineBreaking.lines("un\n", measure: 2, most: 1) == ["un"])
  }

  @Test func noLineIsWiderThanTheMeasure() {
    let text =
      "Der »Kurier« schreibt : 東京 l’été «\u{A0}mot\u{A0}» e\u{301} 👩‍👩‍👧 anticonstitutionnel \u{200B}… – 3"
    for measure in 2...40 {
      for most in [1, 2, .max] {
        for line in LineBreaking.lines(text, measure: measure, most: most) {
          #expect(Width.of(line) <= measure, "\(line) at \(measure)")
        }
      }
    }
  }
}
