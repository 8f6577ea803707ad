import Foundation
import Stories
import Testing

@testable import Importing

@Suite struct WebArchiveTests {
  private let plain = (0..<5).flatMap { Crawl.response($0) }
  private let members = (0..<5).flatMap { Pack.gzip(Crawl.response($0)) }
  private let urls = (0..<5).map { "https://quai.example/\($0)" }

  @Test func responsesCarryTheirAddressAndTheirTime() {
    let contents = Contents(plain)
    #expect(contents.urls == urls)
    #expect(contents.captures.allSatisfy { $0.time == 1_736_157_600 && $0.format == .html })
    #expect(contents.captures[2].bytes == Array(Crawl.page("Titre 2").utf8))
    #expect(contents.paths == (1...5).map { "f#\($0)" })
    #expect(contents.faults.isEmpty)
  }

  @Test func everyPackingIsRead() {
    for packed in [members, Pack.gzip(plain), Pack.zstd(plain), Pack.xz(plain), Pack.bzip2(plain)] {
      #expect(Contents(packed).urls == urls)
    }
    #expect(Contents(Pack.gzip(Pack.zstd(plain))).urls == urls)
  }

  @Test func aDictionaryAtTheBeginningServesAllFrames() {
    let dictionary = Array(Crawl.page("Le port rouvre").utf8) + Crawl.response(9)
    let frames = (0..<5).flatMap { Pack.zstd(Crawl.response($0), dictionary: dictionary) }
    let head = { (body: [UInt8]) in
      [0x5D, 0x2A, 0x4D, 0x18] + (0..<4).map { UInt8(truncatingIfNeeded: body.count >> (8 * $0)) } + body
    }
    #expect(Contents(head(dictionary) + frames).urls == urls)
    #expect(Contents(head(Pack.zstd(dictionary)) + frames).urls == urls)
    #expect(Contents(frames).faults.count == 1)
  }

