import Foundation
import Testing

/// The hostile inputs that lie beside the checkout, under their own judge; skipped where they are missing.
@Suite(.serialized) struct HostileTests {
  private static let tools = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/hostile").standardizedFileURL

  private static let areThere = FileManager.default.fileExists(
    atPath: tools.appending(path: "ptyrun.py").path)

  /// Every text and page with control sequences in it, imported into one archive, listed, opened one after the other.
  @Test(.enabled(if: areThere, "skipped: no hostile inputs beside the checkout"))
  func nothingOfACaptureReachesTheTerminal() throws {
    let home = try TestHome()
    let inputs = home.folder.appending(path: "inputs").path
    let made = try home.shell("python3 '\(Self.tools.path)/gen.py' make '\(inputs)' --kind terminal,unicode")
    #expect(made.status == 0)
    let imported = try home.shell("cd '\(inputs)' && '\(Program.path)' import term uni")
    #expect(imported.status < 2)
    expectClean(imported)
    let count = try home.kiosque("list", "--limit", "1000")
    expectClean(count)
    let stories = count.output.split(separator: "\n").count
    #expect(stories > 150)
    let keys = "{quiet}<CR>" + String(repeating: "{0.03}J", count: stories) + "{quiet}VV{quiet}Q"
    // The terminal is asked about itself once, before anything of the archive is on the screen.
    let own = ["OSC 11;\\?", "CSI \\?20(26|31)\\$p", "CSI c"].map { "--allow '\($0)'" }.joined(separator: " ")
    let judged = try home.shell(
      "python3 '\(Self.tools.path)/ptyrun.py' \(own) --size 40x120 --timeout 120 --keys '\(keys)' "
        + "-- '\(Program.path)'")
    #expect(judged.status == 0, "\(judged.output.prefix(3000))")
    for form in ["--json", "--markdown", "--html", "--removed"] {
      for id in stride(from: 1, to: stories, by: 12) { expectClean(try home.kiosque("show", "\(id)", form)) }
    }
  }

  /// No control but tab and line feed, no C1, nothing bidirectional, no tags.
  private func expectClean(_ outcome: TestHome.Outcome) {
    let bad = (outcome.output + outcome.errors).unicodeScalars.first { scalar in
      switch scalar.value {
      case 9, 10: false
      case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xE0000...0xE007F:
        true
      default: false
      }
    }
    #expect(bad == nil)
  }
}
