import Foundation
import Testing

/// What commands print for scripts is the same in every language; what they print for people is readable.
@Suite struct PrintedTests {
  private func printed(_ home: TestHome, _ arguments: String, language: String) throws -> String {
    try home.shell("'\(Program.path)' \(arguments) --language \(language)").output
  }

  @Test func theColumnsOfListsAreTheSameInEveryLanguage() throws {
    let home = try TestHome()
    try home.write(
      """
      {"title":"Sans jour","text":"Le bac reprend lundi, avec un chien de moins."}
      {"title":"Avec un jour","text":"La grue est repartie ce matin, sans bruit.","date":"2026-03-01"}

      """, to: "a.jsonl")
    try home.kiosque("import", home.path("a.jsonl"))
    for command in ["list", "search bac"] {
      let english = try printed(home, command, language: "en")
      #expect(try printed(home, command, language: "fr") == english)
      #expect(!english.isEmpty)
    }
    let list = try printed(home, "list", language: "en")
    #expect(list.contains("\t–\t–\tSans jour\n"))
  }

  @Test func sourcesAreCountedWithTheMostStoriesFirst() throws {
    let home = try TestHome()
    let rows = (0..<14).map { number in
      #"{"title":"Titre \#(number)","text":"Le texte numéro \#(number) parle du port.","publisher":""#
        + (number < 2 ? "Abeille" : number < 12 ? "Zéphyr" : "Marée") + #"","date":"2026-03-01"}"#
    }
    try home.write(rows.joined(separator: "\n") + "\n", to: "a.jsonl")
    try home.kiosque("import", home.path("a.jsonl"))
    let stats = try printed(home, "stats", language: "en")
    let names = stats.split(separator: "\n").map(String.init)
    let found = names.filter { $0.hasSuffix("Abeille") || $0.hasSuffix("Zéphyr") || $0.hasSuffix("Marée") }
    #expect(found == ["  10  Zéphyr", "   2  Abeille", "   2  Marée"])
    #expect(stats.contains(#/captures, [0-9.]+\u{A0}(bytes|kB) kept in [0-9.]+\u{A0}(bytes|kB)/#))
    #expect(try printed(home, "stats", language: "fr").contains(#/gardés dans [0-9,]+\u{A0}(octets|ko)/#))
  }
}
