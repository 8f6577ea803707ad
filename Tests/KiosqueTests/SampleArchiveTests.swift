import Foundation
import Testing

@testable import Kiosque

@Suite struct SampleArchiveTests {
  @Test func theSampleThatIsThereIsNotReplaced() throws {
    let folder = NSTemporaryDirectory() + "sample-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["first", "second"] {
      try name.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
      try SampleArchive.put("\(folder)/\(name)", at: folder + "/sample")
    }
    #expect(try String(contentsOfFile: folder + "/sample", encoding: .utf8) == "first")
  }
}
