import Foundation
import Stories
import Testing

@testable import Importing

/// Real and deliberately broken specimens that are no part of this repository; skipped where they are missing.
private enum Corpus {
  static let root =
    ProcessInfo.processInfo.environment["CORPUS"]
    ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/corpus").path
  static let isThere = FileManager.default.fileExists(atPath: root + "/archive")

  static func contents(_ name: String) throws -> Contents {
    let opening = try CaptureReader().open(path: root + "/" + name).get()
    guard case .records(let records) = opening else {
      Issue.record("\(name) is no file of many captures")
      return Contents([])
    }
    return Contents(CaptureReader(), records)
  }

  static var feeds: [String] {
    let found = FileManager.default.enumerator(atPath: root + "/feeds")?.compactMap { $0 as? String } ?? []
    // One of them is a document without a feed.
    return found.filter { $0.hasSuffix(".xml") && !$0.hasSuffix("rss_empty_document.xml") }
      .map { "feeds/" + $0 }.sorted()
  }
}

@Suite(.enabled(if: Corpus.isThere, "the corpus is not there; CORPUS=DIR names it")) struct CorpusTests {
  /// A file, its captures, the records it passes over, its faults.
  @Test(arguments: [
    ("cc_net-sample.wet.txt", 3, 1, 0), ("warcio-bad.arc", 0, 0, 4),
    ("warcio-example-bad-non-chunked.warc.gz", 1, 5, 0), ("warcio-example-iana.org-chunked.warc", 1, 2, 0),
    ("warcio-example-trunc.warc", 1, 3, 0), ("warcio-example-wget-bad-target-uri.warc.gz", 1, 5, 0),
    ("warcio-example-wrong-chunks.warc.gz", 1, 1, 0), ("warcio-example.warc", 2, 4, 0),
    ("warcio-example.warc.gz", 2, 4, 0), ("whirlwind.warc.gz", 1, 3, 0), ("whirlwind.warc.wat.gz", 0, 2, 0),
    ("whirlwind.warc.wet.gz", 1, 1, 0),
  ])
  func foreignArchivesAreRead(_ name: String, captures: Int, passed: Int, faults: Int) throws {
    let contents = try Corpus.contents("archive/foreign/" + name)
    #expect(contents.captures.count == captures)
    #expect(contents.passed.count == passed)
    #expect(contents.faults.count == faults, "\(contents.faults)")
    #expect(contents.captures.allSatisfy { $0.url?.hasPrefix("http") == true })
  }

  @Test func chunkedPagesAreWhole() throws {
    let page = try Corpus.contents("archive/foreign/warcio-example-iana.org-chunked.warc").captures.first
    #expect(page?.text.contains("</html>") == true)
    #expect(page?.text.contains("\r\n1000\r\n") == false)
    #expect(page?.bytes.count == 7223)
  }

  private struct Entry: Decodable {
    var url: String
  }

  @Test func everyPageOfTheIndexIsThere() throws {
    let index = try Data(contentsOf: URL(filePath: Corpus.root + "/archive/pages.warc.index.json"))
    let urls = try JSONDecoder().decode([Entry].self, from: index).map(\.url)
    let contents = try Corpus.contents("archive/pages.warc.gz")
    #expect(contents.urls == urls)
    #expect(contents.captures.allSatisfy { $0.format == .html && $0.text.contains("</") })
  }

  @Test func textsAndTablesAreThere() throws {
    #expect(try Corpus.contents("archive/pages.warc.wet.gz").captures.count == 340)
    let lines = try Corpus.contents("archive/pages.jsonl.gz")
    #expect(lines.captures.count == 15 && lines.urls.count == 15)
  }

  @Test func everyFeedIsRead() throws {
    for name in Corpus.feeds {
      let contents = try Corpus.contents(name)
      let text = try String(
        decoding: Data(contentsOf: URL(filePath: Corpus.root + "/" + name)), as: UTF8.self)
      let faults = contents.faults.filter { if case .empty = $0 { false } else { true } }
      #expect(faults.isEmpty, "\(name): \(faults)")
      if let title = Self.expected("entries\\[0\\]\\['title'\\] == u?'([^']*)'", in: text) {
        let plain = title.contains("<") || title.contains("&") ? nil : title
        if let plain { #expect(contents.titles.first == plain, "\(name)") }
      }
      if let author = Self.expected("entries\\[0\\]\\['author'\\] == u?'([^'@(]*)'", in: text) {
        #expect(contents.captures.first?.given.byline.first ?? author == author, "\(name)")
      }
    }
  }

  /// What a specimen's comment says of it.
  private static func expected(_ pattern: String, in text: String) -> String? {
    guard let regex = try? Regex(pattern, as: (Substring, Substring).self) else { return nil }
    return text.firstMatch(of: regex).map { String($0.output.1) }
  }
}