  @Test func bodiesAreUnchunkedAndUnpacked() {
    let page = Array(Crawl.page("Été").utf8)
    let brotli: [UInt8] = stride(from: 0, to: Self.brotli.count, by: 2).compactMap {
      UInt8(Self.brotli.dropFirst($0).prefix(2), radix: 16)
    }
    let chunked =
      Array("5\r\n".utf8) + page.prefix(5) + Array("\r\n\(String(page.count - 5, radix: 16))\r\n".utf8)
      + page.dropFirst(5) + Array("\r\n0\r\n\r\n".utf8)
    let bodies: [([UInt8], [String])] = [
      (chunked, ["Transfer-Encoding: chunked"]), (Pack.gzip(page), ["Content-Encoding: gzip"]),
      (Pack.zstd(page), ["Content-Encoding: zstd"]), (page, ["Content-Encoding: gzip"]),
      (page, ["Transfer-Encoding: chunked"]),
    ]
    for (body, headers) in bodies {
      let answer = Crawl.answer(body, ["Content-Type: text/html"] + headers)
      #expect(
        Contents(Crawl.record("response", "https://quai.example/", answer)).captures.first?.bytes == page)
    }
    let answer = Crawl.answer(brotli, ["Content-Type: text/html", "Content-Encoding: br"])
    let text = Contents(Crawl.record("response", "https://quai.example/", answer)).texts.first
    #expect(text == "<html><body><p>Le port rouvre mardi.</p></body></html>")
  }

  private static let brotli =
    "1b3500f88d93257eaf243d59aa0f89986d04c17cdf481e1fa626a4105194d2a200e39149bc18e4b0a3e8d1deab30a16ce30c00"

  @Test func theCharsetOfTheAnswerCounts() {
    let body = Array("<p>".utf8) + [0xC9, 0x74, 0xE9] + Array("</p>".utf8)
    let answer = Crawl.answer(body, ["Content-Type: text/html; charset=\"ISO-8859-1\""])
    #expect(Contents(Crawl.record("response", "https://quai.example/", answer)).texts == ["<p>Été</p>"])
  }

  @Test func whatIsNoPageIsPassedOver() {
    let answers = [
      Crawl.answer([], ["Location: /"], status: 301),
      Crawl.answer(Array("x".utf8), ["Content-Type: image/png"]),
      Crawl.answer(Array("x".utf8), ["Content-Type: text/html"], status: 404),
    ]
    let records =
      Crawl.record("warcinfo", "", []) + Crawl.record("request", "https://quai.example/", [])
      + answers.flatMap { Crawl.record("response", "https://quai.example/", $0) }
      + Crawl.record("metadata", "https://quai.example/", [])
    let contents = Contents(records)
    let expected: [Passed] = [
      .kind("warcinfo"), .kind("request"), .status(301), .type("image/png"), .status(404), .kind("metadata"),
    ]
    #expect(contents.passed == expected)
    #expect(contents.captures.isEmpty && contents.faults.isEmpty)
  }

  @Test func resourcesAndConversionsAreRead() {
    let records =
      Crawl.record(
        "resource", "https://quai.example/r", Array(Crawl.page("R").utf8), ["Content-Type: text/html"])
      + Crawl.record(
        "conversion", "https://quai.example/c", Array("Le port\n\nIl rouvre.".utf8),
        ["Content-Type: text/plain"])
      + Crawl.record("resource", "metadata://tool/log", Array("log".utf8), ["Content-Type: text/plain"])
    let contents = Contents(records)
    #expect(contents.captures.map(\.format) == [.html, .text])
    #expect(contents.passed == [.kind("resource")])
  }

  @Test func aRevisitShowsWhatItsTargetShowed() throws {
    let digest = "WARC-Payload-Digest: sha1:AAAA"
    let records =
      Pack.gzip(Crawl.response(1, [digest]))
      + Pack.gzip(
        Crawl.record("revisit", "https://quai.example/1", [], [digest], date: "2025-02-01T00:00:00Z"))
      + Pack.gzip(Crawl.record("revisit", "https://quai.example/2", [], ["WARC-Payload-Digest: sha1:BBBB"]))
    let contents = try #require(try Specimen(records).contents())
    #expect(contents.captures.map(\.bytes) == Array(repeating: Array(Crawl.page("Titre 1").utf8), count: 2))
    #expect(contents.captures.last?.time == 1_738_368_000)
    #expect(contents.passed == [.revisit])
  }

  @Test func recordsBehindDamageAreRead() {
    var flipped = members
    flipped[members.count / 2] ^= 0xFF
    let broken = Contents(flipped)
    #expect(broken.captures.count >= 3 && broken.faults.count >= 1)
    let cut = Contents(Array(members.dropLast(40)))
    #expect(cut.urls == Array(urls.prefix(4)))
    #expect(cut.faults.count == 1)
    let short = Contents(Array(plain.dropLast(60)))
    #expect(short.urls == Array(urls.prefix(4)))
    guard case .damaged(_, .record, .cut) = short.faults.first else {
      Issue.record("\(short.faults)")
      return
    }
    let lost = Contents(Crawl.response(0) + Array("GARBAGE\n".utf8) + Crawl.response(1))
    #expect(lost.urls == Array(urls.prefix(2)))
  }

  @Test(arguments: ["-1", "9223372036854775807", "99999999999999999999999", "abc", "0x10", ""])
  func aLengthThatCannotBeCostsOneRecord(_ length: String) {
    let header =
      "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: \(length)\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n"
    let contents = Contents(Array(header.utf8) + Crawl.response(1))
    #expect(contents.urls == ["https://quai.example/1"])
    #expect(contents.faults.count == 1)
  }

  @Test(arguments: [-40, -3, 5, 90]) func aLengthThatWasCountedWronglyIsMended(_ error: Int) {
    let body = Array("Le port\n\nIl rouvre mardi, dit la capitainerie du Gorlé.".utf8)
    let header =
      "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: \(body.count + error)\r\n\r\n"
    let contents = Contents(Array(header.utf8) + body + Array("\r\n\r\n".utf8) + Crawl.response(1))
    #expect(
      contents.texts.first?.hasSuffix("Gorlé.\n\n") == true
        || contents.texts.first?.hasSuffix("Gorlé.") == true)
    #expect(contents.urls == ["https://quai.example/1"])
  }

  @Test func readingGoesOnWhereItWas() throws {
    let packs = [plain, members, Pack.gzip(plain), (0..<5).flatMap { Pack.zstd(Crawl.response($0)) }]
    for bytes in packs {
      let specimen = try Specimen(bytes)
      let reader = try #require(try specimen.reader())
      _ = reader.next()
      _ = reader.next()
      _ = reader.next()
      let rest = try #require(try specimen.contents(from: reader.position))
      #expect(rest.urls == Array(urls.suffix(2)))
      #expect(rest.paths.last?.hasSuffix("#5") == true)
    }
    let reader = try #require(try Specimen(members).reader())
    _ = reader.next()
    _ = reader.next()
    #expect(reader.position.offset == Int64(Pack.gzip(Crawl.response(0)).count))
  }

  /// Its description says a length that reaches into the first record, as some writers count.
  @Test func anOldArchiveIsReadToo() {
    let page = Crawl.answer(Array(Crawl.page("Ancien").utf8))
    let head = "1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    let file =
      "filedesc://old.arc 0.0.0.0 19970102030405 text/plain \(head.utf8.count + 9)\n" + head
      + "\nhttp://quai.example/a b 127.0.0.1 19970102030405 text/html \(page.count)\n"
    let next = "\nhttp://quai.example/2 127.0.0.1 19970102030405 text/html abc\n"
    let last = "\nhttp://quai.example/3 127.0.0.1 19970102030406 text/html \(page.count)\n"
    let contents = Contents(
      Array(file.utf8) + page + Array(next.utf8) + Array("\n".utf8) + Array(last.utf8) + page)
    #expect(contents.captures.map(\.time) == [852_174_245, 852_174_246])
    #expect(contents.urls == ["http://quai.example/a%20b", "http://quai.example/3"])
    #expect(contents.faults.count == 1)
  }
}
