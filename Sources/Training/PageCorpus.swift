import Cleaning
import Foundation
import Importing
import Stories

/// A page with what people say must come out of it, all of it or a few pieces.
struct PageExample {
  var id: String
  var capture: Capture
  /// Pages of one publisher are never split between what is learnt and what is judged.
  var group: String
  var gold: Gold?
  /// Pieces that the story has, and pieces that it has not.
  var with: [String]
  var without: [String]
  /// How far its gold is to be believed.
  var weight: Float
}

/// The pages of `make score`.
enum PageCorpus {
  /// How far the collections' golds are to be believed; the others are believed.
  private static let weights: [String: Float] = ["readability": 0.3, "trafilatura": 0.5, "wcxb": 0.6]

  /// Those of `gold_html.jsonl`, and of `wcxb/` where it is there, that say something of the story's text;
  /// the pages unpacked as `ID.html`.
  static func load(_ folder: String, pages: String) throws -> [PageExample] {
    let reader = CaptureReader(format: .html)
    let more = folder + "/wcxb/gold_html.jsonl"
    let golds =
      try Corpus.lines(folder + "/gold_html.jsonl")
      + (FileManager.default.fileExists(atPath: more) ? Corpus.lines(more) : [])
    return golds.compactMap { gold in
      guard let id = gold["id"] as? String,
        var capture = try? reader.read(path: "\(pages)/\(id).html").get()
      else { return nil }
      let source = gold["source"] as? String ?? ""
      let with = gold["segments_with"] as? [String] ?? []
      guard gold["body"] != nil || !with.isEmpty else { return nil }
      capture.url = gold["url"] as? String
      let group = gold["publisher"] as? String ?? capture.url.flatMap { URL(string: $0)?.host } ?? id
      return PageExample(
        id: id, capture: capture, group: group, gold: gold["body"] == nil ? nil : Corpus.gold(gold),
        with: with, without: gold["segments_without"] as? [String] ?? [], weight: weights[source] ?? 1)
    }
  }
}
