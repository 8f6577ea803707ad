import Foundation
import Testing

/// Lists of every length in windows of every size, and lines that are typed before they are there.
@Suite(.serialized) struct ScreenfulTests {
  /// A home whose archive has so many stories, three to a day, a third of them about a lighthouse.
  private func homeWithStories(_ count: Int) throws -> TestHome {
    let home = try TestHome()
    let first = Date(timeIntervalSince1970: 1_760_000_000)
    let records = (1...count).map { number in
      let date = first.addingTimeInterval(Double(-number / 3) * 86400).formatted(.iso8601)
      let what = number % 3 == 0 ? "du phare" : "du port"
      let text = "La nouvelle \(number) \(what) est courte : le conseil a délibéré sans rien décider du tout."
      return #"{"title":"Nouvelle \#(number) \#(what)","text":"\#(text)","date":"\#(date)"}"#
    }
    try home.write(records.joined(separator: "\n"), to: "many.jsonl")
    #expect(try home.kiosque("import", home.path("many.jsonl")).status == 0)
    return home
  }

  /// Rows between the rules that nothing stands on; the last may be left for a day's name.
  private func emptyRows(_ terminal: PseudoTerminal) -> Int {
    let header = terminal.rows >= 8 ? 2 : 1
    return (header..<terminal.rows - header - 1).count { list(terminal, $0).isEmpty }
  }

  /// A row without the preview beside it.
  private func list(_ terminal: PseudoTerminal, _ row: Int) -> String {
    let parts = terminal.row(row).split(separator: "│", omittingEmptySubsequences: false)
    return (parts.first ?? "").trimmingCharacters(in: .whitespaces)
  }

  @Test(arguments: [1, 23, 24, 60, 700]) func theEndOfAListFillsTheScreen(_ count: Int) throws {
    let home = try homeWithStories(count)
    for (columns, rows) in [(40, 10), (80, 24), (120, 40), (200, 60)] {
      let terminal = try PseudoTerminal(
        arguments: [Program.path], environment: home.environment, columns: columns, rows: rows)
      try terminal.waitFor("/\(count) ·")
      // The reader goes on where the one before it was.
      terminal.send("g")
      try terminal.waitFor("1/\(count) ·")
      for (keys, position, total) in [
        ("", count, count), ("g/phare\r", count / 3, count / 3), ("L", count, count),
      ] where total > 0 {
        // Escape by itself: with a letter behind it, it would be that letter with Alt.
        terminal.send(Keys.escape)
        try terminal.waitUntilQuiet()
        try terminal.waitFor("/\(count) ·")
        terminal.send(keys)
        // G is for the list that the keys before it bring.
        try terminal.waitFor("/\(total) ·")
        try terminal.waitUntilQuiet()
        terminal.send(keys.isEmpty ? Keys.end : "G")
        try terminal.waitFor("\(position)/\(total) ·")
        if total >= rows { #expect(emptyRows(terminal) == 0, "\(keys.debugDescription)\n\(terminal.screen)") }
        guard total > 2 * rows else { continue }
        let before = list(terminal, 3)
        terminal.send(Keys.pageUp)
        try terminal.waitForNo("\(position)/\(total) ·")
        #expect(emptyRows(terminal) == 0, "\(terminal.screen)")
        let title = before.split(separator: "N").last.map { "N" + $0.prefix(14) } ?? ""
        let place = (2..<rows).first { list(terminal, $0).contains(title) } ?? 0
        #expect(place >= rows - 7, "the first row is among the last ones: \(title)\n\(terminal.screen)")
      }
      terminal.send("Q")
      #expect(terminal.exitStatus() == 0)
    }
  }

  @Test func tagsOfAStoryAreTypedInTheStory() throws {
    let home = try homeWithStories(3)
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("1/3 ·")
    terminal.send("\rtquai q\r")
    try terminal.waitFor("Étiquettes : quai q")
    terminal.send("tmer")
    try terminal.waitFor("quai q, mer")
    terminal.send(Keys.escape)
    try terminal.waitForNo("Étiquettes")
    terminal.send("q")
    try terminal.waitFor("1/3 ·")
    terminal.send("q")
    #expect(terminal.exitStatus() == 0)
    #expect(try home.kiosque("tag").output.contains("quai q"))
  }
}
