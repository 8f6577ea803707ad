import Foundation
import Testing

/// What README and the manual show of commands on the sample stories is what they print.
@Suite(.serialized) struct ExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    .standardizedFileURL
  private static let sample = root.appending(path: "Sources/Kiosque/Sample").path

  /// Pages whose examples behind `$ ` are run; the others show archives that are not there.
  private static let pages = ["kiosque.1", "kiosque-query.7", "kiosque-formats.7"]

  struct Example: CustomTestStringConvertible, Sendable {
    var command: String
    var shown: String
    var testDescription: String { command }
  }

  /// A page of the manual as it is read, without mdoc(7).
  private static func text(_ page: String) -> String {
    let file = root.appending(path: "Sources/Kiosque/Manual/\(page)")
    let source = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return source.replacing("\\e", with: "\\").replacing("\\&", with: "").replacing("\\(dq", with: "\"")
  }

  /// Commands behind `$ ` inside `.Bd` and `.Ed`, with the lines below them.
  private static func examples(_ page: String) -> [Example] {
    var examples: [Example] = []
    var (isInside, isShown) = (false, false)
    for line in text(page).components(separatedBy: "\n") {
      if line.hasPrefix(".Bd") || line.hasPrefix(".Ed") {
        (isInside, isShown) = (line.hasPrefix(".Bd"), false)
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2)), shown: ""))
        isShown = true
      } else if isShown {
        examples[examples.count - 1].shown += line + "\n"
      }
    }
    // Numbers of versions and damaged stories are those of other archives.
    return examples.filter {
      !$0.command.hasPrefix("kiosque show 12") && !$0.command.hasPrefix("kiosque check")
    }
  }

  /// Without blanks, at which long lines are broken, and without the days of the files on this machine.
  private func compared(_ text: String) -> String {
    text.replacing(/"captured":\s*"[^"]*"/, with: "\"captured\":\"\"").filter { !$0.isWhitespace }
  }

  /// A shell in the sample's folder that calls this program.
  private func run(_ line: String, at home: TestHome) throws -> String {
    let program = "kiosque() { LC_ALL=C.UTF-8 LANG=C.UTF-8 '\(Program.path)' \"$@\"; }"
    return try home.shell("\(program); cd '\(Self.sample)' && { \(line); } 2>&1").output
  }

  private func homeWithStories() throws -> TestHome {
    let home = try TestHome()
    #expect(try run("kiosque import --manifest manifest.csv Text Pages", at: home).contains("30 stored"))
    return home
  }

  @Test(arguments: pages) func everyExamplePrintsWhatIsShown(_ page: String) throws {
    let examples = Self.examples(page).filter { $0.command.contains("kiosque ") }
    #expect(examples.count >= 2, "\(page)")
    let home = try homeWithStories()
    for example in examples where !example.command.hasPrefix("kiosque import") {
      let printed = try run(example.command, at: home)
      if example.shown.isEmpty { #expect(!printed.isEmpty, "\(example.command)") }
      if !example.shown.isEmpty {
        #expect(compared(printed) == compared(example.shown), "\(example.command)")
      }
    }
  }

  @Test func aMistakeInAQueryIsMarkedWhereItIs() throws {
    let example = try #require(Self.examples("kiosque-query.7").first { $0.shown.contains("^") })
    let printed = try run(example.command, at: try TestHome())
    let marked = example.shown.split(separator: "\n").suffix(2).joined(separator: "\n") + "\n"
    #expect(printed.hasSuffix(marked))
  }

  @Test func explanationsAndTagsWorkOnTheSample() throws {
    let home = try homeWithStories()
    let explain = try #require(Self.examples("kiosque.1").first { $0.command.contains("--explain") })
    let printed = try run(explain.command, at: home)
    #expect(printed.contains("relatedHeading") && printed.contains("general.share"))
    #expect(
      try run("kiosque tag 'source:marée phare' +phares -relire", at: home).contains("3 stories changed"))
    #expect(try run("kiosque tag", at: home).contains("phares"))
    #expect(try run("kiosque count phare --by source --csv", at: home).contains("La Marée,3"))
    #expect(try run("kiosque list --after 27 --limit 1", at: home).hasPrefix("26\t"))
  }

  @Test func theStoryAsJSONIsTheOneOfTheSample() throws {
    let text = Self.text("kiosque-formats.7")
    let block = try #require(
      text.components(separatedBy: ".Bd -literal -offset 2n\n{\"id\": 24").dropFirst().first)
    let json = "{\"id\": 24" + block.components(separatedBy: ".Ed")[0]
    let shown = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let printed = try JSONSerialization.jsonObject(
      with: Data(run("kiosque show 24 --json", at: homeWithStories()).utf8))
    expect(printed, begins: shown, at: "story")
  }

  /// `…` at the end of what is shown stands for all that follows, and a list is shown by its first entries.
  private func expect(_ printed: Any?, begins shown: Any, at place: String) {
    switch shown {
    case let shown as [String: Any]:
      for (key, value) in shown where key != "captured" {
        expect((printed as? [String: Any])?[key], begins: value, at: place + "." + key)
      }
    case let shown as [Any]:
      let all = printed as? [Any] ?? []
      for (index, value) in shown.enumerated() {
        expect(index < all.count ? all[index] : nil, begins: value, at: place + "[\(index)]")
      }
    case let shown as String where shown.hasSuffix("…"):
      #expect((printed as? String)?.hasPrefix(shown.dropLast()) == true, "\(place)")
    default:
      #expect(printed.map { "\($0)" } == "\(shown)", "\(place)")
    }
  }
}
