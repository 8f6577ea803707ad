import Cells
import Stories
import Testing
import Text
import Wording

@testable import Screens

@Suite struct VersionTests {
  private func version(_ number: Int, _ time: Instant, shown: Bool = false) -> StoryVersion {
    StoryVersion(
      number: number, isShown: shown, title: "Titre 1", words: 100 + number, size: 600,
      captures: [CaptureRecord(digest: "ab", time: time, size: 700)])
  }

  /// The versions view, the two versions loaded.
  private func versions() -> State {
    var state = Specimen.reading(Specimen.story(1))
    _ = update(&state, .command(.nextView))
    _ = update(&state, .command(.nextView))
    #expect(update(&state, .command(.nextView)) == [.loadVersions(1)])
    let all = [version(2, 1_770_100_000, shown: true), version(1, 1_770_000_000)]
    let pair = VersionPair(story: 1, older: 1, newer: 2)
    #expect(update(&state, .loadedVersions(all, 1)) == [.compareVersions(pair)])
    let diff = WordDiff(from: ["Le port rouvre lundi matin."], to: ["Le port ferme lundi matin."])
    _ = update(&state, .loadedDifference(diff, pair))
    return state
  }

  @Test func theChangesCanBeReadWithoutColour() {
    let state = versions()
    let text = view(state).text
    #expect(text.contains("▌Version 2 (affichée) · 3 févr. 2026, 06:26 · 102 mots · 1 capture"))
    #expect(text.contains("De la version 1 à la 2 : 1 mot {+en plus+}, 1 mot [-en moins-]"))
    #expect(text.contains("Le port [-rouvre-] {+ferme+} lundi matin."))
    let row = view(state).roles.split(separator: "\n").first { $0.contains("<") }
    #expect(row?.contains("<<<<<<<<<<<>>>>>>>>>>") == true, "\(row ?? "")")
  }

  @Test func keysStepThroughTheVersions() {
    var state = versions()
    #expect(update(&state, .command(.newerVersion)).isEmpty)
    #expect(state.message?.text == .newestVersion)
    #expect(update(&state, .command(.olderVersion)).isEmpty)
    #expect(view(state).text.contains("▌Version 1"))
    #expect(view(state).text.contains("La première version."))
    _ = update(&state, .command(.olderVersion))
    #expect(state.message?.text == .oldestVersion)
    #expect(update(&state, .command(.newerVersion)).count == 1, "what changed is asked for again")
    _ = update(&state, .command(.nextView))
    #expect(state.reading?.view == .text)
    #expect(update(&state, .command(.olderVersion)) == [.loadVersions(1)], "from the text, too")
  }

  @Test func anAnswerThatComesTooLateIsDropped() {
    var state = versions()
    _ = update(&state, .command(.olderVersion))
    let before = state
    let late = VersionPair(story: 1, older: 1, newer: 2)
    _ = update(&state, .loadedDifference(WordDiff(from: ["a"], to: ["b"]), late))
    #expect(state == before)
  }

  @Test func oneVersionSaysSo() {
    var state = Specimen.reading(Specimen.story(1))
    _ = update(&state, .command(.olderVersion))
    #expect(update(&state, .loadedVersions([version(1, 0, shown: true)], 1)).isEmpty)
    #expect(view(state).text.contains("Le texte n’a pas changé depuis sa capture."))
  }

  @Test func everySizeCanBeDrawn() {
    var state = versions()
    for columns in [0, 1, 2, 7, 24, 40, 80, 110, 300] {
      for rows in [0, 1, 2, 4, 12, 90] {
        _ = update(&state, .resize(Size(columns: columns, rows: rows)))
        _ = update(&state, .command(.nextLine))
        #expect(view(state).cells.count == columns * rows)
      }
    }
  }
}
