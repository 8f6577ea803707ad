import Cleaning
import Foundation
import Importing
import Stories

/// Text captures made of pages (by `dumps`), for the many pages whose text nobody labelled: what cleaning
/// tells of the page by rules alone, with the pieces that people marked, stands for their answers. Rules have
/// learnt from nobody, so that a publisher that is left out of the learning stays unseen.
struct DumpCorpus {
  /// How far such answers are believed.
  private static let weight: Float = 0.15

  let pages: String
  /// Without anything that was learnt.
  let cleaner: Cleaner
  private let reader = CaptureReader(format: .html)

  /// Those of the pages that are not among `known`, by their ids: the story's part, and all of the page.
  func load(_ file: String, corpus folder: String, known: Set<String>) throws -> [Example] {
    var golds: [String: [String: Any]] = [:]
    for gold in try Corpus.lines(folder + "/gold_html.jsonl") {
      if let id = gold["id"] as? String, !known.contains(id) { golds[id] = gold }
    }
    return try Corpus.lines(file).flatMap { dump -> [Example] in
      guard let id = dump["id"] as? String, let gold = golds[id] else { return [] }
      return examples(id, gold, dump)
    }
  }

  private func examples(_ id: String, _ gold: [String: Any], _ dump: [String: Any]) -> [Example] {
    guard var page = try? reader.read(path: "\(pages)/\(id).html").get() else { return [] }
    page.url = gold["url"] as? String
    guard let story = try? cleaner.story(from: page).get(), story.body.count > 1 else { return [] }
    let answers = answers(gold, story)
    return [("main", false), ("full", true)].compactMap { style, isWholePage -> Example? in
      guard let text = dump[style] as? String else { return nil }
      let all = text.precomposedStringWithCanonicalMapping
      guard isWholePage || Self.isTold(answers.body, in: all) else { return nil }
      return Example(
        id: "\(id) \(style)", capture: Capture(bytes: [], text: all, format: .text, url: page.url),
        group: gold["publisher"] as? String ?? page.url.flatMap { URL(string: $0)?.host } ?? id,
        gold: answers, isWholePage: isWholePage, with: gold["segments_with"] as? [String] ?? [],
        without: gold["segments_without"] as? [String] ?? [], weight: Self.weight, isJudged: false)
    }
  }

  private func answers(_ gold: [String: Any], _ story: Story) -> Gold {
    var answers = Corpus.gold(gold)
    if answers.title.isEmpty { answers.title = [story.title] }
    if answers.byline.isEmpty { answers.byline = story.byline }
    answers.perhapsStandfirst = answers.standfirst == nil ? story.standfirst : nil
    answers.body = story.body
    answers.related = story.related.map(\.title)
    answers.hasFields = true
    answers.isReckoned = true
    return answers
  }

  /// Whether most of the story is there: the search for a page's main content may miss it.
  static func isTold(_ body: [String], in text: String) -> Bool {
    let found = body.reduce(0) { $0 + (text.contains($1) ? $1.utf8.count : 0) }
    return found * 2 > body.reduce(0) { $0 + $1.utf8.count }
  }
}
