import Glibc
import Stories
import Testing
import Text
import Typesetting

@Suite struct FindingTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  /// What is lit, line by line, segments parted by `|` and matches by `,`.
  private func lit(_ term: SearchTerm, in text: String, kind: Block.Kind = .paragraph, measure: Int = 20)
    -> String
  {
    let set = SetStory(story: story(Block(kind, text)), byline: "", measure: measure)
    let matches = set.matches(of: WordFinder([term])).map { match in
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

  private func matches(_ words: String, in set: SetStory) -> [SetStory.Match] {
    set.matches(of: WordFinder([SearchTerm(words, .written)]))
  }

  @Test func wordsAreLitWholeInAnyForm() {
    #expect(lit(SearchTerm("lampes"), in: "La lampe et l’abat-jour") == "lampe")
    #expect(lit(SearchTerm("vent"), in: "Souvent du vent") == "vent")
    #expect(lit(SearchTerm("ete"), in: "l'e\u{301}te\u{301} !") == "e\u{301}te\u{301}")
    #expect(lit(SearchTerm("115 000"), in: "115 000 hommes") == "115\u{202F}000")
    #expect(lit(SearchTerm("peut-être"), in: "peut‑être") == "peut‑être")
  }

  @Test func matchesCrossLineEnds() {
    #expect(
      lit(
        SearchTerm("soutien a la france", .written), in: "apportent leur soutien à la France", measure: 14)
        == "soutien à la|France")
    #expect(lit(SearchTerm("anticonstitutionnel"), in: "anticonstitutionnel", measure: 8).contains("|"))
  }

  @Test func columnsCountTheIndentAndWideGlyphs() {
    let set = SetStory(story: story(Block(.quote, "東京 mot")), byline: "", measure: 20)
    #expect(matches("mot", in: set).first.map(set.segments) == [.init(line: 0, columns: 7..<10)])
    #expect(matches("東京", in: set).first.map(set.segments) == [.init(line: 0, columns: 2..<6)])
    #expect(matches("京", in: set).first?.range == 1..<2)
  }

  @Test func wordsOfTwoPassagesAreLitInBothWhereTheyStandNowhereElse() {
    let story = story(title: "un", Block(.paragraph, "deux"), Block(.paragraph, "trois un"))
    let set = SetStory(story: story, byline: "", measure: 20)
    #expect(matches("un deux", in: set) == [], "a title is no beginning of a text")
    #expect(matches("deux trois", in: set).map(\.passage) == [1, 2])
    #expect(matches("deux trois", in: set).map(\.range) == [0..<4, 0..<5])
    #expect(matches("un", in: set).map(\.passage) == [0, 2])
    #expect(matches("un", in: set).map { set.segments(of: $0).map(\.line) } == [[0], [4]])
  }

  @Test func aPartThatWasNotMeantIsNotLit() {
    let set = SetStory(story: story(title: "Le port", Block(.paragraph, "Le port")), byline: "", measure: 20)
    let found = set.matches(of: WordFinder([SearchTerm("port", in: .body)]))
    #expect(found.map(\.passage) == [1])
  }
}
