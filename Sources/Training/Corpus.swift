import Foundation
import Importing
import Stories

/// A capture with what people say must come out of it.
struct Example {
  var id: String
  var capture: Capture
  /// Captures of one publisher are never split between what is learnt and what is judged.
  var group: String
  var gold: Gold
  var isWholePage: Bool
  /// Pieces that the story has, and pieces that it has not, where people marked some.
  var with: [String] = []
  var without: [String] = []
  var weight: Float = 1
  /// Whether its gold is good enough to judge by.
  var isJudged = true
  /// Whether it was made of a page by `dumps`, and the story is in it so far that it teaches.
  var isDump = false
  var isLearnt = true
}

struct Gold {
  var title: [String]
  var byline: [String]
  var standfirst: String?
  var body: [String]
  var related: [String]
  /// Lines that belong to no field; nil where the gold does not list them.
  var boilerplate: [String]?
  /// Whether a title, a byline and a standfirst would be there if the page has them.
  var hasFields: Bool
  /// Whether all of the story is in `body`, a standfirst among it, and nothing else is known.
  var isBodyOnly = false
  /// Whether cleaning told it, not people.
  var isReckoned = false
  /// A line that may be a standfirst.
  var perhapsStandfirst: String?
}

/// The corpus of `make score`, as far as captures of text go.
enum Corpus {
  /// What the weights are learnt from, as comments of their file.
  static let credits = """
    # Learnt from these collections of pages, whose text is their publishers' and no part of this file:
    # article-extraction-benchmark (MIT), fundus parser tests (MIT), Readability.js tests (Apache-2.0),
    # trafilatura evaluation (Apache-2.0), postlight/parser fixtures (MIT, Apache-2.0), heraldic (AGPL-3.0),
    # mitul-kalariya/scrapping-webs and feryah/gilets_jaunes (no licence stated), and WCXB 1.0, the Web
    # Content eXtraction Benchmark of Murrough Foley, 2026 (annotations CC BY 4.0).

    """

  /// How much a capture of each collection counts: the few French pages as much as the many others.
  private static let weights: [String: Float] = ["fr": 4, "aeb": 1.5, "wcxb": 0.3]

  /// Captures of `gold_text.jsonl`, and the whole pages of `archive/pages.warc.wet.gz`, unpacked beforehand.
  static func load(_ folder: String, wholePages: String?) throws -> [Example] {
    let reader = CaptureReader(format: .text)
    var examples: [Example] = []
    for gold in try lines(folder + "/gold_text.jsonl") {
      guard let id = gold["id"] as? String, gold["body"] != nil else { continue }
      let text = try reader.read(path: "\(folder)/text/\(id).txt").get().text
      examples.append(example(gold, text: text, isWholePage: false))
    }
    guard let wholePages else { return examples }
    var byID: [String: [String: Any]] = [:]
    for gold in try lines(folder + "/gold_html.jsonl") where gold["body"] != nil {
      if let id = gold["id"] as? String { byID[id] = gold }
    }
    for (id, text) in try records(wholePages) {
      guard let gold = byID[id] else { continue }
      examples.append(example(gold, text: text, isWholePage: true))
    }
    return examples
  }

  /// Text captures of the articles in `wcxb/`, as `dumps` makes them of their pages.
  static func articles(_ folder: String, dumps: String) throws -> [Example] {
    var golds: [String: [String: Any]] = [:]
    for gold in (try? lines(folder + "/wcxb/gold_html.jsonl")) ?? [] {
      if let id = gold["id"] as? String { golds[id] = gold }
    }
    return try lines(dumps).compactMap { dump in
      guard let id = dump["id"] as? String, let gold = golds[id], let text = dump["main"] as? String else {
        return nil
      }
      var made = example(gold, text: text, isWholePage: false)
      made.isDump = true
      made.isLearnt = DumpCorpus.isTold(made.gold.body, in: made.capture.text)
      return made
    }
  }

  private static func example(_ gold: [String: Any], text: String, isWholePage: Bool) -> Example {
    let url = gold["url"] as? String
    let source = gold["source"] as? String ?? ""
    var answers = self.gold(gold, withBoilerplate: !isWholePage)
    answers.isBodyOnly = ["aeb", "wcxb"].contains(source)
    return Example(
      id: gold["id"] as? String ?? "",
      capture: Capture(bytes: [], text: text.precomposedStringWithCanonicalMapping, format: .text, url: url),
      group: gold["publisher"] as? String ?? url.flatMap { URL(string: $0)?.host } ?? "",
      gold: answers, isWholePage: isWholePage, weight: weights[source] ?? 1)
  }

  static func gold(_ gold: [String: Any], withBoilerplate: Bool = false) -> Gold {
    let source = gold["source"] as? String ?? ""
    let byline = gold["byline"] as? [String] ?? (gold["byline"] as? String).map { [$0] } ?? []
    let related = (gold["related"] as? [Any] ?? []).compactMap {
      ($0 as? [String: Any])?["title"] as? String ?? $0 as? String
    }
    return Gold(
      title: ((gold["title"] as? String).map { [$0] } ?? []) + (gold["title_alt"] as? [String] ?? []),
      byline: byline, standfirst: gold["standfirst"] as? String, body: gold["body"] as? [String] ?? [],
      related: related, boilerplate: withBoilerplate ? gold["boilerplate"] as? [String] : nil,
      hasFields: ["fundus", "fr", "seed", "synth-euronews"].contains(source))
  }

  static func lines(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// Conversion records with an `X-Gold-Id`.
  private static func records(_ path: String) throws -> [(String, String)] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    var found: [(String, String)] = []
    var at = data.startIndex
    let blank = Data("\r\n\r\n".utf8)
    while let head = data.range(of: blank, in: at..<data.endIndex) {
      let header = String(decoding: data[at..<head.lowerBound], as: UTF8.self)
      var fields: [String: String] = [:]
      for line in header.split(separator: "\r\n") {
        guard let colon = line.firstIndex(of: ":") else { continue }
        fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
          in: .whitespaces)
      }
      let length = Int(fields["content-length"] ?? "") ?? 0
      let end = min(head.upperBound + length, data.endIndex)
      if let id = fields["x-gold-id"] {
        found.append((id, String(decoding: data[head.upperBound..<end], as: UTF8.self)))
      }
      at = min(end + 4, data.endIndex)
    }
    return found
  }
}
