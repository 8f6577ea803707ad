import Stories
import Testing

@testable import Text

@Suite struct WordDiffTests {
  private func marked(_ old: String, _ new: String) -> String {
    let lines = { (text: String) in text.split(separator: "\n").map(String.init) }
    return WordDiff(from: lines(old), to: lines(new)).paragraphs
      .map { $0.map(\.marked).joined() }.joined(separator: "\n")
  }

  @Test func wordsThatWentAndCameAreMarked() {
    #expect(marked("Le port rouvre.", "Le vieux port rouvre.") == "Le {+vieux+} port rouvre.")
    #expect(
      marked("Le port rouvre lundi.", "Le port ferme lundi !")
        == "Le port [-rouvre-] {+ferme+} lundi[-.-] {+!+}")
    #expect(marked("a", "a") == "a")
    #expect(marked("", "tout neuf") == "{+tout neuf+}")
    #expect(marked("tout neuf", "") == "[-tout neuf-]")
  }

  @Test func aLittleWordBetweenTwoChangesBelongsToBoth() {
    #expect(
      marked("le maire de Castelvar parle", "le préfet de Gorlé parle")
        == "le [-maire de Castelvar-] {+préfet de Gorlé+} parle")
  }

  @Test func paragraphsThatStayHoldTheTextTogether() {
    let diff = WordDiff(
      from: ["Un.", "Deux mots.", "Trois."], to: ["Un.", "Inséré ici.", "Deux mots.", "Trois !"])
    #expect(
      diff.paragraphs.map { $0.map(\.marked).joined() } == [
        "Un.", "{+Inséré ici.+}", "Deux mots.", "Trois[-.-] {+!+}",
      ])
    #expect((diff.come, diff.gone) == (2, 0))
    #expect(!diff.isEmpty)
    #expect(WordDiff(from: ["Un."], to: ["Un."]).isEmpty)
  }

  @Test func scriptsWithoutBlanksAreComparedByCharacters() {
    #expect(marked("灯台に明かり", "灯台の明かり") == "灯台[-に-]{+の+}明かり")
  }

  /// What stays and goes is the old text, what stays and comes the new one, whatever the two are.
  @Test func bothTextsCanBeReadOffTheDifference() {
    var dice = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let text = {
        (0..<Int.random(in: 0...14, using: &dice)).map { _ in Int.random(in: 0...3, using: &dice) }
      }
      let (old, new) = (text(), text())
      for most in [0, 1, 2, 100] {
        let edits = Difference.edits(old, new, most: most)
        let left = edits.compactMap { edit in
          switch edit {
          case .same(let index, _), .gone(let index): Int?.some(old[index])
          case .come: nil
          }
        }
        let right = edits.compactMap { edit in
          switch edit {
          case .same(_, let index), .come(let index): Int?.some(new[index])
          case .gone: nil
          }
        }
        #expect(left == old)
        #expect(right == new)
      }
    }
  }

  @Test func aLongTextThatIsWhollyOtherTakesNoTime() {
    let old = (0..<40_000).map { "a\($0)" }.joined(separator: " ")
    let new = (0..<40_000).map { "b\($0)" }.joined(separator: " ")
    let clock = ContinuousClock()
    let time = clock.measure { #expect(WordDiff(from: [old], to: [new]).gone == 40_000) }
    #expect(time < .seconds(10))
  }
}
