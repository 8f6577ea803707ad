import Foundation
import Testing

/// README's tour is true: every sentence of it is walked in a window, as a new reader would.
@Suite(.serialized) struct TourTests {
  /// What is typed, what must then be on the screen, and what must not be there any more.
  struct Move {
    var keys: String
    var appears: [String]
    var goes: [String]

    init(_ keys: String, _ appears: String..., goes: [String] = []) {
      (self.keys, self.appears, self.goes) = (keys, appears, goes)
    }
  }

  /// A sentence of the tour with what it says one does.
  struct Step {
    var sentence: String
    var narrow: [Move]
    var wide: [Move]

    init(_ sentence: String, _ moves: Move...) {
      (self.sentence, narrow, wide) = (sentence, moves, moves)
    }

    init(_ sentence: String, narrow: [Move], wide: [Move]) {
      (self.sentence, self.narrow, self.wide) = (sentence, narrow, wide)
    }
  }

  /// The sentences of the tour, as README has them.
  private static func sentences() throws -> [String] {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
    let text = try String(contentsOf: readme.standardizedFileURL, encoding: .utf8)
    let section = try #require(text.components(separatedBy: "## Five minutes\n").last)
    let tour = try #require(section.components(separatedBy: "\nThen bring in").first)
    var items: [String] = []
    for line in tour.split(separator: "\n") {
      if line.first?.isNumber == true {
        items.append(line.drop { $0 != " " }.trimmingCharacters(in: .whitespaces))
      } else if !items.isEmpty {
        items[items.count - 1] += " " + line.trimmingCharacters(in: .whitespaces)
      }
    }
    return items.flatMap { item in
      let parts = item.components(separatedBy: "** ").dropFirst().joined(separator: "** ")
      let sentences = parts.components(separatedBy: ". ")
      return sentences.dropLast().map { $0 + "." } + sentences.suffix(1)
    }
  }

  @Test func everySentenceHasItsStep() throws {
    #expect(try Self.sentences() == TourSteps.all.map(\.sentence), "a changed sentence wants a changed step")
    for step in TourSteps.all where step.sentence.contains("`") || step.sentence.contains("Enter") {
      #expect(!step.narrow.isEmpty || !step.wide.isEmpty, "“\(step.sentence)” is not walked")
    }
  }

  @Test(arguments: [(80, 24), (120, 40)]) func everySentenceIsTrue(_ columns: Int, _ rows: Int) throws {
    let home = try TestHome()
    var environment = PseudoTerminal.environment(home: home.folder.path, ["LC_ALL": "C.UTF-8"])
    environment["KIOSQUE_ARCHIVE"] = nil
    let terminal = try PseudoTerminal(
      arguments: [Program.path], environment: environment, columns: columns, rows: rows)
    try terminal.waitFor("sample archive", seconds: 60)
    for step in TourSteps.all {
      for move in columns < 110 ? step.narrow : step.wide {
        terminal.send(move.keys)
        // README writes plain blanks where the screen has those that do not break.
        func shows(_ text: String) -> Bool {
          terminal.screen.replacing(/[\u{A0}\u{202F}]/, with: " ").contains(text)
        }
        let isTrue = terminal.until(10) {
          move.appears.allSatisfy(shows) && !move.goes.contains(where: shows)
        }
        if !isTrue {
          Issue.record("“\(step.sentence)” after \(move.keys.debugDescription):\n\(terminal.screen)")
          terminal.send("Q")
          return
        }
      }
    }
    #expect(terminal.exitStatus() == 0)
  }
}
