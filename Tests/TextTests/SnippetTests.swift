import Testing
import Text

@Suite struct SnippetTests {
  private func shown(_ snippet: Snippet?) -> String? {
    snippet?.runs.map { $0.isMatch ? "[\($0.text)]" : $0.text }.joined()
  }

  private func around(_ words: [SearchTerm], _ texts: String...) -> String? {
    shown(Snippet.around(WordFinder(words), in: texts, .body, language: "fr"))
  }

  @Test func aMatchStandsInItsSentence() {
    #expect(around([SearchTerm("phares")], "Le phare\n\ndu  port.") == "Le [phare] du port.")
    #expect(around([SearchTerm("mer")], "Amer.", "La mer.") == "La [mer].")
    #expect(around([SearchTerm("mer")], "Amer.") == nil)
    #expect(around([SearchTerm("mer"), SearchTerm("vent")], "mer et vent") == "[mer] et [vent]")
  }

  @Test func whatIsLongIsCutOnBothSides() {
    let words = (1...200).map { "mot\($0)" }.joined(separator: " ")
    let text = shown(Snippet.around(WordFinder([SearchTerm("mot99")]), in: [words], .body, language: nil))
    #expect(text?.hasPrefix("… mot") == true || text?.hasPrefix("…mot") == true)
    #expect(text?.hasSuffix("…") == true)
    #expect(text?.contains("[mot99]") == true)
    #expect((text?.utf8.count ?? 999) < 230)
    #expect(shown(.beginning(of: "")) == "")
    #expect(shown(.beginning(of: "Le port.")) == "Le port.")
  }
}
