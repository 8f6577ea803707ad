import Foundation
import Stories
import Testing

@testable import Kiosque

/// The reader's own profiles are his: nothing in them changes but the one line.
@Suite struct OwnRulesTests {
  private let takeOut = PublisherRule(
    publisher: "La Marée", Correction("Dit « \"non\" » \\ encore\u{1B}[31m", isStory: false))
  private let putBack = PublisherRule(publisher: "La Marée", Correction("PUBLICITÉ", isStory: true))

  private func inFolder(_ body: (URL, OwnRules) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rules-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder, OwnRules(folder: folder.path))
  }

  private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  @Test func aFileIsBegunAndGrowsAndShrinks() throws {
    try inFolder { folder, rules in
      let file = folder.appending(path: "own-la-maree.toml")
      #expect(try rules.add(putBack) == file.path)
      let first = try text(file)
      #expect(first.hasPrefix("# Your own rules"))
      #expect(first.contains("keep = [\n  \"PUBLICITÉ\",\n]"))
      try rules.add(takeOut)
      let both = try text(file)
      #expect(both.contains(#"  "Dit « \"non\" » \\ encore\U0000001b[31m","#))
      try rules.add(takeOut)
      #expect(try text(file) == both, "once is enough")
      try rules.remove(takeOut)
      #expect(try text(file) == first)
      #expect(rules.faults().isEmpty)
    }
  }

  @Test func whatWasSaidToTheContraryGoes() throws {
    try inFolder { folder, rules in
      try rules.add(putBack)
      var other = putBack
      other.correction.isStory = false
      try rules.add(other)
      let text = try text(folder.appending(path: "own-la-maree.toml"))
      #expect(text.contains("keep = [\n]"))
      #expect(text.contains("lines = [\n  \"PUBLICITÉ\",\n]"))
    }
  }

  @Test func whatThePersonWroteStays() throws {
    try inFolder { folder, rules in
      let file = folder.appending(path: "own-la-maree.toml")
      try rules.add(putBack)
      let mine = try text(file).replacing(
        "keep = [", with: "# mes lignes\nhosts = [ 'maree.example' ]\nkeep = [")
      try mine.write(to: file, atomically: true, encoding: .utf8)
      try rules.add(takeOut)
      try rules.remove(takeOut)
      #expect(try text(file) == mine)
    }
  }

  @Test(arguments: [
    "name = \"La Marée\"\nkeep = [ \"a\" ]\nrules.own.lines = [ \"b\" ]\n",
    "name = \"La Marée\"\nkeep = [\n  \"sans virgule\"\n]\n",
    "name = \"Une autre\"\nkeep = [\n]\n",
    "name = \"La Marée\nkeep = [\n]\n",
  ])
  func aFileThatCannotBeAddedToIsLeftAlone(_ mine: String) throws {
    try inFolder { folder, rules in
      let file = folder.appending(path: "own-la-maree.toml")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try mine.write(to: file, atomically: true, encoding: .utf8)
      let path = try rules.add(putBack)
      #expect(path == folder.appending(path: "own-la-maree-2.toml").path)
      #expect(try text(file) == mine)
      try rules.remove(putBack)
      #expect(try !text(URL(filePath: path)).contains("PUBLICITÉ"))
    }
  }

  @Test func aLinkStaysALink() throws {
    try inFolder { folder, rules in
      let real = folder.appending(path: "dotfiles/maree.toml")
      try FileManager.default.createDirectory(
        at: real.deletingLastPathComponent(), withIntermediateDirectories: true)
      try OwnRulesFile.empty("La Marée").write(to: real, atomically: true, encoding: .utf8)
      let link = folder.appending(path: "own-la-maree.toml")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: real)
      try rules.add(putBack)
      #expect(try text(real).contains("PUBLICITÉ"))
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == real.path)
    }
  }

  @Test func aFolderThatCannotBeMadeIsSaid() {
    let rules = OwnRules(folder: "/dev/null/publishers")
    #expect(throws: OwnRulesFault.self) { try rules.add(putBack) }
  }

  @Test(arguments: [("La Marée", "la-maree"), ("潮風新聞", "潮風新聞"), ("***", "publisher"), ("../../x", "x")])
  func aNameMakesAFile(_ name: String, _ slug: String) {
    #expect(OwnRules.slug(name) == slug)
  }
}
