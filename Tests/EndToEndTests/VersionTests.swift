import Foundation
import Testing

/// One page, captured several times.
@Suite(.serialized) struct VersionTests {
  private static let manifest = "path,url,publisher\np.txt,https://fanal.example/port,Le Fanal\n"

  /// Imports the page as it was on a day of January 2026.
  private func capture(_ home: TestHome, _ text: String, day: Int) throws {
    let path = try home.write(text, to: "\(day)/p.txt")
    let time = Date(timeIntervalSince1970: 1_767_225_600 + Double(day - 1) * 86400)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    let manifest = try home.write(Self.manifest, to: "\(day)/m.csv")
    #expect(try home.kiosque("import", "--manifest", manifest, path).status == 0)
  }

  @Test func versionsAreListedShownAndCompared() throws {
    let home = try TestHome()
    let old = TestHome.harbour
    let new = old.replacing("trois", with: "quatre")
    #expect(old != new)
    try capture(home, new, day: 5)
    try capture(home, old, day: 3)
    try capture(home, new + "\n", day: 7)
    let rows = try home.kiosque("show", "1", "--versions").output.split(separator: "\n")
    try #require(rows.count == 2)
    #expect(rows[0].hasPrefix("1*\t2026-01-05T00:00:00Z\t2026-01-07T00:00:00Z\t"))
    #expect(rows[1].hasPrefix("2\t2026-01-03T00:00:00Z\t2026-01-03T00:00:00Z\t"))
    let diff = try home.kiosque("show", "1", "--diff", "2", "1").output
    #expect(diff.contains("[-trois-] {+quatre+}"))
    #expect(try home.kiosque("show", "1", "--diff", "2", "1", "--json").output.contains("\"added\":1"))
    #expect(try home.kiosque("show", "1", "--version", "2").output.contains("trois"))
    #expect(try home.kiosque("show", "1", "--version", "2", "--raw").output == old)
    #expect(try home.kiosque("show", "1").output.contains("quatre"))
    #expect(try home.kiosque("show", "1", "--versions", "--json").output.contains("\"captures\":[{"))
    #expect(try home.kiosque("show", "1", "--version", "9").status == 1)
    #expect(try home.kiosque("show", "1", "--diff", "9").status == 2)
    #expect(try home.kiosque("check").status == 0)
  }

  @Test func correctionsHoldForTheNextVersionToo() throws {
    let home = try TestHome()
    try capture(home, TestHome.lighthouse, day: 3)
    let terminal = try PseudoTerminal(arguments: [Program.path], environment: home.environment)
    terminal.send(Keys.enter + "V")
    try terminal.waitFor("Publicité  general.advertisement")
    terminal.send("jx")
    try terminal.waitFor("Remis dans l’article. U le retire.")
    terminal.send("Q")
    #expect(terminal.exitStatus() == 0)
    let corrected = try home.kiosque("show", "1", "--text").output
    #expect(corrected.contains("Partager cet articleDiscussion"))
    try capture(home, TestHome.lighthouse + "\n", day: 5)
    #expect(try home.kiosque("show", "1", "--versions").output.split(separator: "\n").count == 1)
    #expect(try home.kiosque("show", "1", "--text").output == corrected)
  }
}
