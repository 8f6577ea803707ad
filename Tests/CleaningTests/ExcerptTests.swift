import Testing

@testable import Cleaning

/// The title of a story without a headline.
@Suite struct ExcerptTests {
  @Test func theFirstSentenceIsTheTitle() {
    #expect(
      Titles.excerpt(of: "Le bac a repris ses rotations ce matin. Il pleut.")
        == "Le bac a repris ses rotations ce matin.")
    #expect(Titles.excerpt(of: "Il  pleut") == "Il pleut")
    #expect(Titles.excerpt(of: "") == "")
  }

  @Test func aLineWithoutASentenceIsCutBetweenWords() {
    let line = String(repeating: "marée ", count: 400_000)
    #expect(Titles.excerpt(of: line) == Array(repeating: "marée", count: 16).joined(separator: " ") + "…")
    #expect(Titles.excerpt(of: String(repeating: "m", count: 2_000_000)) == "…")
  }

  @Test func aLineOfOneHugeCharacterGivesATitleOfBoundedSize() {
    let line = "a" + String(repeating: "\u{301}", count: 1_000_000)
    let title = Titles.excerpt(of: line)
    #expect(title.utf8.count <= 4100 && title.hasSuffix("…"))
    let spaced = Titles.excerpt(of: "Une " + line + " fin")
    #expect(spaced.utf8.count <= 4100 && spaced.hasPrefix("Une ") && spaced.hasSuffix("…"))
  }
}
