import Foundation
import Testing

/// Commands in a home where nothing was imported yet.
@Suite struct NoArchiveTests {
  let home: TestHome

  init() throws {
    home = try TestHome()
  }

  @Test(arguments: [
    ["reclean"], ["reclean", "--failed"], ["forget", "--undo"], ["forget", "phare"], ["tag", "phare", "+x"],
    ["list"], ["stats"],
  ])
  func noCommandMakesAnArchive(arguments: [String]) throws {
    let told = try home.kiosque(arguments)
    #expect(told.status == 3 && told.errors.contains(home.archive), "\(told)")
    #expect(!FileManager.default.fileExists(atPath: home.archive))
  }

  @Test func anImportMakesOneWhenItHasSomethingToStore() throws {
    #expect(try home.kiosque("import", home.path("nothing")).status == 1)
    try home.write("", to: "empty.txt")
    #expect(try home.kiosque("import", home.path("empty.txt")).status == 1)
    #expect(!FileManager.default.fileExists(atPath: home.archive))
    try home.write(TestHome.lighthouse, to: "a.txt")
    let stored = try home.kiosque("import", home.path("nothing"), home.path("a.txt"))
    #expect(stored.status == 1)
    #expect(try home.kiosque("list").output.split(separator: "\n").count == 1)
    #expect(try home.kiosque("import", home.path("a.txt")).status == 0)
  }

  @Test func recordsOfAFileThatLackTheSameAreToldOnce() throws {
    try home.write((0..<50).map { #"{"a":\#($0)}"# }.joined(separator: "\n"), to: "a.jsonl")
    let told = try home.kiosque("import", "--language", "en", home.path("a.jsonl")).errors
      .split(separator: "\n")
    #expect(told.count == 5, "\(told)")
    #expect(
      told[0].hasSuffix(
        "a.jsonl: line 1: no field holds a text or a page; --map text=NAME says which one does"))
    #expect(told[3].hasSuffix("a.jsonl: 47 more records like that"))
    #expect(told[4] == "50 failed")
  }
}
