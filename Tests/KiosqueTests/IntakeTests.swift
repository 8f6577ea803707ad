import Archive
import Cleaning
import Foundation
import Importing
import SQLiteArchive
import Testing

@testable import Kiosque

/// Files of any time, read as they lie.
@Suite struct IntakeTests {
  private let ingest = Ingest(
    reader: CaptureReader(), pipeline: Pipeline(profiles: []), manifest: nil, pattern: nil)

  @Test(arguments: [10_413_792_000, 9_223_372_037, -62_135_596_801, 0])
  func aFileOfAnyTimeIsImported(seconds: Int) throws {
    let path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString).txt"
    try "Le bac repart\n\nIl a repris ses rotations.".write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
    let archive = try SQLiteArchive()
    let importer = Importer(archive: archive, ingest: ingest, label: "test", now: 0)
    try Intake(ingest).forEach(path) { try importer.add($0, at: $1) }
    try importer.flush()
    #expect(try archive.counts().stories == 1)
  }
}
