import Testing

@testable import Importing

private let reader = CaptureReader()

private func fault(_ bytes: [UInt8]) -> ImportFault? {
  if case .failure(let fault) = reader.capture(bytes: bytes, path: "f") { fault } else { nil }
}

@Suite struct BinaryFileTests {
  @Test(
    arguments: [
      [0x7F, 0x45, 0x4C, 0x46, 2, 1], [0x1F, 0x8B, 8], [0x50, 0x4B, 3, 4], Array("%PDF-1.7\n".utf8),
      Array("SQLite format 3\0".utf8),
    ] as [[UInt8]])
  func knownFormatsAreRefused(bytes: [UInt8]) {
    #expect(fault(bytes) == .binary(path: "f"))
  }

  @Test func noiseIsRefused() {
    var state: UInt64 = 7
    let noise = (0..<50_000).map { _ -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
    #expect(fault(noise) == .binary(path: "f"))
    #expect(fault([UInt8](repeating: 0, count: 5000)) == .binary(path: "f"))
  }

  @Test func aStrayControlMakesNoBinaryFile() {
    #expect(fault(Array("AVANT \u{1B}[2J\u{0}\u{7} APRES".utf8)) == nil)
    #expect(fault(Array(String(repeating: "Nîmes\u{0}", count: 500).utf8)) == nil)
    #expect(fault(Array("GIF est un format d'image.".utf8)) == nil)
  }

  @Test(arguments: ["", " \t\r\n \n", "\u{FEFF}"])
  func blankFilesAreEmpty(text: String) {
    #expect(fault(Array(text.utf8)) == .empty(path: "f"))
  }

  @Test func hugeInputIsRefusedByItsLimit() {
    let bytes = [UInt8](repeating: 0x61, count: CaptureReader.limit + 1)
    #expect(fault(bytes) == .tooLarge(path: "f", limit: CaptureReader.limit))
  }
}
