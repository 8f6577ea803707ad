import Foundation
import Stories
import Testing

@testable import Importing

@Suite struct JSONRecordTests {
  private func lines(_ lines: String...) -> Contents { Contents(lines.joined(separator: "\n")) }

  @Test func ofAPackedPageThatBreaksOffTheStartIsRead() {
    let paragraphs = (0..<4000).map { "<p>Le quai \($0) rouvre \($0 * 7) jours après la tempête.</p>" }
      .joined()
    let packed = Pack.gzip(Array("<title>Le quai</title>\(paragraphs)".utf8))
    let contents = Contents(Array(packed.prefix(packed.count / 2)))
    #expect(contents.captures.count == 1)
    #expect(contents.captures.first?.text.contains("Le quai 900 rouvre 6300 jours") == true)
    #expect(contents.faults == [.damaged(path: "f", at: .byte(Int64(packed.count / 2)), .cut)])
    let zip = Contents(Array(Pack.zip([("a.html", Array(paragraphs.utf8))]).prefix(9000)))
    #expect(zip.captures.count == 1)
    #expect(zip.faults.count == 1)
  }

  @Test func aLineIsARecordWithItsFields() throws {
    let contents = lines(
      #"{"url":"https://quai.example/1","title":"Le port rouvre","text":"Il rouvre mardi.","author":["Lise Garrec"],"site":"Le Quai","date":"2025-01-06T10:00:00+01:00"}"#
    )
    let capture = try #require(contents.captures.first)
    #expect(capture.url == "https://quai.example/1")
    #expect(capture.text == "Le port rouvre\n\nIl rouvre mardi.")
    #expect(capture.format == .text)
    #expect(capture.given == Given(title: "Le port rouvre", byline: ["Lise Garrec"], source: "Le Quai"))
    #expect(capture.date?.iso == "2025-01-06T10:00:00+01:00")
    #expect(contents.paths == ["f#1"])
  }

  @Test func pagesStayPagesAndPiecesBecomePages() {
    let contents = lines(
      #"{"url":"https://quai.example/1","html":"<html><head><title>A</title></head><body><p>B</p></body></html>"}"#,
      #"{"title":"Le port","content":"<p>Il rouvre <b>mardi</b>.</p>","published_by":["Lise"],"domain_name":"quai.example"}"#
    )
    #expect(contents.captures.map(\.format) == [.html, .html])
    #expect(contents.texts[0] == "<html><head><title>A</title></head><body><p>B</p></body></html>")
    #expect(contents.texts[1].contains(#"<meta property="og:title" content="Le port">"#))
    #expect(contents.texts[1].contains("<p>Il rouvre <b>mardi</b>.</p>"))
  }

