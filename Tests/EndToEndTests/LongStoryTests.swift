import Foundation
import Testing

/// A story of some megabytes is read like any other, in memory that its length explains.
@Suite(.serialized) struct LongStoryTests {
  private static let bytes = 3_000_000

  private static func words(_ bytes: Int) -> String {
    let sentence =
      "La lampe du phare tourne, la mer monte et personne n’a vu le gardien depuis l’automne dernier. "
    return String(repeating: sentence, count: bytes / sentence.utf8.count)
  }

  static let texts: [(name: String, text: String)] = [
    ("a paragraph", words(bytes)), ("a word", String(repeating: "phare", count: bytes / 5)),
    ("many paragraphs", String(repeating: words(100) + "\n\n", count: bytes / 100)),
  ]

  /// Kilobytes of memory, at most so far.
  private func peak(_ terminal: PseudoTerminal) throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(terminal.process)/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM") })
    return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) })
  }

  @Test(.enabled(if: Program.limitsMemory), arguments: texts.indices) func everyKeyStaysWithinTenBytesAByte(
    _ number: Int
  ) throws {
    let text = Self.texts[number].text
    let home = try TestHome()
    let record = try JSONSerialization.data(withJSONObject: ["title": "Un long titre", "text": text])
    try home.write(record + Data("\n".utf8), to: "long.jsonl")
    #expect(try home.kiosque("import", home.path("long.jsonl")).status == 0)
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    try terminal.waitFor("1/1 ·", seconds: 60)
    let before = try peak(terminal)
    terminal.send(Keys.enter)
    try terminal.waitFor("retour", seconds: 60)
    #expect(!terminal.screen.contains("100\u{202F}%"))
    terminal.send("  ")
    terminal.send("G")
    try terminal.waitFor("100\u{202F}%", seconds: 120)
    terminal.send("g/phare\r")
    try terminal.waitFor("occurrence 1 sur", seconds: 120)
    // One word has one match.
    if number != 1 {
      terminal.send("N")
      try terminal.waitForNo("occurrence 1 sur", seconds: 120)
    }
    terminal.resize(columns: 60, rows: 20)
    try terminal.waitUntilQuiet(milliseconds: 500, seconds: 120)
    terminal.send("VVVV*")
    try terminal.waitFor("★", seconds: 120)
    let grown = try peak(terminal) - before
    // What the program itself needs for reading, in a build for tests, hangs on no text.
    #expect(grown < (10 * text.utf8.count >> 10) + 24_000, "\(Self.texts[number].name): \(grown) kB")
    terminal.send("Q")
    #expect(terminal.exitStatus(within: 60) == 0)
  }
}
