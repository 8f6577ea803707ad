import Archive
import BinaryCoding
import Foundation
import SQLiteArchive
import Stories
import Testing

@testable import Importing
@testable import Kiosque

/// Captures that could not be read, tried again as their import read them.
@Suite struct FailedCaptureTests {
  private static let text = """
    Le bac repart

    Il a repris ses rotations <b>ce matin</b>, après trois jours de tempête, devant la criée.

    """

  private func raw() throws -> RawCapture {
    let path = NSTemporaryDirectory() + "kiosque-\(UUID().uuidString).txt"
    try Self.text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { unlink(path) }
    return try #require(RawCapture(file: path, named: true))
  }

  private func keep(_ records: [[UInt8]], in archive: SQLiteArchive) throws {
    try archive.keepFailed(
      records.map { FailedCapture(path: "quai/2026-03-04.txt", reason: "signal 11", time: 7, record: $0) })
  }

  /// Tries all again; the imports that it took.
  private func tryAgain(_ archive: SQLiteArchive) throws -> (ways: [ImportWay], failed: FailedCaptures) {
    var ways: [ImportWay] = []
    let failed = try FailedCaptures(archive, now: 9) { way in
      ways.append(way)
      return Ingest(
        reader: CaptureReader(format: way.format), pipeline: Pipeline(profiles: []), manifest: nil,
        pattern: way.pattern.flatMap { try? DatePattern($0) }, siteConfigs: way.siteConfigs)
    }
    try failed.tryAgain { _ in }
    return (ways, failed)
  }

  @Test func whatTheImportKnewIsUsed() throws {
    let archive = try SQLiteArchive()
    let way = ImportWay(
      format: .html, order: .dmy, pattern: "%Y-%m-%d", siteConfigs: NSTemporaryDirectory())
    var told = Told()
    (told.url, told.publisher) = ("https://quai.example/bac", "Le Quai")
    var raw = try raw()
    raw.path = "quai/2026-03-04.txt"
    try keep([FailedRecord(raw, told: told, way: way).encoded], in: archive)
    #expect(try tryAgain(archive).ways == [way])
    #expect(try archive.failedCaptures(after: 0, limit: 9).isEmpty)
    let capture = try #require(try archive.rawCapture(of: 1))
    #expect(capture.format == .html)
    #expect(capture.siteConfigs == NSTemporaryDirectory())
    let story = try #require(try archive.story(1)).story
    #expect(story.url == "https://quai.example/bac")
    #expect(story.date?.iso == "2026-03-04")
    #expect(!story.body.joined().contains("<b>"))
  }

  @Test func eachIsReadAsItsOwnImportReadIt() throws {
    let archive = try SQLiteArchive()
    let one = try raw()
    var two = one
    two.bytes += Array("Une autre fin.\n".utf8)
    var three = one
    three.bytes += Array("Une troisième fin.\n".utf8)
    let page = ImportWay(format: .html)
    try keep(
      [
        FailedRecord(one, way: page).encoded, FailedRecord(two).encoded,
        FailedRecord(three, way: page).encoded,
      ], in: archive)
    #expect(try tryAgain(archive).ways == [page, ImportWay()])
    #expect(try (1...3).map { try archive.rawCapture(of: $0)?.format } == [.html, .html, .text])
  }

  @Test func aCaptureOfTheFirstFormIsReadAndStaysTheSameBytes() throws {
    let raw = try raw()
    let first = [1] + raw.encoded
    #expect(FailedRecord(raw).encoded == first)
    #expect(try FailedRecord(encoded: first).encoded == first)
    let whole = FailedRecord(raw, told: Told(url: "https://quai.example/1"), way: ImportWay(format: .text))
    #expect(try FailedRecord(encoded: whole.encoded).encoded == whole.encoded)
    let archive = try SQLiteArchive()
    try keep([first], in: archive)
    #expect(try tryAgain(archive).ways == [ImportWay()])
    #expect(try archive.counts().stories == 1)
  }

  @Test func whatCannotBeReadAsBeforeIsLeftAndTold() throws {
    let archive = try SQLiteArchive()
    let raw = try raw()
    try keep(
      [FailedRecord(raw, way: ImportWay(siteConfigs: "/nowhere/configs")).encoded, [99, 1, 2]], in: archive)
    let failed = try tryAgain(archive).failed
    #expect(failed.unconfigured == ["/nowhere/configs": 1])
    #expect(failed.unknown.map(\.record) == [[99, 1, 2]])
    #expect(try archive.failedCaptures(after: 0, limit: 9).count == 2)
    #expect(try archive.counts().stories == 0)
  }
}
