import Foundation
import Testing

/// Searching, counting and tagging from a shell.
@Suite(.serialized) struct SearchCommandTests {
  private func homeWithStories() throws -> TestHome {
    let home = try TestHome()
    try home.importStories()
    return home
  }

  @Test func aMistakeIsShownWhereItIs() throws {
    let home = try homeWithStories()
    let wrong = try home.kiosque("search", "phare titel:mer")
    #expect(wrong.status == 2)
    #expect(wrong.output.isEmpty)
    let lines = wrong.errors.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].contains("« titel » n’est pas un champ (plutôt titre: ?)"))
    #expect(lines[1] == "  phare titel:mer")
    #expect(lines[2] == "        ^^^^^")
    let empty = try home.kiosque("search", " - ")
    #expect(empty.status == 2)
    #expect(empty.errors.contains("aucun mot"))
    let missing = try home.kiosque("search", "source:personne")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("         ^^^^^^^^"))
  }

  @Test func whatMustNotBeThereMayStandAnywhere() throws {
    let home = try homeWithStories()
    let all = try home.kiosque("list", "--json").output.split(separator: "\n").count
    let some = try home.kiosque("search", "lumière", "--json").output.split(separator: "\n").count
    #expect(some > 0)
    let others = try home.kiosque("search", "-lumière", "--json")
    #expect(others.output.split(separator: "\n").count == all - some)
    #expect(
      try home.kiosque("search", "--rank", "lumière", "--json").output.split(separator: "\n").count == some)
  }

  @Test func theHeaderOfACountSaysWhatWasCounted() throws {
    let home = try homeWithStories()
    let table = try home.kiosque("count", "lumière", "--by", "year").output
    #expect(table.contains("lumière : "))
    let csv = try home.kiosque("count", "lumière", "--by", "month", "--csv").output.split(separator: "\n")
    #expect(csv[0] == "# query: lumière")
    #expect(csv[2] == "# archive: 12")
    #expect(csv[3].hasPrefix("# counted: 20"))
    #expect(csv[4] == "month,stories")
    let json = try home.kiosque("count", "--by", "source", "--json").output.split(separator: "\n")
    #expect(json[0].contains("\"archive\":12"))
    #expect(json.dropFirst().allSatisfy { $0.contains("\"stories\":") })
  }

  @Test func tagsAreGivenFoundAndTakenAway() throws {
    let home = try homeWithStories()
    #expect(try home.kiosque("tag", "lumière", "+à relire").status == 0)
    #expect(try home.kiosque("tag").output.hasSuffix("\tà relire\n"))
    #expect(!(try home.kiosque("search", "tag:\"a relire\"").output.isEmpty))
    #expect(try home.kiosque("tag", "lumière", "-à relire").status == 0)
    #expect(try home.kiosque("tag").output.isEmpty)
    #expect(try home.kiosque("search", "tag:relire").status == 2)
    #expect(try home.kiosque("tag", "lumière").status == 2)
  }
}
