import Stories
import Testing

@testable import Cleaning

/// Authors whom no byline names.
@Suite struct AuthorNotesTests {
  private let paragraphs = (1...6).map { number in
    "Am \(number). Kai lagen gestern die Boote der Fischer, und niemand fuhr hinaus, weil der Sturm den Hafen "
      + "seit dem frühen Morgen nicht verließ, wie die Hafenmeisterei mitteilt."
  }

  private func byline(_ head: [String], _ tail: [String]) throws -> [String] {
    try clean((["Der Hafen bleibt geschlossen"] + head + paragraphs + tail).joined(separator: "\n\n")).byline
  }

  @Test func aNameAboveItsOfficeSigns() throws {
    #expect(try byline([], ["Eva Brandt", "Redakteurin für Schifffahrt und Häfen"]) == ["Eva Brandt"])
  }

  @Test func aNoteTellsWhoWrote() throws {
    let note =
      "Eva Brandt (*1958) war Redakteurin in Kiel und ist heute Autorin mehrerer Bücher über die Nordsee."
    #expect(try byline([], [note]) == ["Eva Brandt"])
  }

  @Test func aNameThatIsAnnouncedGoesBeforeAPhotographers() throws {
    #expect(try byline(["Tom Rahm/Hafenbote", "Profilbild von Eva Brandt"], []) == ["Eva Brandt"])
  }

  @Test func anAnnouncementThatNamesNobodyHidesNobody() throws {
    #expect(try byline(["Eva Brandt", "Von"], []) == ["Eva Brandt"])
  }

  @Test func whomAStoryIsAboutIsNotItsAuthor() throws {
    let told = ["Vom Kai grüßen", "Am Abend fragen"].map {
      "\($0) die Leute Eva Brandt, die seit gestern im Hafen wartet, dass der Sturm sich legt."
    }
    #expect(try byline(["Eva Brandt"], told).isEmpty)
  }
}
