import Archive
import Cells
import Stories
import Text
import Wording

/// What `show --versions` and `show --diff` print.
enum VersionTable {
  private struct CaptureJSON: Encodable {
    var capture: String
    var captured: String
    var path: String?
    var url: String?
    var size: Int
  }

  private struct VersionJSON: Encodable {
    var version: Int
    var shown: Bool
    var title: String
    var words: Int
    var size: Int
    var first: String
    var last: String
    var captures: [CaptureJSON]
  }

  private struct RunJSON: Encodable {
    var kind: String
    var text: String
  }

  private struct DiffJSON: Encodable {
    var from: Int
    var to: Int
    var added: Int
    var removed: Int
    var paragraphs: [[RunJSON]]
  }

  /// Number, `*` for the shown version, when it was first and last seen, words, bytes, captures and headline,
  /// separated by tabs.
  static func write(_ versions: [StoryVersion], json: Bool) {
    for version in versions {
      let first = StoryDate.iso(instant: version.captures.last?.time ?? 0)
      let last = StoryDate.iso(instant: version.time)
      if json {
        let captures = version.captures.map {
          CaptureJSON(
            capture: "sha256:" + $0.digest, captured: StoryDate.iso(instant: $0.time), path: $0.path,
            url: $0.url, size: $0.size)
        }
        Output.line(
          JSON.line(
            VersionJSON(
              version: version.number, shown: version.isShown, title: version.title, words: version.words,
              size: version.size, first: first, last: last, captures: captures)))
        continue
      }
      let fields = [
        "\(version.number)\(version.isShown ? "*" : "")", first, last, String(version.words),
        String(version.size), String(version.captures.count), version.title,
      ]
      Output.line(fields.map { Gate.line($0) }.joined(separator: "\t"))
    }
  }

  /// One paragraph on each line, in the notation of `wdiff`.
  static func write(_ diff: WordDiff, from old: Int, to new: Int, json: Bool) {
    if json {
      let paragraphs = diff.paragraphs.map { $0.map { RunJSON(kind: $0.sign.rawValue, text: $0.text) } }
      Output.line(
        JSON.line(DiffJSON(from: old, to: new, added: diff.come, removed: diff.gone, paragraphs: paragraphs)))
      return
    }
    for paragraph in diff.paragraphs { Output.data(paragraph.map(\.marked).joined()) }
  }
}
