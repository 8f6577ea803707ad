import Glibc
import Stories
import Testing

@testable import Typesetting

/// Links and words set apart, where they stand once a text is repaired.
@Suite struct SpanTests {
  init() { setlocale(LC_CTYPE, "C.UTF-8") }

  /// The words that spans cover in a set text; in the source they stand between `[` and `]`.
  private func covered(_ marked: String, language: String? = "fr", measure: Int = 200) -> [String] {
    var text = ""
    var (open, spans) = ([Int](), [Span]())
    for character in marked {
      switch character {
      case "[": open.append(text.utf8.count)
      case "]": spans.append(Span(.link("https://quai.example/"), (open.popLast() ?? 0)..<text.utf8.count))
      default: text.append(character)
      }
    }
    let set = SetStory(
      passages: [
        Passage(.block(.paragraph, level: 0, ordered: false), text, language: language, spans: spans)
      ],
      measure: measure)
    return set.lines.spans(of: 0).map { span in
      let scalars = Array(set.passages[0].unicodeScalars)[span.range]
      return String(String.UnicodeScalarView(scalars))
    }
  }

  @Test func theyStayOverTheirWords() {
    #expect(covered("Le [quai] dort.") == ["quai"])
    #expect(covered("Le  [quai   des   Ormes] dort.") == ["quai des Ormes"])
    #expect(covered("Il a dit \"[oui]\" !") == ["oui"])
    #expect(covered("Il a dit [\"oui\"] !") == ["«\u{A0}oui\u{A0}»"])
    #expect(covered("Et puis... [fin]... rien") == ["fin"])
    #expect(covered("[l'aube]: [c'est ça]?") == ["l’aube", "c’est ça"])
    #expect(covered("com[mu\u{AD}ne] \u{200B}[libre]") == ["mune", "libre"])
    #expect(covered("plain [text] here", language: nil) == ["text"])
    #expect(covered("e\u{301}te\u{301} [cafe\u{301}] 東京[都]") == ["cafe\u{301}", "都"])
  }

  @Test func longTextsHaveThemInEveryPiece() {
    let words = (0..<9_000).map { $0 % 500 == 0 ? "[mot\($0)]" : "mot" }
    #expect(
      covered(words.joined(separator: " "), measure: 66)
        == stride(from: 0, to: 9_000, by: 500).map { "mot\($0)" })
  }

  @Test func aLineHasThoseThatTouchIt() {
    let text = "Le quai des Ormes dort encore"
    let spans = [
      Span(.emphasis, 3..<17), Span(.link("https://quai.example/"), 12..<17), Span(.code, 18..<22),
    ]
    let set = SetStory(
      passages: [Passage(.block(.paragraph, level: 0, ordered: false), text, language: "fr", spans: spans)],
      measure: 12)
    #expect(set.lines.map(\.text) == ["Le quai des", "Ormes dort", "encore"])
    #expect(set.lines.spans(on: 0).map(\.kind) == [.emphasis])
    #expect(set.lines.spans(on: 1).map(\.kind) == [.emphasis, .link("https://quai.example/"), .code])
    #expect(set.lines.spans(on: 2).isEmpty)
    #expect(set.lines.spans(on: 1).map { set.lines[1].columns(of: $0.range) } == [0..<5, 0..<5, 6..<10])
  }
}
