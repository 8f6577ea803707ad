import Glibc
import Stories
import Testing
import Typesetting

@Suite struct FindingTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  /// What is lit, line by line, segments parted by `|` and matches by `,`.
  private func lit(_ words: String, in text: String, kind: Block.Kind = .paragraph, measure: Int = 20)
    -> String
  {
    let set = SetStory(story: story(Block(kind, text)), byline: "", measure: measure)
    let matches = set.matches(of: words).map { match in
      set.segments(of: match).map { columns($0.columns, of: set.lines[$0.line]) }.joined(separator: "|")
    }
    return matches.joined(separator: ",")
  }

  private func columns(_ columns: Range<Int>, of line: SetLine) -> String {
    var column = line.indent
    var lit = String.UnicodeScalarView()
    for scalar in line.text.unicodeScalars {
      let width = scalar.properties.generalCategory == .nonspacingMark ? 0 : scalar.value > 0x2E80 ? 2 : 1
      if columns.contains(width == 0 ? column - 1 : column) { lit.append(scalar) }
      column += width
    }
    return String(lit)
  }

  @Test func nothingIsFoundForNothing() {
    for words in ["", " ", "\u{A0}", "\u{301}"] { #expect(lit(words, in: "un mot") == "") }
    #expect(lit("autre", in: "un mot") == "")
  }

  @Test func caseAndAccentsDoNotMatter() {
    #expect(lit("etat", in: "L'État, l'état, L'ETAT") == "État,état,ETAT")
    #expect(lit("ÉTÉ", in: "l'ete") == "ete")
    #expect(lit("ete", in: "l'e\u{301}te\u{301} !") == "e\u{301}te\u{301}")
  }

  @Test func ligaturesAreTheirLetters() {
    #expect(lit("oeuvre", in: "L'Œuvre au noir") == "Œuvre")
    #expect(lit("œuvre", in: "l'oeuvre") == "oeuvre")
    #expect(lit("strasse", in: "Straße") == "Straße")
  }

  @Test func theShapeOfQuotesAndBlanksDoesNotMatter() {
    #expect(lit("l'état", in: "l’État d’urgence") == "l’État")
    #expect(lit("\"oui\"", in: "dit « oui » !") == "«\u{A0}oui\u{A0}»")
    #expect(lit("« oui »", in: "dit \"oui\" !") == "«\u{A0}oui\u{A0}»")
    #expect(lit("Paris : l", in: "Paris: l’Europe") == "Paris\u{A0}: l")
    #expect(lit("quoi ?", in: "Quoi?!") == "Quoi\u{202F}?")
    #expect(lit("115 000", in: "115 000 hommes") == "115\u{202F}000")
    #expect(lit("peut-être", in: "peut‑être") == "peut‑être")
    #expect(lit("bon...", in: "bon…") == "bon…")
  }

  @Test func matchesCrossLineEnds() {
    #expect(
      lit("soutien a la france", in: "apportent leur soutien à la France", measure: 14)
        == "soutien à la|France")
    #expect(lit("constitution", in: "anticonstitutionnel", measure: 8) == "cons|titution")
  }

  @Test func matchesDoNotOverlap() {
    #expect(lit("aa", in: "aaaaa") == "aa,aa")
  }

  @Test func columnsCountTheIndentAndWideGlyphs() {
    let set = SetStory(story: story(Block(.quote, "東京 mot")), byline: "", measure: 20)
    #expect(set.matches(of: "mot").first.map(set.segments) == [.init(line: 0, columns: 7..<10)])
    #expect(set.matches(of: "京").first.map(set.segments) == [.init(line: 0, columns: 4..<6)])
    #expect(set.matches(of: "京").first?.range == 1..<2)
  }

  @Test func matchesStayWithinTheirPassage() {
    let set = SetStory(
      story: story(title: "un", Block(.paragraph, "deux"), Block(.paragraph, "un")), byline: "", measure: 20)
    #expect(set.matches(of: "un deux") == [])
    #expect(set.matches(of: "un").map(\.passage) == [0, 2])
    #expect(set.matches(of: "un").map { set.segments(of: $0).map(\.line) } == [[0], [4]])
  }
}
