import Cells
import Stories
import Testing
import Wording

@testable import Screens

/// Lists to choose from are narrowed by what is typed.
@Suite struct PickerTests {
  private static let names = ["Le Monde", "La Marée", "20 Minutes", "Ouest-Éclair", "Le Fanal", "Emplois"]

  private func sources(size: Size = Specimen.size) -> State {
    var state = Specimen.list(3, size: size)
    _ = update(&state, .command(.chooseSource))
    let counts = Self.names.enumerated().map {
      SourceCount(name: $1, stories: [30, 5, 90, 30, 1, 30][$0], unread: 1)
    }
    _ = update(&state, .loadedSources(counts))
    return state
  }

  private func shown(_ state: State) -> [String] {
    guard case .picker(let picker) = state.overlay else { return [] }
    return picker.shown.map(\.label)
  }

  @Test func sourcesWithTheMostStoriesComeFirst() {
    let state = sources()
    #expect(
      shown(state) == ["20 Minutes", "Le Monde", "Ouest-Éclair", "Emplois", "La Marée", "Le Fanal"])
    #expect(view(state).text.contains("90 articles"))
  }

  @Test(arguments: [
    ("lem", ["Le Monde"]), ("20", ["20 Minutes"]), ("ecl", ["Ouest-Éclair"]),
    ("é", ["Emplois", "Ouest-Éclair"]),
    ("le f", ["Le Fanal"]), ("lmr", ["La Marée"]), ("ond", ["Le Monde"]), ("xyz", []),
    ("MONDE le", ["Le Monde"]), ("min", ["20 Minutes"]),
  ]) func whatIsTypedNarrowsThem(_ typed: String, _ names: [String]) {
    var state = sources()
    Specimen.type(typed, &state)
    #expect(Array(shown(state).prefix(max(1, names.count))) == names)
    #expect(view(state).text.contains(typed))
    #expect(view(state).text.contains("/6"), "how many of how many")
  }

  @Test func theFirstThatFitsIsChosen() {
    var state = sources()
    Specimen.type("lem", &state)
    Specimen.press([.enter], &state)
    #expect(state.list.query.source == "Le Monde")
  }

  @Test func erasingWidensThemAgain() {
    var state = sources()
    Specimen.type("lemx", &state)
    #expect(shown(state).isEmpty)
    Specimen.press([.enter], &state)
    #expect(state.overlay != nil, "there is nothing to choose")
    Specimen.press([.backspace], &state)
    #expect(shown(state) == ["Le Monde"])
    Specimen.press([.control("u")], &state)
    #expect(shown(state).count == 6)
    Specimen.press([.escape], &state)
    #expect(state.overlay == nil)
  }

  @Test func aThemeIsTriedOnWhileItsNameIsTyped() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.themes))
    #expect(Specimen.type("ppr", &state).isEmpty, "it is tried on already")
    #expect(state.theme == "paper")
    Specimen.press([.escape], &state)
    #expect(state.theme == "ink")
  }

  @Test func commandsAreFoundByLettersOfTheirNames() {
    var state = Specimen.list(3)
    _ = update(&state, .command(.commands))
    Specimen.type("thm", &state)
    #expect(shown(state).first == Phrase.themes.french.lowercased())
  }

  @Test func everySizeCanBeDrawn() {
    for columns in [1, 2, 5, 12, 40, 200] {
      for rows in [1, 3, 5, 24] {
        var state = sources(size: Size(columns: columns, rows: rows))
        Specimen.type("le", &state)
        #expect(view(state).size == state.size)
      }
    }
  }

  @Test(arguments: 0..<60) func anythingTypedKeepsTheCursorInTheList(_ seed: Int) {
    var state = sources()
    let keys: [Key] = [
      .character("l"), .character("e"), .character(" "), .backspace, .down, .up, .pageDown, .end, .home,
      .control("u"), .left, .delete, .character("é"),
    ]
    for step in 0..<40 { Specimen.press([keys[(seed * 7 + step * (seed + 3)) % keys.count]], &state) }
    guard case .picker(let picker) = state.overlay else {
      Issue.record("it was closed")
      return
    }
    #expect(picker.shown.isEmpty ? picker.selected == 0 : picker.shown.indices.contains(picker.selected))
  }
}
