import Foundation
import Importing
import Testing

/// What glibc loads late, and no more where no file can be opened.
@Suite(.timeLimit(.minutes(5))) struct PreloadTests {
  private static let opensNothing = ConditionTrait.enabled(
    if: !Cage.here.isDisjoint(with: [.seccomp, .landlock]),
    "skipped: the kernel or the container has neither seccomp nor Landlock")

  @Test(opensNothing) func everyCharsetIsConvertedInTheCageAsOutside() throws {
    let names = Charsets.libraryNames
    let outside = try Drill.run("convert", ["--uncaged"], words: names)
    let inside = try Drill.run("convert", words: names)
    #expect(inside.fault == 0)
    #expect(inside.lines == outside.lines)
    #expect(inside.lines.count == names.count + 1)
    #expect(!inside.lines.contains { $0.hasSuffix("is not there") })
  }

  @Test(opensNothing) func aCharsetThatWasNotLoadedBeforeIsNotThere() throws {
    #expect(try Drill.run("convert-late", words: ["EUC-KR"]).lines == ["EUC-KR is not there", "done"])
  }

  @Test(
    opensNothing,
    arguments: [":/etc/localtime", ":Asia/Kolkata", ":Europe/Paris", "CET-1CEST,M3.5.0,M10.5.0"])
  func theLocalTimeIsTheSameInTheCage(_ zone: String) throws {
    let times = ["0", "1700000000", "1753090000", "4000000000"]
    let outside = try Drill.run("local-time", ["--uncaged"], words: times, zone: zone)
    let inside = try Drill.run("local-time", words: times, zone: zone)
    #expect(inside.lines == outside.lines)
    #expect(inside.lines.count == times.count + 1)
    if zone.hasPrefix("CET") { #expect(inside.lines[2] == "2025-07-21 11:26 CEST") }
  }
}
