import Foundation
import Testing

/// What README shows of commands on the sample stories is what they print.
@Suite(.serialized) struct ReadmeTests {
  private static let readme: String = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    return (try? String(contentsOf: file.standardizedFileURL, encoding: .utf8)) ?? ""
  }()

  private static let sample = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Kiosque/Sample").standardizedFileURL.path

  /// The day of a capture is that of the file on this machine.
  private func withoutDay(_ text: String) -> String {
    text.replacing(/"captured":"[^"]*"/, with: "\"captured\":\"\"").trimmingCharacters(
      in: .whitespacesAndNewlines)
  }

  /// The commands of a section with the lines that README prints below them.
  private func commands(from start: String, to end: String) throws -> [(command: String, shown: String)] {
    let section = try #require(Self.readme.components(separatedBy: start).dropFirst().first)
    let lines = try #require(section.components(separatedBy: end).first).components(separatedBy: "\n")
    var commands: [(command: String, shown: String)] = []
    var isInside = false
    for line in lines {
      if line.hasPrefix("```") {
        isInside.toggle()
      } else if isInside, line.hasPrefix("$ ") {
        commands.append((String(line.dropFirst(2)), ""))
      } else if isInside, !commands.isEmpty, !line.isEmpty {
        commands[commands.count - 1].shown += line + "\n"
      }
    }
    return commands
  }

  /// A newsstand with the sample in its archive, and a shell in the sample's folder that calls this program.
  private func run(_ line: String, at stand: Newsstand) throws -> String {
    let program = "kiosque() { LC_ALL=C.UTF-8 LANG=C.UTF-8 '\(Program.path)' \"$@\"; }"
    return try stand.shell("\(program); cd '\(Self.sample)' && { \(line); } 2>&1").output
  }

  private func stocked() throws -> Newsstand {
    let stand = try Newsstand()
    #expect(try run("kiosque import --manifest manifest.csv Text Pages", at: stand).contains("30 stored"))
    return stand
  }

  @Test func theCommandsForScriptsPrintWhatIsShown() throws {
    let shown = try commands(from: "## In scripts\n", to: "The next page of a list")
    #expect(shown.map(\.command).count { $0.hasPrefix("kiosque ") } >= 5)
    let stand = try Newsstand()
    for (command, lines) in shown where command.hasPrefix("kiosque ") {
      #expect(withoutDay(try run(command, at: stand)) == withoutDay(lines), "\(command)")
    }
  }

  @Test func aMistakeInAQueryIsShownAsREADMEShowsIt() throws {
    let stand = try stocked()
    for (command, lines) in try commands(from: "## Search\n", to: "## The archive on your disk") {
      let printed = try run(command, at: stand)
      if lines.isEmpty { #expect(printed.contains("La Marée,3"), "\(command)") }
      if !lines.isEmpty { #expect(withoutDay(printed) == withoutDay(lines), "\(command)") }
    }
  }

  @Test func theFilterAnswersAsREADMEShowsIt() throws {
    let stand = try stocked()
    let filter = try commands(from: "`kiosque clean` does the cleaning alone", to: "| exit status")
    let line = try #require(filter.last)
    #expect(withoutDay(try run(line.command, at: stand)) == withoutDay(line.shown))
  }

  @Test func explanationsAndTagsWorkOnTheSample() throws {
    let stand = try stocked()
    let explained = try commands(from: "## How captures are cleaned\n", to: "prints for every line")
    let printed = try run(try #require(explained.first).command, at: stand)
    #expect(printed.contains("relatedHeading") && printed.contains("general.share"))
    #expect(
      try run("kiosque tag 'source:marée phare' +phares -relire", at: stand).contains("3 stories changed"))
    #expect(try run("kiosque tag", at: stand).contains("phares"))
    #expect(try run("kiosque list --after 27 --limit 1", at: stand).hasPrefix("26\t"))
  }

  @Test func theStoryAsJSONIsTheOneOfTheSample() throws {
    let stand = try stocked()
    let block = try #require(Self.readme.components(separatedBy: "```json\n").dropFirst().first)
    let shown = try JSONSerialization.jsonObject(with: Data(block.components(separatedBy: "```")[0].utf8))
    let printed = try JSONSerialization.jsonObject(with: Data(run("kiosque show 24 --json", at: stand).utf8))
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
