import CArchive
import Foundation
import Stories
import Testing

@testable import Importing

/// Files that were made to become too much.
@Suite struct BoundTests {
  private static let page = Array("<title>Le port</title><p>Il rouvre mardi.</p>".utf8)
  private static let much = [UInt8](repeating: 0x20, count: 24 << 20)

  private func damages(_ contents: Contents) -> [Damage] {
    contents.faults.compactMap { if case .damaged(_, _, let damage) = $0 { damage } else { nil } }
  }

  @Test func archivesInArchivesAreBoundAllInAll() throws {
    let text = Self.page + Self.much
    var packed = Pack.zip((0..<4).map { ("\($0).html", text) })
    packed = Pack.zip((0..<4).map { ("\($0).zip", packed) })
    packed = Pack.zip([("first.html", Self.page)] + (0..<4).map { ("\($0).zip", packed) })
    let contents = Contents(packed)
    #expect(contents.captures.count < 5)
    #expect(damages(contents).last == .flood(ratio: 500))
    #expect(damages(contents).count { $0 == .flood(ratio: 500) } == 1)
  }

  @Test func filesThatShareTheirBytesAreReadOnce() throws {
    let one = Pack.zip([("a.html", Self.page + Self.much)])
    let specimen = try Specimen(Self.overlapping(one, count: 2000))
    let contents = Contents(CaptureReader(), try #require(try specimen.reader()))
    #expect(contents.captures.count == 1)
    #expect(damages(contents) == [.sharedNames(1999)])
  }

  /// A zip whose directory names its one file so many times.
  private static func overlapping(_ zip: [UInt8], count: Int) -> [UInt8] {
    let mark: [UInt8] = [0x50, 0x4B, 0x01, 0x02]
    let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
    let start = zip.indices.last { zip[$0...].starts(with: mark) } ?? 0
    let behind = zip.indices.last { zip[$0...].starts(with: end) } ?? 0
    let entry = zip[start..<behind]
    var result = Array(zip[..<start])
    for _ in 0..<count { result += entry }
    let size = entry.count * count
    let number = [UInt8(count & 255), UInt8(count >> 8)]
    let little = { (value: Int) in [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) } }
    return result + end + [0, 0, 0, 0] + number + number + little(size) + little(start) + [0, 0]
  }

  @Test func aFileOfMoreRecordsThanBytesIsBound() {
    let lines = Array(String(repeating: "{\"a\":1}\n", count: 120_000).utf8)
    let contents = Contents(Pack.zstd(lines))
    #expect(damages(contents).last == .crowd)
    #expect(contents.faults.count < 110_000)
    #expect(damages(Contents(lines)).last != .crowd)
  }

  private static func fault(_ reading: Reading) -> ImportFault? {
    if case .failed(let fault) = reading { fault } else { nil }
  }

  @Test func bodiesOfAnswersCountToo() {
    let body = Pack.gzip(Self.page + Self.much)
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    let response = Array(head.utf8) + body
    let budget = Budget()
    budget.read(response.count)
    var damage: [Reading] = []
    for _ in 0..<4 {
      var raw = RawCapture(form: .response, bytes: response, path: "f", place: .record(1))
      raw.budget = budget
      damage.append(CaptureReader().reading(of: raw))
    }
    #expect(Self.fault(damage[0]) == nil)
    #expect(Self.fault(damage[3]) == .damaged(path: "f", at: .record(1), .bomb))
    #expect(budget.excess == .flood(ratio: 500))
  }

  @Test func aBodyPackedInItselfIsRefused() {
    let codings = Array(repeating: "gzip", count: 40).joined(separator: ", ")
    let text = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: \(codings)\r\n\r\n<p>x</p>"
    let raw = RawCapture(form: .response, bytes: Array(text.utf8), path: "f", place: .record(1))
    #expect(Self.fault(CaptureReader().reading(of: raw)) == .damaged(path: "f", at: .record(1), .packing))
  }

  @Test func plainFilesHaveNoBound() {
    let budget = Budget()
    budget.read(1 << 20)
    #expect(budget.make(400 << 20))
    #expect(!budget.make(200 << 20))
    for _ in 0..<1_000 { budget.countRecord() }
    #expect(budget.excess == .flood(ratio: 500))
  }

  @Test func namesThatLeadOutAreSaid() {
    let files = ["ok.html", "../up.html", "a/../../b.html", "./in/c.html", ".hidden.html", "/root.html"]
    for packed in [Pack.zip(files.map { ($0, Self.page) }), Pack.tar(files.map { ($0, Self.page) })] {
      let contents = Contents(packed)
      #expect(contents.captures.count == 3)
      #expect(damages(contents) == [.outside, .outside])
      #expect(contents.faults.map(\.path) == ["f/../up.html", "f/a/../../b.html"])
    }
  }
}

/// Records that were made to cost much memory.
@Suite struct HeavyRecordTests {
  @Test func foldersInFoldersDoNotGrow() {
    let name = String(repeating: "x", count: 100_000)
    let open = String(repeating: "<outline text=\"\(name)\">", count: 40)
    let feed = "<outline text=\"Le Quai\" xmlUrl=\"https://quai.example/rss\"/>"
    let feeds = Contents("<opml><body>\(open)\(feed)").feeds
    #expect(feeds.count == 1)
    #expect((feeds.first?.folder?.utf8.count ?? 0) < 10_000)
  }

  @Test func longBasesAreNone() {
    let base = "https://quai.example/" + String(repeating: "x", count: 300_000)
    let inner = String(repeating: "<b xml:base=\"y\">z</b>", count: 2_000)
    let text =
      "<rss xml:base=\"\(base)\"><channel><item><title>Le port</title>\(inner)<link>1</link></item></channel></rss>"
    #expect(Contents(text).titles == ["Le port"])
  }

  @Test func elementsBeyondReasonAreRefused() {
    let text =
      "<rss><channel><item><title>a</title>\(String(repeating: "<a/>", count: 900_000))</item>"
      + "<item><title>Le port</title></item></channel></rss>"
    let contents = Contents(text)
    #expect(contents.titles == ["Le port"])
    #expect(contents.faults == [.damaged(path: "f#1", at: .record(1), .bomb)])
  }

  @Test func fieldsBehindAllColumnsMeanNothing() {
    let commas = String(repeating: ",", count: 2_000_000)
    let text = "url,text\nhttps://quai.example/1,Il rouvre.\n\(commas)\nhttps://quai.example/2,Il ferme.\n"
    #expect(Contents(text).texts == ["Il rouvre.", "Il ferme."])
    var parser = CSV.Parser(separator: 0x2C)
    for byte in "a\(commas)\n".utf8 { parser.take(byte) }
    #expect(parser.records.first?.fields.count == CSV.mostFields)
  }
}
