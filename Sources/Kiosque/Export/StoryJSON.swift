import Cells
import FoundationEssentials
import Stories

/// JSON on one line, without control characters that could reach a terminal.
enum JSON {
  static func line(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return escaped(String(decoding: data, as: UTF8.self))
  }

  /// Escapes C1 controls, bidirectional marks and other scalars that the gate refuses, which occur only
  /// inside strings.
  static func escaped(_ json: String) -> String {
    // Most lines need no escape; checking costs a tenth of rebuilding.
    guard json.unicodeScalars.contains(where: { $0.value >= 0x7F && !Gate.passes($0) }) else { return json }
    var result = ""
    for scalar in json.unicodeScalars {
      guard scalar.value >= 0x7F, !Gate.passes(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result
  }
}

/// A story as it is printed as JSON; unknown values are left out.
struct StoryJSON: Encodable {
  struct BlockJSON: Encodable {
    var kind: String
    var text: String
    var level: Int?
    var ordered: Bool?
    var rows: [[String]]?
    var spans: [SpanJSON]?
    var picture: PictureJSON?
  }

  /// Where it begins and ends is counted in Unicode code points of the text.
  struct SpanJSON: Encodable {
    var kind: String
    var start: Int
    var end: Int
    var url: String?
  }

  struct PictureJSON: Encodable {
    var url: String
    var alternative: String?
    var credit: String?
  }

  struct RelatedJSON: Encodable {
    var title: String
    var url: String?
    var story: StoryID?
    var stories: [StoryID]?
    var altered: Bool?
  }

  struct ProfileJSON: Encodable {
    var name: String
    var layout: String?
    var matched: Bool
  }

  struct RemovedJSON: Encodable {
    var text: String
    var rule: String
    var probability: Double?
  }

  var id: StoryID?
  var title: String
  var byline: [String]?
  var date: String?
  var dateFrom: String?
  var source: String?
  var url: String?
  var language: String?
  var section: String?
  var standfirst: String?
  var body: [String]
  var blocks: [BlockJSON]
  var related: [RelatedJSON]?
  var removed: [RemovedJSON]?
  var doubt: String?
  var words: Int
  var captured: String?
  var capture: String?
  var read: Bool?
  var starred: Bool?
  var profile: ProfileJSON?

  init(_ story: Story, relations: [Relation]? = nil) {
    title = story.title
    byline = story.byline.isEmpty ? nil : story.byline
    date = story.date?.iso
    dateFrom = story.date?.origin.rawValue
    source = story.source
    url = story.url
    language = story.language
    section = story.section
    standfirst = story.standfirst
    body = story.body
    blocks = story.blocks.map(Self.block)
    let links =
      relations ?? story.related.enumerated().map { Relation(position: $0, title: $1.title, url: $1.url) }
    related = links.isEmpty ? nil : links.map(Self.related)
    removed = story.removed.isEmpty ? nil : story.removed.map(Self.removed)
    doubt = story.doubt?.rawValue
    words = story.words
    captured = story.captured.map { StoryDate.iso(instant: $0) }
    profile = story.profile.map {
      ProfileJSON(name: $0.profile, layout: $0.layout, matched: $0.layout != nil)
    }
  }

  init(_ stored: StoredStory) {
    self.init(stored.story, relations: stored.relations)
    id = stored.headline.id
    capture = "sha256:" + stored.capture
    read = stored.headline.isRead
    starred = stored.headline.isStarred
  }

  private static func block(_ block: Block) -> BlockJSON {
    var json = BlockJSON(kind: block.kind.rawValue, text: block.text)
    switch block.kind {
    case .item: (json.level, json.ordered) = (block.level, block.ordered)
    case .heading: json.level = block.level
    case .table:
      json.rows = block.text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
    default: break
    }
    if !block.spans.isEmpty { json.spans = spans(block) }
    json.picture = block.picture.map {
      PictureJSON(url: $0.url, alternative: $0.alternative.nonEmpty, credit: $0.credit)
    }
    return json
  }

  private static func spans(_ block: Block) -> [SpanJSON] {
    var points: [Int: Int] = [:]
    let places = Set(block.spans.flatMap { [$0.range.lowerBound, $0.range.upperBound] })
    var at = 0
    for (point, scalar) in block.text.unicodeScalars.enumerated() {
      if places.contains(at) { points[at] = point }
      at += scalar.utf8.count
    }
    points[at] = block.text.unicodeScalars.count
    return block.spans.compactMap { span in
      guard let start = points[span.range.lowerBound], let end = points[span.range.upperBound] else {
        return nil
      }
      return switch span.kind {
      case .link(let url): SpanJSON(kind: "link", start: start, end: end, url: url)
      case .emphasis: SpanJSON(kind: "emphasis", start: start, end: end)
      case .strong: SpanJSON(kind: "strong", start: start, end: end)
      case .code: SpanJSON(kind: "code", start: start, end: end)
      }
    }
  }

  /// JSON has no infinite numbers or NaN.
  private static func removed(_ line: RemovedLine) -> RemovedJSON {
    RemovedJSON(
      text: line.text, rule: line.rule,
      probability: line.probability.flatMap { $0.isFinite ? ($0 * 10000).rounded() / 10000 : nil })
  }

  private static func related(_ relation: Relation) -> RelatedJSON {
    let ids = relation.stored.map(\.id)
    return RelatedJSON(
      title: relation.title, url: relation.url, story: ids.count == 1 ? ids.first : nil,
      stories: ids.count > 1 ? ids : nil, altered: relation.isAltered ? true : nil)
  }
}

/// A row of a list as JSON.
struct HeadlineJSON: Encodable {
  var id: StoryID
  var title: String
  var source: String?
  var date: String?
  var language: String?
  var captured: String
  var read: Bool
  var starred: Bool
  var linked: Int
  /// How many near-duplicates in other newspapers are below it in the list.
  var similar: Int?
  /// The story below which it is listed.
  var similarTo: StoryID?
  /// Whether it may be incomplete.
  var doubtful: Bool?
  var snippet: String?

  init(_ headline: Headline, snippet: String? = nil) {
    id = headline.id
    title = headline.title
    source = headline.source
    date = headline.date?.iso
    language = headline.language
    captured = StoryDate.iso(instant: headline.captured)
    read = headline.isRead
    starred = headline.isStarred
    linked = headline.linked
    similar = headline.nearDuplicates > 0 ? headline.nearDuplicates : nil
    similarTo = headline.leader
    doubtful = headline.isDoubtful ? true : nil
    self.snippet = snippet
  }
}
