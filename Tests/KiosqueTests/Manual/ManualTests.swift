import ArgumentParser
import Foundation
import Testing

@testable import Kiosque

/// The manual's pages: what is made from the code is what the code says, and every page can be read.
///
/// `REWRITE_MANUAL=1 swift test --filter ManualTests` makes those parts anew.
@Suite struct ManualTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources/Kiosque/Manual").standardizedFileURL

  private static func text(_ page: ManualPage) throws -> String {
    try String(contentsOf: folder.appending(path: page.file), encoding: .utf8)
  }

  /// A page with its generated parts made anew, and which parts those are.
  private static func renewed(_ text: String) throws -> (text: String, parts: [String]) {
    var lines: [Substring] = []
    var parts: [String] = []
    var isGenerated = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == ".\\\" end" { isGenerated = false }
      if !isGenerated { lines.append(line) }
      guard line.hasPrefix(".\\\" generated: ") else { continue }
      let name = String(line.dropFirst(".\\\" generated: ".count))
      let make = try #require(ManualParts.all[name], "no part is called \(name)")
      lines += try make().split(separator: "\n")
      parts.append(name)
      isGenerated = true
    }
    #expect(!isGenerated, "a generated part has no end")
    return (lines.joined(separator: "\n"), parts)
  }

  @Test(arguments: ManualPage.allCases)
  func generatedPartsAreWhatTheCodeSays(_ page: ManualPage) throws {
    let text = try Self.text(page)
    let renewed = try Self.renewed(text).text
    if ProcessInfo.processInfo.environment["REWRITE_MANUAL"] != nil {
      try renewed.write(to: Self.folder.appending(path: page.file), atomically: true, encoding: .utf8)
    } else {
      #expect(
        text == renewed,
        "\(page.file) is stale; REWRITE_MANUAL=1 swift test --filter ManualTests makes it anew")
    }
  }

  @Test func everyPartStandsInAPage() throws {
    let parts = try ManualPage.allCases.flatMap { try Self.renewed(Self.text($0)).parts }
    #expect(parts.sorted() == ManualParts.all.keys.sorted())
  }

  @Test func everyPageOfTheFolderCanBeShown() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(files.sorted() == ManualPage.allCases.map(\.file).sorted())
  }

  /// groff(1) is on every Debian with man pages; where it is missing nothing is checked.
  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")),
    arguments: ManualPage.allCases)
  func everyPageIsSetWithoutAWarning(_ page: ManualPage) throws {
    let groff = Process()
    groff.executableURL = URL(filePath: "/usr/bin/groff")
    groff.arguments = [
      "-k", "-mdoc", "-Tutf8", "-ww", "-rLL=80n", "-P-cbu", Self.folder.appending(path: page.file).path,
    ]
    let (output, faults) = (Pipe(), Pipe())
    groff.standardOutput = output
    groff.standardError = faults
    try groff.run()
    let set = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let said = String(decoding: faults.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    groff.waitUntilExit()
    #expect(groff.terminationStatus == 0 && said.isEmpty, "\(said)")
    #expect(set.contains("NAME") && set.contains("SEE ALSO"))
    for line in set.split(separator: "\n") where line.count > 80 {
      Issue.record("\(page.file): a line of \(line.count) columns: \(line)")
    }
  }
}

/// What the shells complete.
@Suite struct CompletionTests {
  private struct Dump: Decodable {
    struct Command: Decodable {
      var commandName: String
      var arguments: [Argument]?
      var subcommands: [Command]?
    }

    struct Argument: Decodable {
      struct Kind: Decodable {
        struct Present: Decodable {}
        var file: Present?
        var directory: Present?
      }

      var valueName: String?
      var completionKind: Kind?
    }

    var command: Command
  }

  @Test func argumentsThatAreFilesCompletePaths() throws {
    let dump = try JSONDecoder().decode(Dump.self, from: Data(Kiosque._dumpHelp().utf8))
    for command in dump.command.subcommands ?? [] {
      for argument in command.arguments ?? [] where ["file", "path", "dir"].contains(argument.valueName) {
        let kind = argument.completionKind
        #expect(
          kind?.file != nil || kind?.directory != nil, "\(command.commandName): \(argument.valueName ?? "")")
      }
    }
  }

  @Test func scriptsForThreeShellsNameEveryCommand() {
    for shell in [CompletionShell.bash, .zsh, .fish] {
      let script = Kiosque.completionScript(for: shell)
      for command in ["import", "search", "manual"] { #expect(script.contains(command)) }
      #expect(CompletionScript.corrected(script).matches(of: /(?m)^_kiosque_help\(\) \{/).count <= 1)
    }
  }
}