  @Test(arguments: [
    "[", #"{"a":"#, #"{"url":"x","title":"abc"#, "NaN", #"{"url":"x"} {"url":"y"}"#, "{'url':'x'}",
  ])
  func aBrokenLineCostsItself(_ line: String) {
    let contents = lines(#"{"title":"Bon 1","text":"corps"}"#, line, "", #"{"title":"Bon 2","text":"corps"}"#)
    #expect(contents.titles == ["Bon 1", "Bon 2"])
    #expect(contents.faults == [.damaged(path: "f#2", at: .line(2), .json)])
    #expect(contents.paths == ["f#1", "f#2", "f#4"])
  }

  @Test func aRecordWithoutTextSaysSo() {
    let contents = lines(#"{"title":"T","text":"x"}"#, #"{"title":"T"}"#)
    #expect(contents.faults == [.damaged(path: "f#2", at: .line(2), .noText)])
  }

  @Test func arraysAndObjectsOverSeveralLinesAreRead() {
    let objects = [#"{"title":"A \"{[\\","text":"x"}"#, "{\n  \"title\": \"B\",\n  \"text\": \"y\"\n}"]
    for text in [
      "[\(objects[0]),\(objects[1])]", "[\n\(objects[1]) ,\n\(objects[0])\n]", objects[1] + "\n" + objects[1],
    ] {
      #expect(Contents(text).captures.count == 2)
      #expect(Contents(text).faults.isEmpty)
    }
    let cut = Contents("[\(objects[0]), {\"title\": \"B\"")
    #expect(cut.captures.count == 1)
    #expect(cut.faults == [.damaged(path: "f#2", at: .record(2), .cut)])
  }

  @Test func namesCanBeTold() {
    var names = FieldNames()
    #expect(names.take("title=Headline") && names.take("text=story.body"))
    #expect(!names.take("title") && !names.take("colour=red"))
    let contents = Contents(
      Array(#"{"headline":"T","title":"no","story":{"body":"Il rouvre."},"text":"no"}"#.utf8), names: names)
    #expect(contents.texts == ["T\n\nIl rouvre."])
  }

  @Test func aRecordThatDoesNotSayWhenIsAsOldAsItsFile() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "when-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines =
      #"{"title":"A","text":"x"}"# + "\n" + #"{"title":"B","text":"y","captured":"2021-03-12T09:24:00Z"}"#
    try Data(lines.utf8).write(to: file)
    let day = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes([.modificationDate: day], ofItemAtPath: file.path)
    guard case .success(.records(let reader)) = CaptureReader().open(path: file.path) else {
      Issue.record("no file of records")
      return
    }
    var times: [Instant?] = []
    while let record = reader.next(), case .capture(let raw) = record.content {
      guard case .capture(let capture) = CaptureReader().reading(of: raw) else { break }
      times.append(capture.time)
    }
    #expect(times == [1_700_000_000, 1_615_541_040])
  }

  @Test(arguments: [
    #"{"requested_url":"https://q.example/1","plain_text":"Il rouvre.","published_date":"2025-01-06","title":"T"}"#,
    #"{"url":"https://q.example/1","plaintext":"Il rouvre.","publishing_date":"2025-01-06","title":"T"}"#,
    #"{"canonical_link":"https://q.example/1","text":"Il rouvre.","publish_date":"2025-01-06","title":"T"}"#,
    #"{"url":"https://q.example/1","maintext":"Il rouvre.","date_publish":"2025-01-06 00:00:00","title":"T"}"#,
    #"{"source":"Q","url":"https://q.example/1","raw_text":"Il rouvre.","date":"2025-01-06","title":"T"}"#,
  ]) func recordsOfOtherProgramsAreRead(_ line: String) throws {
    let capture = try #require(Contents(line).captures.first)
    #expect(capture.url == "https://q.example/1" && capture.text == "T\n\nIl rouvre.")
    #expect(capture.date?.day.iso == "2025-01-06")
  }

  @Test func whatOSCARSaysOfAPageIsRead() throws {
    let line =
      #"{"content":"Il rouvre.","warc_headers":{"warc-target-uri":"https://q.example/1","#
      + #""warc-date":"2022-01-18T21:49:02Z"}}"#
    let capture = try #require(Contents(line).captures.first)
    #expect(capture.url == "https://q.example/1" && capture.time == 1_642_542_542)
  }

  @Test func aTitleThatWasEscapedTwiceIsRead() throws {
    let line = #"{"title":"L&amp;rsquo;été","text":"x"}"#
    #expect(Contents(line).captures.first?.given.title == "L’été")
  }

  @Test func namesJoinedBySemicolonsAreSeveral() throws {
    let line = #"{"title":"T","text":"x","author":"Andr&eacute; Garrec; Jos Tanguy"}"#
    #expect(Contents(line).captures.first?.given.byline == ["André Garrec", "Jos Tanguy"])
  }

  @Test func readingGoesOnWhereItWas() throws {
    let objects = (1...6).map { #"{"title":"T\#($0)","text":"x"}"# }
    for text in [objects.joined(separator: "\n"), "[" + objects.joined(separator: ",") + "]"] {
      let specimen = try Specimen(Array(text.utf8))
      let reader = try #require(try specimen.reader())
      for _ in 0..<4 { _ = reader.next() }
      let rest = try #require(try specimen.contents(from: reader.position))
      #expect(rest.titles == ["T5", "T6"])
      #expect(rest.paths.map { $0.suffix(2) } == ["#5", "#6"])
    }
  }
}

@Suite struct TableTests {
  @Test func aRowIsARecordByItsHeader() throws {
    let text =
      "url;headline;\"body\";date\nhttps://quai.example/1;Le port;\"Il dit : \"\"oui\"\".\nEt encore.\";2025-01-06\n\n;Vide;;\n"
    let contents = Contents(text)
    let capture = try #require(contents.captures.first)
    #expect(capture.text == "Le port\n\nIl dit : \"oui\".\nEt encore.")
    #expect(capture.date?.iso == "2025-01-06")
    #expect(contents.paths == ["f#2", "f#5"])
    #expect(contents.faults == [.damaged(path: "f#5", at: .line(5), .noText)])
  }

  @Test func tabsAndOldCharsetsAreRead() {
    let bytes = Array("title\ttext\nNo\u{EB}l\t\u{E9}t\u{E9}".unicodeScalars.map { UInt8($0.value) })
    #expect(Contents(bytes).texts == ["Noël\n\nété"])
    let wide: [UInt8] =
      [0xFF, 0xFE]
      + "title,text\nNoël,été".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    #expect(Contents(wide).texts == ["Noël\n\nété"])
  }

  @Test func aListOfCapturesIsNoTable() {
    #expect(Contents("path,url,date,publisher\na.txt,,2026-01-01,Le Quai\n").passed == [.manifest])
  }

  @Test func anOpenQuoteIsSaid() {
    let contents = Contents("title,text\nA,x\nB,\"y\nC,z\n")
    #expect(contents.titles == ["A"])
    #expect(contents.faults == [.damaged(path: "f", at: .line(3), .quote)])
  }

  @Test func readingGoesOnWhereItWas() throws {
    let specimen = try Specimen(Array(("title,text\n" + (2...6).map { "T\($0),x\n" }.joined()).utf8))
    let reader = try #require(try specimen.reader())
    for _ in 0..<3 { _ = reader.next() }
    let rest = try #require(try specimen.contents(from: reader.position))
    #expect(rest.titles == ["T5", "T6"])
    #expect(rest.paths.map { $0.suffix(2) } == ["#5", "#6"])
  }
}

@Suite struct ArchiveFileTests {
  private let files: [(String, [UInt8])] = [
    ("jour/a.html", Array(Crawl.page("A").utf8)), ("jour/.hidden", [0x41]),
    ("jour/b.txt", Array("B\n\nIl pleut.".utf8)),
    ("jour/image.png", [0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3]),
    ("c.warc.gz", Pack.gzip(Crawl.response(1)) + Pack.gzip(Crawl.response(2))),
  ]

  @Test func filesOfTarAndZipAreOpened() throws {
    let tar = Pack.tar(files)
    for bytes in [tar, Pack.zip(files), Pack.gzip(tar), Pack.zstd(tar), Pack.xz(tar), Pack.bzip2(tar)] {
      for contents in [Contents(bytes), try #require(try Specimen(bytes).contents())] {
        #expect(contents.captures.count == 4)
        #expect(contents.captures.first?.path?.hasSuffix("/jour/a.html") == true)
        #expect(contents.captures.first?.time == 1_700_000_000)
        #expect(contents.urls == ["https://quai.example/1", "https://quai.example/2"])
        #expect(contents.passed == [.content(.picture)])
        #expect(contents.faults.isEmpty)
      }
    }
  }

  @Test func aWebArchiveInAZipIsReadAlone() throws {
    let zip = Pack.zip([
      ("datapackage.json", Array("{\"title\":\"x\",\"text\":\"y\"}".utf8)),
      ("archive/data.warc.gz", Pack.gzip(Crawl.response(1))),
      ("pages/pages.jsonl", Array("{\"url\":\"https://quai.example/\",\"text\":\"z\"}".utf8)),
    ])
    let contents = try #require(try Specimen(zip, named: "x.wacz").contents())
    #expect(contents.urls == ["https://quai.example/1"])
    #expect(contents.passed == [.directory, .directory])
  }

  @Test func whatStandsBeforeACutIsRead() {
    let tar = Pack.tar((0..<3).map { ("\($0).txt", Array("T\($0)\n\nIl pleut à verse.".utf8)) })
    let contents = Contents(Array(tar.prefix(1024 * 2 + 530)))
    #expect(contents.captures.count == 2)
    #expect(contents.faults.count == 1)
  }

  @Test func readingGoesOnWhereItWas() throws {
    for bytes in [Pack.tar(files), Pack.zip(files), Pack.gzip(Pack.tar(files))] {
      let specimen = try Specimen(bytes)
      let reader = try #require(try specimen.reader())
      for _ in 0..<4 { _ = reader.next() }
      #expect(try specimen.contents(from: reader.position)?.urls == ["https://quai.example/2"])
    }
  }

  @Test func bombsAreRefused() {
    var nested = Array(repeating: UInt8(0x20), count: 70 << 20)
    nested = Pack.gzip(nested)
    #expect(Contents(nested).faults == [.tooLarge(path: "f", limit: CaptureReader.limit)])
    for _ in 0..<8 { nested = Pack.gzip(nested) }
    #expect(Contents(nested).faults.count == 1)
    let body = Crawl.answer(Pack.gzip(Array(repeating: 0x20, count: 70 << 20)), ["Content-Encoding: gzip"])
    let contents = Contents(Crawl.record("response", "https://quai.example/", body) + Crawl.response(1))
    #expect(contents.urls == ["https://quai.example/1"])
    #expect(contents.faults == [.damaged(path: "f#1", at: .record(1), .tooLarge(limit: CaptureReader.limit))])
  }

  @Test func formatsThatAreNotReadAreNamed() {
    #expect(Contents(Array("PAR1xxxx".utf8)).faults == [.unsupported(path: "f", format: "Parquet")])
    #expect(Contents(Pack.gzip(Array("%PDF-1.7".utf8))).faults == [.unsupported(path: "f", format: "PDF")])
  }
}
